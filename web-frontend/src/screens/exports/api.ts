import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, type Api } from '@/api/client';
import { Failure } from '@/api/failure';
import { once } from '@/api/once';
import { read } from '@/api/value';
import type { Exported } from './ExportOf';
import type { Source } from './table';

export type ExportBody = Api['ExportRequestExportBody'];

/** Documents that the preview and the list of columns are made of. */
export const SAMPLE = 10;

async function sampleIds(of: Exported): Promise<{ ids: string[]; total: number; isWhole: boolean }> {
  if ('documentIds' in of) {
    return { ids: of.documentIds.slice(0, SAMPLE), total: of.documentIds.length, isWhole: of.documentIds.length <= SAMPLE };
  }
  const batches = 'batchId' in of ? [of.batchId] : of.batchIds;
  const pages = await Promise.all(
    batches.slice(0, SAMPLE).map((batchId) =>
      answer(api.GET('/api/v1/batches/{batchId}/documents', { params: { path: { batchId }, query: { status: ['completed', 'confirmed'], limit: SAMPLE } } })),
    ),
  );
  const ids = pages.flatMap((page) => (page.items ?? []).map((document) => document.id)).slice(0, SAMPLE);
  const total = pages.reduce((sum, page) => sum + (page.total ?? 0), 0);
  return { ids, total, isWhole: batches.length <= SAMPLE && total <= ids.length };
}

async function sourceOf(id: string): Promise<Source | null> {
  const result = await api.GET('/api/v1/documents/{id}/data', { params: { path: { id } }, parseAs: 'text' });
  if (result.response.status === 404) {
    return null;
  }
  if (!result.response.ok) {
    throw Failure.ofAnswer(result.response, result.error);
  }
  const { documentId, filename, documentType, confirmed, data } = read(result.data as unknown as string) as unknown as Source;
  return { documentId, filename, documentType, confirmed, data };
}

/** The first documents of a selection with their data; those without data are left out. */
export function sampleQuery(of: Exported) {
  return queryOptions({
    queryKey: ['export-sample', of],
    queryFn: async () => {
      const { ids, total, isWhole } = await sampleIds(of);
      const sources = await Promise.all(ids.map((id) => sourceOf(id))).catch((thrown: unknown) => {
        throw Failure.of(thrown);
      });
      return { sources: sources.filter((source) => source !== null), total, isWhole };
    },
    staleTime: 0,
  });
}

export const templatesQuery = queryOptions({
  queryKey: ['export-templates'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/export-templates', { signal, params: { query: { limit: 100 } } })),
});

export function saveTemplate(name: string, columns: { field: string; name: string }[]) {
  return answer(api.POST('/api/v1/export-templates', { body: { name, columns } }));
}

export function deleteTemplate(id: string) {
  return answer(api.DELETE('/api/v1/export-templates/{id}', { params: { path: { id } } }));
}

export function requestExport(body: ExportBody) {
  return once('export', body, (header) => answer(api.POST('/api/v1/exports', { params: { header }, body })));
}

const OPEN = ['queued', 'processing'];

export function isOpen(status: string): boolean {
  return OPEN.includes(status);
}

/** There are no events of exports, so an open one is asked for every second. */
export function exportQuery(id: string) {
  return queryOptions({
    queryKey: ['export', id],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/exports/{id}', { signal, params: { path: { id } } })),
    refetchInterval: (query) => (!query.state.data || isOpen(query.state.data.status) ? 1000 : false),
  });
}

export const exportsQuery = infiniteQueryOptions({
  queryKey: ['exports'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ signal, pageParam }) => answer(api.GET('/api/v1/exports', { signal, params: { query: { limit: 50, cursor: pageParam } } })),
  getNextPageParam: (last) => last.nextCursor ?? undefined,
  refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some((item) => isOpen(item.status))) ? 2000 : false),
});
