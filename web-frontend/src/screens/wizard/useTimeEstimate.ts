import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { duration } from '@/texts/format';

/** About how long the pages take, by how long the user's last completed batch took; null where there is none to go by. */
export function useTimeEstimate(pages: number): string | null {
  const { t } = useLingui();
  const last = useQuery({
    queryKey: ['last-completed'],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/batches', { signal, params: { query: { status: 'completed', sort: '-completed', limit: 1 } } })),
  }).data?.items[0];
  if (!last?.completedAt || last.totalPages === 0 || pages === 0) {
    return null;
  }
  const perPage = (Date.parse(last.completedAt) - Date.parse(last.createdAt)) / last.totalPages;
  return t`about ${duration(Math.max(1000, perPage * pages))}, as the last batch took`;
}
