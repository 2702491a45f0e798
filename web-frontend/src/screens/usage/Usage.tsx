import './usage.css';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { Api } from '@/api/client';
import { usageQuery } from '@/api/queries';
import { Meter } from '@/kit/Progress';
import { FailureState, Notice, Skeleton } from '@/kit/State';
import { useTitle } from '@/kit/useTitle';
import { date, number } from '@/texts/format';
import { tierName } from '@/texts/names';
import { Days } from './Days';
import { Ledger } from './Ledger';
import { Plans } from './Plans';

/** The plan's pages: how many are used, on what, and how to get more. */
export function Usage() {
  const { t } = useLingui();
  useTitle(t`Usage`);
  const usage = useQuery(usageQuery);
  return (
    <>
      <div className="screen-head">
        <h1>{t`Usage`}</h1>
      </div>
      <div className="screen-body">
        {usage.isPending && <Skeleton lines={10} />}
        {usage.isError && !usage.data && <FailureState failure={usage.error} onRetry={() => void usage.refetch()} />}
        {usage.data && (
          <>
            <Period usage={usage.data} />
            <Days />
            <Plans usage={usage.data} />
            <Ledger usage={usage.data} />
          </>
        )}
      </div>
    </>
  );
}

function Period({ usage }: { usage: Api['Usage'] }) {
  const { t } = useLingui();
  const taken = usage.pagesUsed + usage.pagesReserved;
  const tier = tierName(usage.tier);
  return (
    <section className="card stack" aria-labelledby="period">
      <div className="line">
        <h2 id="period">{t`${tier} plan`}</h2>
        <span className="muted">
          <Trans>
            {date(usage.periodStart)} to {date(usage.periodEnd)}
          </Trans>
        </span>
      </div>
      <Meter label={t`${number(taken)} of ${number(usage.limit)} pages used`} value={taken} of={usage.limit} />
      <dl className="figures">
        <Figure label={t`Used`} value={usage.pagesUsed} />
        <Figure label={t`Reserved`} value={usage.pagesReserved} />
        <Figure label={t`Left`} value={usage.pagesLeft} />
        <Figure label={t`Credits left`} value={usage.credits.left} />
        {usage.today && <Figure label={t`Today, of ${number(usage.today.limit)}`} value={usage.today.pages} />}
      </dl>
      {usage.pagesLeft + usage.credits.left <= 0 && (
        <Notice look="warning">
          {t`All pages of this period are used. Documents that you submit now fail until the next period, an upgrade or credits.`}
        </Notice>
      )}
      {usage.pagesReserved > 0 && <p className="small muted">{t`Reserved pages belong to documents that are being extracted; they are given back if one fails.`}</p>}
    </section>
  );
}

function Figure({ label, value }: { label: string; value: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{number(value)}</dd>
    </div>
  );
}

