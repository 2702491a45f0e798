import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Lock } from 'lucide-react';
import type { Api } from '@/api/client';
import { State } from '@/kit/State';
import { sentenceOf } from '@/texts/codes';

/** Whether the plan has batches and its subscription is active. */
export function mayBatch(plan: Api['Plan']): boolean {
  return plan.tier.mayBatch && (plan.status === 'active' || plan.status === 'trialing');
}

/** In place of the wizard where the plan has no batches. */
export function UpgradeNotice({ plan }: { plan: Api['Plan'] }) {
  const { t } = useLingui();
  return (
    <State icon={Lock} title={t`Upgrade required`}>
      <p>{sentenceOf(plan.tier.mayBatch ? 'subscription_inactive' : 'tier_not_eligible')}</p>
      <Link className="button primary" to={'/usage' as string}>
        {t`See plans`}
      </Link>
    </State>
  );
}
