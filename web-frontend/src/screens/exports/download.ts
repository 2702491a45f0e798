import { type Api, save } from '@/api/client';

/** Saves the file of an export that is built. */
export function download(made: Pick<Api['ExportView'], 'id' | 'filename'>): Promise<void> {
  return save(`/api/v1/exports/${made.id}/file`, made.filename);
}
