import type { Api } from '@/api/client';

/** A file that was chosen, before it is sent. */
export interface Chosen {
  key: string;
  file: File;
  /** Of a file per-document prompts speak of. */
  prompt: string;
}

/** Why a chosen file is not sent. */
export type Rejection = 'unsupported_file_type' | 'file_too_large' | 'empty_file' | 'too_many_files';

const TYPES = /\.(pdf|jpe?g|png|tiff?|webp)$/i;

/** What is accepted by its `accept` attribute. */
export const ACCEPT = '.pdf,.jpg,.jpeg,.png,.tif,.tiff,.webp';

/** The rules that can be seen without opening a file; the server decides by its bytes. */
export function rejectionOf(file: File, maxBytes: number): Rejection | null {
  if (!TYPES.test(file.name)) {
    return 'unsupported_file_type';
  }
  if (file.size === 0) {
    return 'empty_file';
  }
  return file.size > maxBytes ? 'file_too_large' : null;
}

/** The chosen files that are sent, and the others with the reason: those beyond the plan's number, too. */
export function sort(files: Chosen[], tier: Pick<Api['Tier'], 'maxFileBytes' | 'documentsPerBatch'>) {
  const valid: Chosen[] = [];
  const rejected: { chosen: Chosen; code: Rejection }[] = [];
  for (const chosen of files) {
    const code = rejectionOf(chosen.file, tier.maxFileBytes) ?? (valid.length >= tier.documentsPerBatch ? 'too_many_files' : null);
    if (code === null) {
      valid.push(chosen);
    } else {
      rejected.push({ chosen, code });
    }
  }
  return { valid, rejected };
}

/** The names that occur more than once. */
export function duplicates(files: Chosen[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(files.filter(({ file }) => seen.size === seen.add(`${file.name}/${file.size}`).size).map(({ key }) => key));
}

/** The files of a drop, those in folders too; and the name of the folder, if there is one. */
export async function walk(data: DataTransfer): Promise<{ files: File[]; folder: string | null }> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry != null);
  if (entries.length === 0) {
    return { files: [...data.files], folder: null };
  }
  const files: File[] = [];
  for (const entry of entries) {
    await collect(entry, files);
  }
  return { files, folder: entries.find((entry) => entry.isDirectory)?.name ?? null };
}

async function collect(entry: FileSystemEntry, into: File[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed));
    if (!file.name.startsWith('.')) {
      into.push(file);
    }
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) {
      return;
    }
    for (const child of some) {
      await collect(child, into);
    }
  }
}
