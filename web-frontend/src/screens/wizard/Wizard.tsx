import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { Failure } from '@/api/failure';
import { planQuery } from '@/api/queries';
import { FailureNotice, FailureState, Notice, Skeleton } from '@/kit/State';
import { useTitle } from '@/kit/useTitle';
import { bytes, number } from '@/texts/format';
import { tierName } from '@/texts/names';
import { isHandedOver } from '@/transfers/transfer';
import { findDraft, forget, transferOfDraft, useTransfers } from '@/transfers/transfers';
import { promptsQuery } from '../prompts/api';
import { FilesStep } from './FilesStep';
import { PromptsStep } from './PromptsStep';
import { ReviewStep } from './ReviewStep';
import { Steps } from './Steps';
import { UpgradeNotice, mayBatch } from './UpgradeNotice';
import { WizardActs } from './WizardActs';
import { sort } from './files';
import { clear, clearOf, edit, useInput } from './input';

const route = getRouteApi('/frame/batches/new');

/** A new batch in three steps. From the third on it is a draft on the server, and found again by its address. */
export function Wizard() {
  const { t } = useLingui();
  useTitle(t`New Batch Upload`);
  const { draft: draftId, prompt } = route.useSearch();
  const navigate = route.useNavigate();
  const plan = useQuery(planQuery);
  const input = useInput();
  useTransfers();
  const transfer = transferOfDraft(draftId);
  const [failure, setFailure] = useState<Failure | null>(null);
  const found = useQuery({
    queryKey: ['draft', draftId],
    enabled: draftId !== undefined && !transfer,
    queryFn: () => findDraft(draftId!).then(() => true),
    retry: false,
    staleTime: 0,
  });
  // A draft that was handed over goes its own way: this is a new batch.
  const isLeft = draftId === undefined && isHandedOver(transferOfDraft(input.opened?.draftId));
  useEffect(() => {
    if (isLeft) {
      clear();
    }
  }, [isLeft]);
  const saved = useQuery({ ...promptsQuery, enabled: prompt !== undefined }).data?.items.find(({ id }) => id === prompt)?.prompt;
  useEffect(() => {
    if (saved) {
      edit({ strategy: 'global', globalPrompt: saved });
    }
  }, [saved]);
  useEffect(() => {
    if (transfer?.submitted) {
      clearOf(transfer.draftId);
      void navigate({ to: '/batches/$id', params: { id: transfer.draftId }, search: {}, replace: true }).then(() => forget(transfer.draftId));
    }
  }, [transfer, navigate]);

  const tier = plan.data?.tier;
  const { valid, rejected } = useMemo(
    () => (tier ? sort(input.files, tier) : { valid: [], rejected: [] }),
    [input.files, tier],
  );
  const step = draftId === undefined ? (input.step === 3 ? 2 : input.step) : 3;

  if (plan.isPending) {
    return (
      <div className="wizard">
        <Skeleton />
      </div>
    );
  }
  if (plan.isError || !tier) {
    return <FailureState failure={plan.error} onRetry={() => void plan.refetch()} />;
  }
  if (!mayBatch(plan.data)) {
    return <UpgradeNotice plan={plan.data} />;
  }
  const name = tierName(tier.name);
  return (
    <>
      <div className="wizard">
        <h1>{t`New Batch Upload`}</h1>
        <Notice>
          {t`${name} plan: up to ${number(tier.documentsPerBatch)} files in a batch, ${bytes(tier.maxFileBytes)} each.`}
        </Notice>
        <Steps step={step} />
        {failure && <FailureNotice failure={failure} />}
        {step === 1 && <FilesStep tier={tier} valid={valid} rejected={rejected} />}
        {step === 2 && <PromptsStep valid={valid} />}
        {step === 3 && transfer && <ReviewStep transfer={transfer} prompts={input.opened?.draftId === draftId ? valid : []} />}
        {step === 3 && !transfer && (found.isError ? <FailureState failure={found.error} onRetry={() => void found.refetch()} /> : <Skeleton />)}
      </div>
      <WizardActs step={step} valid={valid} transfer={transfer} onFailure={setFailure} />
    </>
  );
}
