import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { MailCheck } from 'lucide-react';
import { useState } from 'react';
import { answer, api, type Api } from '@/api/client';
import { Button } from '@/kit/Button';
import { FailureNotice, FailureState, Skeleton, State } from '@/kit/State';
import { bytes, dateTime, number } from '@/texts/format';
import { ReasonDialog } from './Actions';
import { SERVICES, type Service, lettersQuery, parkedQuery } from './api';
import { useAct } from './useAct';

type Letter = Api['DeadLettersDeadLetterView'];

/** Events that a service could not read or apply, and those of it that Kafka never accepted. */
export function DeadLetters() {
  const { t } = useLingui();
  const [service, setService] = useState<Service>(SERVICES[0]);
  return (
    <div className="stack">
      <div className="chips" role="group" aria-label={t`Service`}>
        {SERVICES.map((name) => (
          <button key={name} type="button" className="chip" aria-pressed={service === name} onClick={() => setService(name)}>
            {name}
          </button>
        ))}
      </div>
      <Letters key={`letters-${service}`} service={service} />
      <Parked key={`parked-${service}`} service={service} />
    </div>
  );
}

function Letters({ service }: { service: Service }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const letters = useInfiniteQuery(lettersQuery(service));
  const [asked, setAsked] = useState<{ letter: Letter; act: 'apply' | 'delete' } | null>(null);
  const rows = (letters.data?.pages ?? []).flatMap((page) => page.items);
  const act = ({ letter, act: what }: { letter: Letter; act: 'apply' | 'delete' }, reason: string): Promise<unknown> =>
    what === 'apply'
      ? answer(api.POST('/api/v1/admin/services/{service}/dead-letters/{id}/apply', { params: { path: { service, id: letter.id } }, body: { reason } }))
      : answer(api.DELETE('/api/v1/admin/services/{service}/dead-letters/{id}', { params: { path: { service, id: letter.id }, query: { reason } } }));
  return (
    <section className="card stack" aria-labelledby="letters">
      <h2 id="letters">{t`Dead letters`}</h2>
      {letters.isPending && <Skeleton lines={3} />}
      {letters.isError && <FailureState failure={letters.error} onRetry={() => void letters.refetch()} />}
      {letters.isSuccess && rows.length === 0 && <State icon={MailCheck} title={t`None: everything was applied`} />}
      {rows.map((letter) => (
        <article key={letter.id} className="admin-event">
          <div className="line">
            <strong>{letter.type ?? letter.kind}</strong>
            <span className="small muted">
              {letter.kind} · {dateTime(letter.arrivedAt)} · {t`${number(letter.attempts)} attempts`} {letter.bytes != null && `· ${bytes(letter.bytes)}`}
            </span>
            <span className="grow" />
            <Button onPress={() => setAsked({ letter, act: 'apply' })}>{t`Apply again`}</Button>
            <Button look="danger" onPress={() => setAsked({ letter, act: 'delete' })}>{t`Give up`}</Button>
          </div>
          <p className="small">{letter.reason}</p>
          <p className="reference">
            {letter.topic} {letter.partition}:{letter.offset} {letter.key}
          </p>
        </article>
      ))}
      {letters.hasNextPage && <Button isPending={letters.isFetchingNextPage} onPress={() => void letters.fetchNextPage()}>{t`Show more`}</Button>}
      {asked && (
        <ReasonDialog
          title={asked.act === 'apply' ? t`Apply the event again` : t`Give the event up`}
          act={asked.act === 'apply' ? t`Apply again` : t`Give up`}
          onAct={(reason) => act(asked, reason)}
          onClose={() => {
            setAsked(null);
            void client.invalidateQueries({ queryKey: ['admin', 'dead-letters', service] });
          }}
        />
      )}
    </section>
  );
}

function Parked({ service }: { service: Service }) {
  const { t } = useLingui();
  const parked = useInfiniteQuery(parkedQuery(service));
  const { busy, failure, run } = useAct();
  const rows = (parked.data?.pages ?? []).flatMap((page) => page.items);
  const send = (eventId: string) =>
    answer(api.POST('/api/v1/admin/services/{service}/parked-events/{eventId}/send', { params: { path: { service, eventId } } }));
  return (
    <section className="card stack" aria-labelledby="parked">
      <h2 id="parked">{t`Parked events`}</h2>
      {parked.isPending && <Skeleton lines={2} />}
      {parked.isError && <FailureState failure={parked.error} onRetry={() => void parked.refetch()} />}
      {parked.isSuccess && rows.length === 0 && <p className="muted">{t`None: Kafka accepted every event.`}</p>}
      {failure && <FailureNotice failure={failure} />}
      {rows.map((event) => (
        <article key={event.eventId} className="admin-event">
          <div className="line">
            <strong>{event.type}</strong>
            <span className="small muted">
              {dateTime(event.parkedAt)} · {bytes(event.bytes)}
            </span>
            <span className="grow" />
            <Button isPending={busy} onPress={() => void run(() => send(event.eventId), t`It is sent again.`).then(() => void parked.refetch())}>{t`Send again`}</Button>
          </div>
          <p className="small">{event.reason}</p>
          <p className="reference">
            {event.topic} {event.eventId}
          </p>
        </article>
      ))}
      {parked.hasNextPage && <Button isPending={parked.isFetchingNextPage} onPress={() => void parked.fetchNextPage()}>{t`Show more`}</Button>}
    </section>
  );
}
