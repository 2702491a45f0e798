import './review.css';
import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CheckCheck } from 'lucide-react';
import { answer, api, type Batch } from '@/api/client';
import { batchesQuery } from '@/api/queries';
import { PartsBar } from '@/kit/Progress';
import { FailureState, Skeleton, State } from '@/kit/State';
import { useTitle } from '@/kit/useTitle';
import { ago, number } from '@/texts/format';

/** Batches whose documents wait for a person, newest first. */
export function ReviewStart() {
  const { t } = useLingui();
  useTitle(t`Review`);
  const batches = useInfiniteQuery(batchesQuery({}));
  const all = (batches.data?.pages ?? []).flatMap((page) => page.items).filter((batch) => batch.completedCount + batch.failedCount > 0);
  const asked = all.slice(0, 30);
  const queues = useQueries({ queries: asked.map(({ id }) => firstQuery(id)) });
  const waiting = asked.flatMap((batch, index) => {
    const queue = queues[index]?.data;
    return queue && queue.left > 0 ? [{ batch, left: queue.left, first: queue.items[0]?.id ?? null }] : [];
  });
  const isPending = batches.isPending || queues.some((queue) => queue.isPending);
  const failed = queues.find((queue) => queue.isError);
  return (
    <>
      <div className="screen-head">
        <h1>{t`Review`}</h1>
      </div>
      <div className="screen-body">
        {isPending && waiting.length === 0 && <Skeleton lines={6} />}
        {batches.isError && <FailureState failure={batches.error} onRetry={() => void batches.refetch()} />}
        {failed && waiting.length === 0 && <FailureState failure={failed.error} onRetry={() => void failed.refetch()} />}
        {!isPending && !batches.isError && !failed && waiting.length === 0 && (
          <State icon={CheckCheck} title={t`Nothing waits for you`}>
            <p>{t`Documents appear here once they are extracted, until they are confirmed.`}</p>
            <Link className="button" to="/batches">{t`To your batches`}</Link>
          </State>
        )}
        <ul className="review-start">
          {waiting.map(({ batch, left, first }) => (
            <Waiting key={batch.id} batch={batch} left={left} first={first} />
          ))}
        </ul>
        {all.length > asked.length && (
          <p className="small muted">
            <Trans>The {number(asked.length)} newest batches are shown; older ones are under Batches.</Trans>
          </p>
        )}
      </div>
    </>
  );
}

function firstQuery(batchId: string) {
  return {
    queryKey: ['review', batchId, 'first'],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      answer(api.GET('/api/v1/batches/{batchId}/review', { signal, params: { path: { batchId }, query: { limit: 1 } } })),
  };
}

function Waiting({ batch, left, first }: { batch: Batch; left: number; first: string | null }) {
  const { t } = useLingui();
  const name = batch.name ?? batch.id.slice(0, 8);
  return (
    <li className="card review-card">
      <div className="grow stack">
        <strong className="cut">{name}</strong>
        <PartsBar counts={batch} />
        <span className="small muted">
          {plural(batch.documentCount, { one: '# document', other: '# documents' })}, {t`submitted ${ago(batch.createdAt)}`}
        </span>
      </div>
      <span>{left === 1 ? t`One to review` : t`${number(left)} to review`}</span>
      {first && (
        <Link className="button primary" to="/review/$documentId" params={{ documentId: first }} aria-label={t`Review ${name}`}>
          {t`Review`}
        </Link>
      )}
    </li>
  );
}
