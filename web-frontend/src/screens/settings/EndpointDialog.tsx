import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Api } from '@/api/client';
import { Failure } from '@/api/failure';
import { once } from '@/api/once';
import { Button } from '@/kit/Button';
import { Dialog } from '@/kit/Dialog';
import { CheckField, TextField } from '@/kit/Field';
import { FailureNotice } from '@/kit/State';
import { EVENTS, endpointsQuery } from './api';

/** The address of an endpoint and what it is called for. */
export function EndpointDialog({ endpoint, onSecret, onClose }: {
  endpoint: Api['EndpointView'] | null;
  onSecret: (secret: string) => void;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [url, setUrl] = useState(endpoint?.url ?? 'https://');
  const [events, setEvents] = useState<string[]>(endpoint?.events ?? EVENTS);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const names: Record<string, string> = {
    'batch.completed': t`A batch has ended`,
    'document.failed': t`A document failed`,
    'export.completed': t`An export is ready`,
  };
  async function save() {
    setBusy(true);
    setFailure(null);
    try {
      if (endpoint) {
        await answer(api.PATCH('/api/v1/webhook-endpoints/{id}', { params: { path: { id: endpoint.id } }, body: { url, events } }));
      } else {
        const body = { url, events };
        const made = await once('endpoint', body, (header) => answer(api.POST('/api/v1/webhook-endpoints', { params: { header }, body })));
        onSecret(made.secret);
      }
      await client.invalidateQueries({ queryKey: endpointsQuery.queryKey });
      onClose();
    } catch (thrown) {
      setFailure(Failure.of(thrown));
    }
    setBusy(false);
  }
  return (
    <Dialog title={endpoint ? t`Edit the endpoint` : t`New endpoint`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField label={t`Address`} type="url" value={url} onChange={setUrl} required autoFocus hint={t`A public https address.`} />
        <fieldset className="stack">
          <legend className="label">{t`Called when`}</legend>
          {EVENTS.map((name) => (
            <CheckField
              key={name}
              label={names[name]}
              checked={events.includes(name)}
              onChange={(on) => setEvents(on ? [...events, name] : events.filter((one) => one !== name))}
            />
          ))}
        </fieldset>
        {failure && <FailureNotice failure={failure} />}
        <div className="dialog-actions">
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" look="primary" isPending={busy} isDisabled={events.length === 0}>{t`Save`}</Button>
        </div>
      </form>
    </Dialog>
  );
}
