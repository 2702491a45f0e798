import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Api } from '@/api/client';
import { Failure } from '@/api/failure';
import { once } from '@/api/once';
import { Button } from '@/kit/Button';
import { FailureState, Skeleton } from '@/kit/State';
import { StatusBadge } from '@/kit/Status';
import { say, sayFailure } from '@/kit/Toasts';
import { sentenceOf } from '@/texts/codes';
import { dateTime, number } from '@/texts/format';
import { type Attempt, deliveriesQuery } from './api';

/** The calls of an endpoint, newest first; opened when a person asks for them. */
export function Deliveries({ endpointId }: { endpointId: string }) {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t`Deliveries`}</summary>
      {isOpen && <List endpointId={endpointId} />}
    </details>
  );
}

function List({ endpointId }: { endpointId: string }) {
  const { t } = useLingui();
  const [status, setStatus] = useState<string | undefined>();
  const deliveries = useInfiniteQuery(deliveriesQuery(endpointId, status));
  const rows = (deliveries.data?.pages ?? []).flatMap((page) => page.items);
  const filters: [string | undefined, string][] = [[undefined, t`all`], ['pending', t`waiting`], ['delivered', t`delivered`], ['failed', t`failed`]];
  return (
    <div className="stack deliveries">
      <div className="chips">
        {filters.map(([value, label]) => (
          <button key={label} type="button" className="chip" aria-pressed={status === value} onClick={() => setStatus(value)}>
            {label}
          </button>
        ))}
      </div>
      {deliveries.isPending && <Skeleton lines={3} />}
      {deliveries.isError && <FailureState failure={deliveries.error} onRetry={() => void deliveries.refetch()} />}
      {deliveries.isSuccess && rows.length === 0 && <p className="small muted">{t`None.`}</p>}
      {rows.map((row) => (
        <Delivery key={row.id} endpointId={endpointId} row={row} />
      ))}
      {deliveries.hasNextPage && <Button isPending={deliveries.isFetchingNextPage} onPress={() => void deliveries.fetchNextPage()}>{t`Show more`}</Button>}
    </div>
  );
}

function Delivery({ endpointId, row }: { endpointId: string; row: Api['DeliveryView'] }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const attempts = (row.attempts ?? []) as Attempt[];
  async function redeliver() {
    setBusy(true);
    try {
      const path = { endpointId, id: row.id };
      await once('redeliver', path, (header) =>
        answer(api.POST('/api/v1/webhook-endpoints/{endpointId}/deliveries/{id}/redeliver', { params: { path, header } })),
      );
      await client.invalidateQueries({ queryKey: ['deliveries', endpointId] });
      say(t`It is sent again.`);
    } catch (thrown) {
      sayFailure(Failure.of(thrown));
    }
    setBusy(false);
  }
  return (
    <article className="delivery">
      <div className="line">
        <StatusBadge status={row.status} />
        <strong>{row.type}</strong>
        <span className="small muted">{dateTime(row.createdAt)}</span>
        <span className="grow" />
        {row.status !== 'pending' && <Button isPending={busy} onPress={() => void redeliver()}>{t`Send again`}</Button>}
      </div>
      <p className="reference">{[row.eventId, row.batchId, row.documentId].filter(Boolean).join(' · ')}</p>
      <ul className="small">
        {attempts.map((attempt) => (
          <li key={attempt.number}>
            {t`Attempt ${number(attempt.number)}, ${dateTime(attempt.at)}, ${number(attempt.millis)} ms:`}{' '}
            {attempt.errorCode ? sentenceOf(attempt.errorCode) : t`accepted`} {attempt.statusCode ? t`(answer ${attempt.statusCode})` : ''}
          </li>
        ))}
      </ul>
      {row.nextAttemptAt && row.status === 'pending' && <p className="small muted">{t`Next attempt ${dateTime(row.nextAttemptAt)}`}</p>}
    </article>
  );
}
