import { useLingui } from '@lingui/react/macro';
import { Link, useLocation } from '@tanstack/react-router';
import { number } from '@/texts/format';
import { Meter } from '@/kit/Progress';
import { standingOf } from './transfer';
import { useTransfers } from './transfers';

/** What is being sent, on every screen but the one that shows it in full. */
export function Dock() {
  const { t } = useLingui();
  const { pathname } = useLocation();
  const open = useTransfers().filter((transfer) => !transfer.submitted);
  if (open.length === 0 || pathname === '/batches/new') {
    return null;
  }
  return (
    <aside className="dock stack" aria-label={t`Transfers`}>
      {open.map((transfer) => {
        const { total, arrived, bytes, bytesArrived, failed } = standingOf(transfer);
        return (
          <Link key={transfer.draftId} className="dock-line" to="/batches/new" search={{ draft: transfer.draftId }}>
            <strong className="cut">{transfer.name ?? t`New batch`}</strong>
            <span className="small">
              {failed.length > 0 ? t`${number(failed.length)} files did not arrive` : t`${number(arrived)} of ${number(total)} files`}
            </span>
            <Meter label={t`${number(arrived)} of ${number(total)} files`} value={bytesArrived} of={Math.max(bytes, 1)} look="progress" />
          </Link>
        );
      })}
    </aside>
  );
}
