import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query';
import type { Api, BatchDetail } from '@/api/client';

type Row = { id: string };
type Rows = InfiniteData<{ items: Row[] }, unknown>;

/**
 * Writes the rows of a live event into what screens show: a row that is in a list is replaced where it stands. Returns the keys of
 * what has to be asked for again: lists that may gain, lose or reorder rows by it, and counts.
 */
export function applyChanges(client: QueryClient, changes: Api['Changes']): QueryKey[] {
  const stale: QueryKey[] = [];
  const batches = changes.batches as BatchDetail[];
  for (const batch of batches) {
    client.setQueryData<BatchDetail>(
      ['batch', batch.id],
      (known) => known && merged(known, batch),
    );
  }
  stale.push(...replaceRows(client, ['batches'], batches));
  for (const batchId of new Set(changes.documents.map((document) => document.batchId))) {
    const rows = changes.documents.filter((document) => document.batchId === batchId);
    stale.push(...replaceRows(client, ['documents', batchId], rows), ['batch', batchId], ['review', batchId]);
  }
  for (const document of changes.documents) {
    client.setQueryData<Api['DocumentView']>(
      ['document', document.id],
      (known) => known && merged(known, document),
    );
    stale.push(['data', document.id]);
  }
  if (changes.documents.some((document) => document.finishedAt)) {
    stale.push(['usage']);
  }
  if (changes.deleted.batches.length > 0 || changes.deleted.documents.length > 0) {
    removeRows(client, ['batches'], changes.deleted.batches);
    removeRows(client, ['documents'], changes.deleted.documents);
    stale.push(['batches'], ...changes.deleted.batches.map((id) => ['batch', id]));
  }
  return stale;
}

/** Live rows have the first characters of a prompt, at most as many. */
const PROMPT_HEAD = 200;

/** What is known, with the members of the live row; a prompt that is known whole stays whole. */
function merged<T extends Row>(known: T, live: Row): T {
  const whole = ['prompt', 'globalPrompt'].filter((name) => isHead(valueOf(live, name), valueOf(known, name)));
  return { ...known, ...live, ...Object.fromEntries(whole.map((name) => [name, valueOf(known, name)])) };
}

function valueOf(row: Row, name: string): unknown {
  return (row as unknown as Record<string, unknown>)[name];
}

function isHead(live: unknown, known: unknown): boolean {
  return typeof live === 'string' && typeof known === 'string' && [...live].length >= PROMPT_HEAD && known.startsWith(live);
}

/** Returns the lists that do not have all of the rows, and those that are filtered or sorted: the rows may belong elsewhere now. */
function replaceRows(client: QueryClient, key: QueryKey, rows: Row[]): QueryKey[] {
  if (rows.length === 0) {
    return [];
  }
  const byId = new Map(rows.map((row) => [row.id, row]));
  const stale: QueryKey[] = [];
  for (const [list, data] of client.getQueriesData<Rows>({ queryKey: key })) {
    const found = new Set<string>();
    const change = (items: Row[]) =>
      items.some((item) => byId.has(item.id))
        ? items.map((item) => {
            const row = byId.get(item.id);
            if (row) {
              found.add(row.id);
            }
            return row ? merged(item, row) : item;
          })
        : items;
    client.setQueryData<Rows>(list, changed(data, change));
    if (found.size < byId.size || isFiltered(list.at(-1))) {
      stale.push(list);
    }
  }
  return stale;
}

function isFiltered(filter: unknown): boolean {
  const { tab = 'all', ...others } = filter as Record<string, unknown>;
  return tab !== 'all' || Object.values(others).some((value) => value !== undefined);
}

function removeRows(client: QueryClient, key: QueryKey, ids: string[]): void {
  const gone = new Set(ids);
  client.setQueriesData<Rows>({ queryKey: key }, (data) =>
    changed(data, (items) => (items.some((item) => gone.has(item.id)) ? items.filter((item) => !gone.has(item.id)) : items)),
  );
}

/** The same data if no page changed, so that nothing is drawn again. */
function changed(data: Rows | undefined, change: (items: Row[]) => Row[]): Rows | undefined {
  if (!data?.pages) {
    return data;
  }
  const pages = data.pages.map((page) => {
    const items = change(page.items);
    return items === page.items ? page : { ...page, items };
  });
  return pages.some((page, index) => page !== data.pages[index]) ? { ...data, pages } : data;
}
