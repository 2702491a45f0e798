import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/kit/Button';
import { FailureState, Skeleton } from '@/kit/State';
import { bytes, money, number } from '@/texts/format';
import { tierName } from '@/texts/names';
import { type Tier, tiersQuery } from './api';
import { TierDialog } from './TierDialog';

/** The plans, each with what it means for a user. */
export function Tiers() {
  const { t } = useLingui();
  const tiers = useQuery(tiersQuery);
  const [edited, setEdited] = useState<Tier | null>(null);
  return (
    <div className="stack">
      {tiers.isPending && <Skeleton lines={5} />}
      {tiers.isError && <FailureState failure={tiers.error} onRetry={() => void tiers.refetch()} />}
      {tiers.data?.items.map((tier) => (
        <section key={tier.name} className="card stack" aria-label={tierName(tier.name)}>
          <div className="line">
            <h2 className="grow">{tierName(tier.name)}</h2>
            <Button onPress={() => setEdited(tier)}>{t`Change ${tierName(tier.name)}`}</Button>
          </div>
          <Effect tier={tier} />
        </section>
      ))}
      {edited && <TierDialog tier={edited} onClose={() => setEdited(null)} />}
    </div>
  );
}

/** What a plan means, in words. */
export function Effect({ tier }: { tier: Tier }) {
  const { t } = useLingui();
  const sentences = [
    tier.mayBatch
      ? t`Users submit batches of up to ${number(tier.documentsPerBatch)} documents, ${number(tier.submissionsPerMinute)} a minute at most.`
      : t`Users cannot submit batches.`,
    t`A month has ${number(tier.pages)} pages.`,
    tier.pagesPerDay < 0 ? t`A day has no limit of its own.` : t`A day has ${number(tier.pagesPerDay)} pages at most.`,
    t`A file has ${bytes(tier.maxFileBytes)} at most. Documents extracted at once: ${number(tier.concurrentDocuments)}.`,
    tier.priceMonthlyCents === 0 && tier.priceYearlyCents === 0
      ? t`It is free.`
      : t`It costs ${money(tier.priceMonthlyCents, tier.currency)} a month or ${money(tier.priceYearlyCents, tier.currency)} a year.`,
  ];
  return (
    <>
      {tier.description && <p>{tier.description}</p>}
      <ul className="effects">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
