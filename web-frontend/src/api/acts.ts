import type { QueryClient } from '@tanstack/react-query';
import { answer, api } from './client';
import { Failure } from './failure';
import { once } from './once';

/** What users do with batches and documents. Each resolves to null, or to why it did not succeed. */
async function attempt(call: Promise<unknown>): Promise<Failure | null> {
  try {
    await call;
    return null;
  } catch (thrown) {
    return Failure.of(thrown);
  }
}

export function renameBatch(id: string, name: string): Promise<Failure | null> {
  return attempt(answer(api.PATCH('/api/v1/batches/{id}', { params: { path: { id } }, body: { name: name.trim() || null } })));
}

export function cancelBatch(id: string): Promise<Failure | null> {
  return attempt(answer(api.POST('/api/v1/batches/{id}/cancel', { params: { path: { id } } })));
}

export function deleteBatch(id: string): Promise<Failure | null> {
  return attempt(answer(api.DELETE('/api/v1/batches/{id}', { params: { path: { id } } })));
}

export function deleteDocuments(documentIds: string[]): Promise<Failure | null> {
  return attempt(
    once('delete', documentIds, (header) => answer(api.POST('/api/v1/documents/delete', { params: { header }, body: { documentIds } }))),
  );
}

export interface Redo {
  documentIds: string[];
  prompt?: string;
  documentType?: string;
}

export function redoDocuments(redo: Redo): Promise<Failure | null> {
  return attempt(once('redo', redo, (header) => answer(api.POST('/api/v1/documents/redo', { params: { header }, body: redo }))));
}

/** Those with warnings are skipped unless they are included; the answer counts both. */
export async function confirmDocuments(documentIds: string[], includeAttention: boolean) {
  const body = { documentIds, includeAttention };
  return once('confirm', body, (header) => answer(api.POST('/api/v1/documents/confirm', { params: { header }, body })));
}

/** The failed documents of a batch, up to the 1,000 that one call takes. */
export async function failedDocuments(batchId: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await answer(
      api.GET('/api/v1/batches/{batchId}/documents', {
        params: { path: { batchId }, query: { tab: 'error', limit: 100, cursor } },
      }),
    );
    ids.push(...(page.items ?? []).filter((document) => document.status === 'failed').map((document) => document.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor && ids.length < 1000);
  return ids.slice(0, 1000);
}

/** What an act changed is asked for again; live events may have brought it already. */
export function refreshBatches(client: QueryClient): void {
  for (const queryKey of [['batches'], ['batch'], ['documents'], ['usage']]) {
    void client.invalidateQueries({ queryKey, refetchType: 'active' });
  }
}
