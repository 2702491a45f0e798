import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, type Api } from '@/api/client';

export const tiersQuery = queryOptions({
  queryKey: ['admin', 'tiers'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/admin/tiers', { signal })),
});

export function actionsQuery(target: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ['admin', 'actions', target],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      answer(api.GET('/api/v1/admin/actions', { signal, params: { query: { target, limit: 50, cursor: pageParam } } })),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

export const stripeQuery = infiniteQueryOptions({
  queryKey: ['admin', 'stripe-events'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ signal, pageParam }) => answer(api.GET('/api/v1/admin/stripe-events', { signal, params: { query: { limit: 50, cursor: pageParam } } })),
  getNextPageParam: (last) => last.nextCursor ?? undefined,
});

export const SERVICES = ['upload-service', 'batch-orchestrator', 'extraction-worker', 'usage-service', 'export-service'] as const;

export type Service = (typeof SERVICES)[number];

export function lettersQuery(service: Service) {
  return infiniteQueryOptions({
    queryKey: ['admin', 'dead-letters', service],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET('/api/v1/admin/services/{service}/dead-letters', { signal, params: { path: { service }, query: { limit: 50, cursor: pageParam } } }),
      ),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

export function parkedQuery(service: Service) {
  return infiniteQueryOptions({
    queryKey: ['admin', 'parked', service],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET('/api/v1/admin/services/{service}/parked-events', { signal, params: { path: { service }, query: { limit: 50, cursor: pageParam } } }),
      ),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

export function erasureQuery(id: string) {
  return queryOptions({
    queryKey: ['admin', 'erasure', id],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/admin/users/{id}/erasure', { signal, params: { path: { id } } })),
    retry: false,
  });
}

export type Tier = Api['Tier'];
