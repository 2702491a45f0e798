import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { documentQuery, exactDataQuery, queueQuery } from './api';

/** The ways to the documents before and after, in the order of a review; what comes next is read ahead. */
export function useWays(batchId: string, documentId: string) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const queue = useQuery(queueQuery(batchId, documentId));
  const next = queue.data?.next ?? null;
  const previous = queue.data?.previous ?? null;
  useEffect(() => {
    if (next) {
      void client.prefetchQuery(documentQuery(next));
      void client.prefetchQuery(exactDataQuery(next));
    }
  }, [client, next]);
  const to = (id: string | null) => (id === null ? null : () => void navigate({ to: '/review/$documentId', params: { documentId: id } }));
  return {
    left: queue.data?.left ?? null,
    previous: to(previous),
    next: to(next),
    /** To the next document, to one before it that was left out, or to the batch if none is left. */
    onward: async () => {
      const around = queue.data ?? (await client.ensureQueryData(queueQuery(batchId, documentId)).catch(() => null));
      const target = around?.next ?? around?.previous ?? null;
      void (target ? to(target)!() : navigate({ to: '/batches/$id', params: { id: batchId }, search: {} }));
    },
  };
}
