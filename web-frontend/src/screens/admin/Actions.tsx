import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { answer, api, type Api } from '@/api/client';
import { Button } from '@/kit/Button';
import { Dialog } from '@/kit/Dialog';
import { SearchField, TextField } from '@/kit/Field';
import { FailureNotice, FailureState, Skeleton, State } from '@/kit/State';
import { dateTime } from '@/texts/format';
import { actionsQuery, stripeQuery } from './api';
import { useAct } from './useAct';

/** What administrators did, and what came from Stripe and could not be applied. */
export function Actions() {
  const { t } = useLingui();
  const [target, setTarget] = useState('');
  const actions = useInfiniteQuery(actionsQuery(target.trim() || undefined));
  const rows = (actions.data?.pages ?? []).flatMap((page) => page.items);
  return (
    <div className="stack">
      <SearchField label={t`User, plan or event`} value={target} onSearch={setTarget} />
      {actions.isPending && <Skeleton lines={5} />}
      {actions.isError && <FailureState failure={actions.error} onRetry={() => void actions.refetch()} />}
      {actions.isSuccess && rows.length === 0 && <State icon={ScrollText} title={t`Nothing was done`} />}
      {rows.length > 0 && (
        <div className="plain-table" tabIndex={0} role="region" aria-label={t`Actions`}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t`Date`}</th>
                <th scope="col">{t`Who`}</th>
                <th scope="col">{t`Action`}</th>
                <th scope="col">{t`On`}</th>
                <th scope="col">{t`Outcome`}</th>
                <th scope="col">{t`Reason`}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>{dateTime(row.at)}</td>
                  <td>{row.actor}</td>
                  <td>{row.action}</td>
                  <td>{row.target}</td>
                  <td>{row.outcome}</td>
                  <td className="name">{row.reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {actions.hasNextPage && <Button isPending={actions.isFetchingNextPage} onPress={() => void actions.fetchNextPage()}>{t`Show more`}</Button>}
      <StripeEvents />
    </div>
  );
}

function StripeEvents() {
  const { t } = useLingui();
  const events = useInfiniteQuery(stripeQuery);
  const [replayed, setReplayed] = useState<Api['WebhookLogLoggedEvent'] | null>(null);
  const rows = (events.data?.pages ?? []).flatMap((page) => page.items);
  return (
    <section className="card stack" aria-labelledby="stripe">
      <h2 id="stripe">{t`Stripe's events that failed or are flagged`}</h2>
      {events.isPending && <Skeleton lines={2} />}
      {events.isError && <FailureState failure={events.error} onRetry={() => void events.refetch()} />}
      {events.isSuccess && rows.length === 0 && <p className="muted">{t`None.`}</p>}
      {rows.map((row) => (
        <article key={row.id} className="admin-event">
          <div className="line">
            <strong>{row.type}</strong>
            <span className="small muted">
              {row.status} · {dateTime(row.receivedAt)}
            </span>
            <span className="grow" />
            <Button onPress={() => setReplayed(row)}>{t`Apply again`}</Button>
          </div>
          <p className="small">{row.error ?? row.reason}</p>
          <p className="reference">{row.id}</p>
        </article>
      ))}
      {events.hasNextPage && <Button isPending={events.isFetchingNextPage} onPress={() => void events.fetchNextPage()}>{t`Show more`}</Button>}
      {replayed && (
        <ReasonDialog
          title={t`Apply ${replayed.type} again`}
          act={t`Apply again`}
          onAct={(reason) => answer(api.POST('/api/v1/admin/stripe-events/{eventId}/replay', { params: { path: { eventId: replayed.id } }, body: { reason } }))}
          onClose={() => {
            setReplayed(null);
            void events.refetch();
          }}
        />
      )}
    </section>
  );
}

/** Asks why, since it is recorded. */
export function ReasonDialog({ title, act, onAct, onClose }: { title: string; act: string; onAct: (reason: string) => Promise<unknown>; onClose: () => void }) {
  const { t } = useLingui();
  const { busy, failure, run } = useAct();
  const [reason, setReason] = useState('');
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void run(() => onAct(reason), t`Done.`).then((failed) => failed || onClose());
        }}
      >
        <TextField label={t`Reason`} value={reason} onChange={setReason} required maxLength={1000} autoFocus />
        {failure && <FailureNotice failure={failure} />}
        <div className="dialog-actions">
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" look="primary" isPending={busy} isDisabled={reason.trim() === ''}>{act}</Button>
        </div>
      </form>
    </Dialog>
  );
}
