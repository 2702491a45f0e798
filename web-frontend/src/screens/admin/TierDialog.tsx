import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { Button } from '@/kit/Button';
import { Dialog } from '@/kit/Dialog';
import { CheckField, TextArea, TextField } from '@/kit/Field';
import { FailureNotice } from '@/kit/State';
import { tierName } from '@/texts/names';
import { type Tier, tiersQuery } from './api';
import { Effect } from './Tiers';
import { useAct } from './useAct';

const NUMBERS = ['pages', 'pagesPerDay', 'documentsPerBatch', 'submissionsPerMinute', 'concurrentDocuments', 'maxFileBytes', 'priceMonthlyCents', 'priceYearlyCents'] as const;

/** A plan as a form; below it what it would mean. It holds from the next request on. */
export function TierDialog({ tier, onClose }: { tier: Tier; onClose: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { busy, failure, run } = useAct();
  const [texts, setTexts] = useState<Record<string, string>>(() => Object.fromEntries(NUMBERS.map((name) => [name, String(tier[name])])));
  const [mayBatch, setMayBatch] = useState(tier.mayBatch);
  const [currency, setCurrency] = useState(tier.currency);
  const [description, setDescription] = useState(tier.description);
  const [features, setFeatures] = useState(tier.features.join('\n'));
  const [reason, setReason] = useState('');
  const labels: Record<(typeof NUMBERS)[number], string> = {
    pages: t`Pages a month`,
    pagesPerDay: t`Pages a day (-1: no limit)`,
    documentsPerBatch: t`Documents a batch`,
    submissionsPerMinute: t`Batches a minute`,
    concurrentDocuments: t`Documents at once`,
    maxFileBytes: t`Bytes a file`,
    priceMonthlyCents: t`Price a month, in cents`,
    priceYearlyCents: t`Price a year, in cents`,
  };
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, Number(texts[name])])) as Record<(typeof NUMBERS)[number], number>;
  const wrong = NUMBERS.filter((name) => !/^-?\d+$/.test(texts[name] ?? ''));
  const isCurrency = /^[A-Za-z]{3}$/.test(currency);
  const next: Tier = { ...tier, ...numbers, mayBatch, currency: isCurrency ? currency : tier.currency, description, features: features.split('\n').filter(Boolean) };

  async function save() {
    const { name, updatedAt: _, ...values } = next;
    const failed = await run(
      () => answer(api.PUT('/api/v1/admin/tiers/{name}', { params: { path: { name } }, body: { ...values, reason } })),
      t`${tierName(tier.name)} was changed.`,
    );
    if (!failed) {
      await client.invalidateQueries({ queryKey: tiersQuery.queryKey });
      onClose();
    }
  }
  return (
    <Dialog title={t`Change ${tierName(tier.name)}`} onClose={onClose} wide>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <CheckField label={t`Users may submit batches`} checked={mayBatch} onChange={setMayBatch} />
        <div className="admin-form">
          {NUMBERS.map((name) => (
            <TextField
              key={name}
              label={labels[name]}
              value={texts[name] ?? ''}
              onChange={(text) => setTexts({ ...texts, [name]: text })}
              problem={wrong.includes(name) ? t`A whole number.` : undefined}
            />
          ))}
          <TextField label={t`Currency`} value={currency} onChange={setCurrency} maxLength={3} problem={isCurrency ? undefined : t`Three letters.`} />
        </div>
        <TextField label={t`Description`} value={description} onChange={setDescription} />
        <TextArea label={t`Features, one a line`} value={features} onChange={setFeatures} rows={3} />
        <section className="card" aria-label={t`What it means`}>
          {wrong.length === 0 && <Effect tier={next} />}
        </section>
        <TextField label={t`Reason`} value={reason} onChange={setReason} required maxLength={1000} hint={t`Recorded with what was before.`} />
        {failure && <FailureNotice failure={failure} />}
        <div className="dialog-actions">
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" look="primary" isPending={busy} isDisabled={wrong.length > 0 || !isCurrency || reason.trim() === ''}>{t`Change the plan`}</Button>
        </div>
      </form>
    </Dialog>
  );
}
