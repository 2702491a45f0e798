import { useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Webhook } from 'lucide-react';
import { useState } from 'react';
import { answer, api, type Api } from '@/api/client';
import { Failure } from '@/api/failure';
import { once } from '@/api/once';
import { Button } from '@/kit/Button';
import { Confirm } from '@/kit/Confirm';
import { FailureNotice, FailureState, Notice, Skeleton, State } from '@/kit/State';
import { say } from '@/kit/Toasts';
import { sentenceOf } from '@/texts/codes';
import { dateTime } from '@/texts/format';
import { endpointsQuery } from './api';
import { Deliveries } from './Deliveries';
import { EndpointDialog } from './EndpointDialog';
import { SecretDialog } from './SecretDialog';

type Endpoint = Api['EndpointView'];

/** Addresses that are called when something has ended. */
export function Webhooks() {
  const { t } = useLingui();
  const endpoints = useQuery(endpointsQuery);
  const [edited, setEdited] = useState<Endpoint | 'new' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const items = endpoints.data?.items ?? [];
  const add = (
    <Button look="primary" onPress={() => setEdited('new')}>
      <Plus aria-hidden />
      {t`New endpoint`}
    </Button>
  );
  return (
    <div className="stack">
      {items.length > 0 && <div className="line">{add}</div>}
      {endpoints.isPending && <Skeleton lines={5} />}
      {endpoints.isError && <FailureState failure={endpoints.error} onRetry={() => void endpoints.refetch()} />}
      {endpoints.isSuccess && items.length === 0 && (
        <State icon={Webhook} title={t`No endpoints yet`}>
          <p>{t`Your own program can be called when a batch has ended, a document failed or an export is ready. Each call is signed.`}</p>
          {add}
        </State>
      )}
      {items.map((endpoint) => (
        <EndpointCard key={endpoint.id} endpoint={endpoint} onEdit={() => setEdited(endpoint)} onSecret={setSecret} />
      ))}
      {edited && <EndpointDialog endpoint={edited === 'new' ? null : edited} onSecret={setSecret} onClose={() => setEdited(null)} />}
      {secret !== null && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </div>
  );
}

function EndpointCard({ endpoint, onEdit, onSecret }: { endpoint: Endpoint; onEdit: () => void; onSecret: (secret: string) => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [asked, setAsked] = useState<'delete' | 'rotate' | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const path = { params: { path: { id: endpoint.id } } };
  async function run(act: () => Promise<unknown>, done?: string): Promise<Failure | null> {
    setFailure(null);
    try {
      await act();
      await client.invalidateQueries({ queryKey: endpointsQuery.queryKey });
      await client.invalidateQueries({ queryKey: ['deliveries', endpoint.id] });
      if (done) {
        say(done);
      }
      return null;
    } catch (thrown) {
      const failed = Failure.of(thrown);
      setFailure(failed);
      return failed;
    }
  }
  const test = () =>
    once('test', endpoint.id, (header) =>
      answer(api.POST('/api/v1/webhook-endpoints/{endpointId}/test', { params: { path: { endpointId: endpoint.id }, header } })),
    );
  const enable = (enabled: boolean) => answer(api.PATCH('/api/v1/webhook-endpoints/{id}', { ...path, body: { enabled } }));
  async function rotate() {
    const { secret } = await once('rotate', endpoint.id, (header) =>
      answer(api.POST('/api/v1/webhook-endpoints/{id}/secret/rotate', { params: { ...path.params, header } })),
    );
    onSecret(secret);
  }
  return (
    <section className="card stack" aria-label={endpoint.url}>
      <div className="line">
        <h2 className="grow breaks">{endpoint.url}</h2>
        <Button onPress={() => void run(test, t`A test was sent.`)} isDisabled={!endpoint.enabled}>{t`Test`}</Button>
        <Button onPress={onEdit}>{t`Edit`}</Button>
        <Button onPress={() => setAsked('rotate')}>{t`New secret`}</Button>
        <Button onPress={() => void run(() => enable(!endpoint.enabled))}>{endpoint.enabled ? t`Disable` : t`Enable`}</Button>
        <Button look="danger" onPress={() => setAsked('delete')}>{t`Delete`}</Button>
      </div>
      <p className="small muted">{endpoint.events.join(' · ')}</p>
      {!endpoint.enabled && (
        <Notice look="warning">
          {endpoint.disabledReason ? sentenceOf(endpoint.disabledReason) : t`The endpoint is disabled.`} {endpoint.disabledAt && dateTime(endpoint.disabledAt)}
        </Notice>
      )}
      {endpoint.enabled && endpoint.failingSince && <Notice look="warning">{t`Calls have failed since ${dateTime(endpoint.failingSince)}.`}</Notice>}
      {endpoint.previousSecretUntil && <p className="small muted">{t`The secret before signs, too, until ${dateTime(endpoint.previousSecretUntil)}.`}</p>}
      {failure && <FailureNotice failure={failure} />}
      <Deliveries endpointId={endpoint.id} />
      {asked === 'delete' && (
        <Confirm
          title={t`Delete the endpoint`}
          act={t`Delete the endpoint and its deliveries`}
          onAct={() => run(() => answer(api.DELETE('/api/v1/webhook-endpoints/{id}', path)))}
          onClose={() => setAsked(null)}
        >
          {endpoint.url}
        </Confirm>
      )}
      {asked === 'rotate' && (
        <Confirm title={t`Make a new secret`} act={t`Make a new secret`} onAct={() => run(rotate)} onClose={() => setAsked(null)}>
          {t`For 24 hours calls are signed with both, so that your program can change over.`}
        </Confirm>
      )}
    </section>
  );
}
