import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import type { Api } from '@/api/client';
import { Failure } from '@/api/failure';
import { planQuery } from '@/api/queries';
import { Button } from '@/kit/Button';
import { TextField } from '@/kit/Field';
import { FailureNotice, FailureState, Skeleton } from '@/kit/State';
import { dateTime, money, number } from '@/texts/format';
import { tierName } from '@/texts/names';
import { creditsQuery, openCheckout, openPortal, plansQuery } from './api';

/** Plans and credits, and the ways to what sells them. */
export function Plans({ usage }: { usage: Api['Usage'] }) {
  const { t } = useLingui();
  const plan = useQuery(planQuery);
  const plans = useQuery(plansQuery);
  const [credits, setCredits] = useState('100');
  const [busy, setBusy] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  async function leave(what: string, open: () => Promise<string>) {
    setBusy(what);
    setFailure(null);
    try {
      location.assign(await open());
    } catch (thrown) {
      setFailure(Failure.of(thrown));
    }
    setBusy('');
  }
  const wanted = Number(credits);
  return (
    <section className="card stack" aria-labelledby="plans">
      <div className="line">
        <h2 id="plans" className="grow">{t`Plan and credits`}</h2>
        <Button isPending={busy === 'portal'} onPress={() => void leave('portal', openPortal)}>
          <ExternalLink aria-hidden />
          {t`Invoices and payment`}
        </Button>
      </div>
      {failure && <FailureNotice failure={failure} />}
      {plans.isPending && <Skeleton lines={3} />}
      {plans.isError && <FailureState failure={plans.error} onRetry={() => void plans.refetch()} />}
      <div className="plan-cards">
        {plans.data?.items.map((tier) => (
          <PlanCard
            key={tier.name}
            tier={tier}
            isCurrent={tier.name === usage.tier}
            status={tier.name === usage.tier ? (plan.data?.status ?? null) : null}
            busy={busy}
            onBuy={(interval) => void leave(tier.name + interval, () => openCheckout({ tier: tier.name, interval }))}
          />
        ))}
      </div>
      <form
        className="credits"
        onSubmit={(event) => {
          event.preventDefault();
          void leave('credits', () => openCheckout({ credits: wanted }));
        }}
      >
        <TextField label={t`Pages beyond the plan`} type="number" value={credits} onChange={setCredits} hint={t`Credits do not expire; they are used when the plan's pages are.`} />
        <Button type="submit" isPending={busy === 'credits'} isDisabled={!(wanted >= 1) || !Number.isInteger(wanted)}>{t`Buy credits`}</Button>
      </form>
      <Credits />
    </section>
  );
}

function PlanCard({ tier, isCurrent, status, busy, onBuy }: {
  tier: Api['Tier'];
  isCurrent: boolean;
  status: string | null;
  busy: string;
  onBuy: (interval: 'month' | 'year') => void;
}) {
  const { t } = useLingui();
  const isFree = tier.priceMonthlyCents === 0 && tier.priceYearlyCents === 0;
  const states: Record<string, string> = { active: t`active`, trialing: t`on trial`, past_due: t`payment is due`, canceled: t`cancelled` };
  return (
    <article className={`plan-card ${isCurrent ? 'is-current' : ''}`}>
      <h3>
        {tierName(tier.name)} {isCurrent && <span className="small muted">{t`your plan`}{status && ` · ${states[status] ?? status}`}</span>}
      </h3>
      <p className="small">{tier.description}</p>
      <ul className="small">
        <li>{t`${number(tier.pages)} pages a month`}</li>
        <li>{tier.mayBatch ? t`${number(tier.documentsPerBatch)} documents a batch` : t`no batches`}</li>
      </ul>
      {!isFree && <p>{t`${money(tier.priceMonthlyCents, tier.currency)} a month, ${money(tier.priceYearlyCents, tier.currency)} a year`}</p>}
      {!isCurrent && tier.mayBatch && (
        <div className="line">
          <Button isPending={busy === `${tier.name}month`} onPress={() => onBuy('month')} aria-label={t`Monthly, upgrade to ${tierName(tier.name)}`}>{t`Monthly`}</Button>
          <Button isPending={busy === `${tier.name}year`} onPress={() => onBuy('year')} aria-label={t`Yearly, upgrade to ${tierName(tier.name)}`}>{t`Yearly`}</Button>
        </div>
      )}
    </article>
  );
}

function Credits() {
  const { t } = useLingui();
  const credits = useQuery(creditsQuery);
  if (!credits.data || credits.data.items.length === 0) {
    return null;
  }
  const kinds: Record<string, string> = { purchase: t`bought`, bonus: t`bonus`, refund: t`refunded`, adjustment: t`adjusted`, usage: t`used` };
  return (
    <details>
      <summary>{t`Changes of credits`}</summary>
      <div className="plain-table" tabIndex={0} role="region" aria-label={t`Changes of credits`}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t`Date`}</th>
              <th scope="col">{t`What happened`}</th>
              <th scope="col" className="number">{t`Pages`}</th>
              <th scope="col" className="number">{t`Credits after it`}</th>
            </tr>
          </thead>
          <tbody>
            {credits.data.items.map((change) => (
              <tr key={change.id}>
                <td>{dateTime(change.createdAt)}</td>
                <td>
                  {kinds[change.kind] ?? change.kind}
                  {change.reason && <span className="muted"> · {change.reason}</span>}
                </td>
                <td className="number">{change.pages > 0 ? `+${number(change.pages)}` : number(change.pages)}</td>
                <td className="number">{number(change.balanceAfter)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
