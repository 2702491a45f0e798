import { useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Api } from '@/api/client';
import { Failure } from '@/api/failure';
import { Button } from '@/kit/Button';
import { Dialog } from '@/kit/Dialog';
import { FailureNotice, FailureState, Skeleton } from '@/kit/State';
import { say } from '@/kit/Toasts';
import { dateTime, number } from '@/texts/format';
import { fieldName } from '@/texts/names';
import { diffQuery, restoreVersion, versionsQuery } from './api';
import { Shown } from './Conflict';
import { steps } from '@/api/value';

/** The versions of a document's data: who made them and when, what changed, and a way back. */
export function History({ documentId, onClose }: { documentId: string; onClose: () => void }) {
  const { t } = useLingui();
  const versions = useQuery(versionsQuery(documentId));
  const client = useQueryClient();
  const items = versions.data?.items ?? [];
  const [picked, setPicked] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const index = Math.max(0, items.findIndex((version) => version.name === picked));
  const shown = items[index];
  const before = items[index + 1];
  async function restore(version: Api['DataVersionView']) {
    setBusy(true);
    setFailure(null);
    try {
      const restored = await restoreVersion(documentId, version.version, version.edit);
      await Promise.all([['data', documentId], ['versions', documentId], ['document', documentId]].map((queryKey) => client.invalidateQueries({ queryKey })));
      say(t`Version ${version.name} was restored as ${restored.name}.`);
      onClose();
    } catch (thrown) {
      setFailure(Failure.of(thrown));
    }
    setBusy(false);
  }
  return (
    <Dialog title={t`History`} onClose={onClose} wide>
      {versions.isPending && <Skeleton lines={4} />}
      {versions.isError && <FailureState failure={versions.error} onRetry={() => void versions.refetch()} />}
      {shown && (
        <div className="history">
          <ul aria-label={t`Versions`}>
            {items.map((version) => (
              <li key={version.name}>
                <button type="button" className="version" aria-pressed={version.name === shown.name} onClick={() => setPicked(version.name)}>
                  <strong>
                    {version.name} {version.current && <span className="small muted">{t`current`}</span>}
                  </strong>
                  <span className="small">{version.by ?? version.model}</span>
                  <span className="small muted">{dateTime(version.at)}</span>
                  {version.confirmed && <span className="small status confirmed">{t`Confirmed`}</span>}
                </button>
              </li>
            ))}
          </ul>
          <div className="stack grow">
            {before ? <Diff documentId={documentId} from={before.name} to={shown.name} /> : <p className="muted">{t`The first version: what the engine gave.`}</p>}
            {failure && <FailureNotice failure={failure} />}
            {!shown.current && (
              <Button isPending={busy} onPress={() => void restore(shown)}>{t`Restore version ${shown.name}`}</Button>
            )}
          </div>
        </div>
      )}
      <div className="dialog-actions">
        <Button onPress={onClose}>{t`Close`}</Button>
      </div>
    </Dialog>
  );
}

function Diff({ documentId, from, to }: { documentId: string; from: string; to: string }) {
  const { t } = useLingui();
  const diff = useQuery(diffQuery(documentId, from, to));
  if (diff.isPending) {
    return <Skeleton lines={3} />;
  }
  if (diff.isError) {
    return <FailureState failure={diff.error} onRetry={() => void diff.refetch()} />;
  }
  const kinds: Record<string, string> = { added: t`added`, removed: t`removed`, changed: t`changed`, moved: t`moved` };
  return (
    <>
      <h3>{t`What changed from ${from} to ${to}`}</h3>
      {diff.data.changes.length === 0 && <p className="muted">{t`Nothing.`}</p>}
      <table className="diff">
        <tbody>
          {diff.data.changes.map((change) => (
            <tr key={`${change.kind}${change.from ?? ''}${change.pointer}`}>
              <th scope="row">
                {steps(change.pointer).map((step) => (/^\d+$/.test(step) ? number(Number(step) + 1) : fieldName(step))).join(' › ')}
                <span className="small muted"> {kinds[change.kind] ?? change.kind}</span>
              </th>
              <td className="old">
                <Shown value={change.before} />
              </td>
              <td className="new">
                <Shown value={change.after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {diff.data.truncated && <p className="small muted">{t`There are more changes than are shown.`}</p>}
    </>
  );
}
