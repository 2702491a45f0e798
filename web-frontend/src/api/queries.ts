import { QueryClient, infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, type BatchDetail } from './client';
import { onEnd } from '@/session/session';
import { Failure } from './failure';

/** Rows are kept current by live events, so they are asked for again only after a gap. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (times, thrown) => times < 2 && Failure.of(thrown).retryable && navigator.onLine,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

export const planQuery = queryOptions({
  queryKey: ['plan'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/plan', { signal })),
});

export const usageQuery = queryOptions({
  queryKey: ['usage'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/usage', { signal })),
});

onEnd(() => queryClient.clear());

/** What a list of batches is asked with. */
export interface BatchFilter {
  status?: string | undefined;
  name?: string | undefined;
  sort?: string | undefined;
}

export function batchesQuery(filter: BatchFilter) {
  return infiniteQueryOptions({
    queryKey: ['batches', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      answer(api.GET('/api/v1/batches', { signal, params: { query: { ...filter, limit: 100, cursor: pageParam } } })),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

export function batchQuery(id: string) {
  return queryOptions({
    queryKey: ['batch', id],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/api/v1/batches/{id}', { signal, params: { path: { id } } }))) as BatchDetail,
  });
}

/** What a list of a batch's documents is asked with. */
export interface DocumentFilter {
  tab: string;
  sort?: string | undefined;
}

export function documentsQuery(batchId: string, filter: DocumentFilter) {
  return infiniteQueryOptions({
    queryKey: ['documents', batchId, filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET('/api/v1/batches/{batchId}/documents', {
          signal,
          params: { path: { batchId }, query: { ...filter, limit: 100, cursor: pageParam } },
        }),
      ),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}
