import { useQuery } from '@tanstack/react-query';
import { answer, api, type BatchDetail } from '@/api/client';

/** The document that a reviewer of the batch looks at first; null while it is not known. */
export function useNextToReview(batch: BatchDetail): string | null {
  const { toReview, error } = batch.tabs;
  const queue = useQuery({
    queryKey: ['review', batch.id, 'first', toReview, error],
    enabled: batch.completedAt != null && toReview + error > 0,
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/batches/{batchId}/review', { signal, params: { path: { batchId: batch.id }, query: { limit: 1 } } }),
      ),
  });
  const first = queue.data?.items[0] as { id?: string } | undefined;
  return first?.id ?? null;
}
