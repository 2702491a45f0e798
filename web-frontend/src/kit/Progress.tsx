import { useLingui } from '@lingui/react/macro';
import { number } from '@/texts/format';

/** The documents of a batch by what became of them. */
export interface Counts {
  documentCount: number;
  completedCount: number;
  failedCount: number;
  cancelledCount: number;
}

/** A bar of done, failed and cancelled parts; what is left waits or runs. Its label has the counts. */
export function PartsBar({ counts }: { counts: Counts }) {
  const { t } = useLingui();
  const { documentCount, completedCount, failedCount, cancelledCount } = counts;
  const open = Math.max(0, documentCount - completedCount - failedCount - cancelledCount);
  const parts = [
    t`Completed: ${number(completedCount)}`,
    t`Failed: ${number(failedCount)}`,
    ...(cancelledCount > 0 ? [t`Cancelled: ${number(cancelledCount)}`] : []),
    t`Pending: ${number(open)}`,
  ];
  const label = parts.join(', ');
  const width = (count: number) => ({ width: `${documentCount === 0 ? 0 : (100 * count) / documentCount}%` });
  return (
    <div
      className="parts"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={documentCount}
      aria-valuenow={documentCount - open}
      aria-valuetext={label}
      title={label}
    >
      <span className="done" style={width(completedCount)} />
      <span className="failed" style={width(failedCount)} />
      <span className="cancelled" style={width(cancelledCount)} />
    </div>
  );
}

/** A share of a whole. Of a limit, it is amber from 80 %, red when it is used up. */
export function Meter({ label, value, of, look = 'limit' }: { label: string; value: number; of: number; look?: 'limit' | 'progress' }) {
  const share = of <= 0 ? 1 : Math.min(1, value / of);
  const colour = look === 'progress' ? '' : share >= 1 ? 'over' : share >= 0.8 ? 'near' : '';
  return (
    <div
      className={`meter ${colour}`}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={of}
      aria-valuenow={Math.min(value, of)}
      aria-valuetext={label}
    >
      <span style={{ width: `${share * 100}%` }} />
    </div>
  );
}
