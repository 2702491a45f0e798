import type { Api } from '@/api/client';

export type Document = Api['DocumentView'];

/** What a document's row shows of its data. */
export interface Summary {
  fields: Record<string, string>;
  items: Record<string, number>;
  warnings: string[];
}

const NONE: Summary = { fields: {}, items: {}, warnings: [] };

export function summaryOf(document: Document): Summary {
  return { ...NONE, ...(document.summary as Partial<Summary> | null | undefined) };
}

/** The fields that most documents have, in the order in which documents have them: the first ones become columns. */
export function commonFields(documents: Document[], most = 3): string[] {
  const counts = new Map<string, number>();
  for (const document of documents) {
    for (const field of Object.keys(summaryOf(document).fields)) {
      counts.set(field, (counts.get(field) ?? 0) + 1);
    }
  }
  return [...counts.entries()]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([field]) => field);
}

/** All items of all arrays; null where the document has none. */
export function itemCount(document: Document): number | null {
  const counts = Object.values(summaryOf(document).items);
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

/** What its badge says: a completed document with warnings needs a person. */
export function shownStatus(document: Document): string {
  return document.status === 'completed' && summaryOf(document).warnings.length > 0 ? 'attention' : document.status;
}

/** Whether it has data that can be looked at. */
export function hasData(document: Document): boolean {
  return document.status === 'completed' || document.status === 'confirmed';
}

/** Whether an extraction of it can be asked for: it has ended, and it has a file. */
export function canRedo(document: Document): boolean {
  return ['completed', 'confirmed', 'failed', 'cancelled'].includes(document.status) && document.pages != null;
}
