import { type Api, answer, api } from '@/api/client';

/** Saves the file of an export that is built: by a link of its own, so that a large one goes to the disk as it comes. */
export async function download(made: Pick<Api['ExportView'], 'id' | 'filename'>): Promise<void> {
  const { url } = await answer(api.POST('/api/v1/exports/{id}/link', { params: { path: { id: made.id } } }));
  const link = document.createElement('a');
  link.href = url;
  link.download = made.filename;
  link.click();
}
