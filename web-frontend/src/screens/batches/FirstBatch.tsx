import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { Upload } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure } from '@/api/failure';
import { planQuery } from '@/api/queries';
import { Button } from '@/kit/Button';
import { State } from '@/kit/State';
import { sayFailure } from '@/kit/Toasts';
import { UpgradeNotice, mayBatch } from '../wizard/UpgradeNotice';

/** A user without batches: the way to the first one, with files of their own or with a sample. */
export function FirstBatch() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const plan = useQuery(planQuery).data;
  if (plan && !mayBatch(plan)) {
    return <UpgradeNotice plan={plan} />;
  }
  async function trySample() {
    setBusy(true);
    try {
      const { openSample } = await import('../wizard/sample');
      const draft = await openSample(t`Sample batch`);
      await navigate({ to: '/batches/new', search: { draft } });
    } catch (thrown) {
      sayFailure(Failure.of(thrown));
      setBusy(false);
    }
  }
  return (
    <State icon={Upload} title={t`Your first batch`}>
      <p>{t`Drop PDFs and images, say in plain words what to extract, and get a table that you can check and export.`}</p>
      <div className="line">
        <Button look="primary" onPress={() => void navigate({ to: '/batches/new', search: {} })}>{t`Add files`}</Button>
        <Button isPending={busy} onPress={() => void trySample()}>{t`Try it with a sample batch`}</Button>
      </div>
    </State>
  );
}
