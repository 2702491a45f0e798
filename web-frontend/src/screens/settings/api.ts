import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';

export const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/notices', { signal })),
});

export const learningQuery = queryOptions({
  queryKey: ['learning'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/settings/learning', { signal })),
});

export const endpointsQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/webhook-endpoints', { signal, params: { query: { limit: 100 } } })),
});

/** There are no events of deliveries: those under way are asked for every other second. */
export function deliveriesQuery(endpointId: string, status: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ['deliveries', endpointId, status],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET('/api/v1/webhook-endpoints/{endpointId}/deliveries', {
          signal,
          params: { path: { endpointId }, query: { status, limit: 25, cursor: pageParam } },
        }),
      ),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some((item) => item.status === 'pending')) ? 2000 : false),
  });
}

export const EVENTS = ['batch.completed', 'document.failed', 'export.completed'];

/** An attempt of a delivery, of which the OpenAPI document does not give the members. */
export interface Attempt {
  number: number;
  at: string;
  millis: number;
  statusCode?: number | null;
  errorCode?: string | null;
}
