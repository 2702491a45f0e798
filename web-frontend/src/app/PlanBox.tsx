import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { planQuery, usageQuery } from '@/api/queries';
import { Meter } from '@/kit/Progress';
import { number } from '@/texts/format';
import { tierName } from '@/texts/names';

/** The plan and its pages; with a way to more where that helps. */
export function PlanBox() {
  const { t } = useLingui();
  const usage = useQuery(usageQuery).data;
  const plan = useQuery(planQuery).data;
  if (!usage) {
    return <div className="plan-box" aria-hidden style={{ height: 86 }} />;
  }
  const used = usage.pagesUsed + usage.pagesReserved;
  const near = used >= 0.8 * usage.limit || !plan?.tier.mayBatch;
  const tier = tierName(usage.tier);
  return (
    <div className="plan-box">
      <strong>
        <span>{t`${tier} plan`}</span>
        {near && usage.tier !== 'growth' && <Link to={'/usage' as string}>{t`Upgrade`}</Link>}
      </strong>
      <Meter label={t`${number(used)} of ${number(usage.limit)} pages used`} value={used} of={usage.limit} />
      <Trans>
        {number(used)} / {number(usage.limit)} pages
      </Trans>
    </div>
  );
}
