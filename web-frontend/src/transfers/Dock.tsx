import { useLingui } from '@lingui/react/macro';
import { Link, useLocation } from '@tanstack/react-router';
import { number } from '@/texts/format';
import { sentence } from '@/texts/codes';
import { Meter } from '@/kit/Progress';
import { standingOf } from './transfer';
import { useTransfers } from './transfers';

/** What is being sent, or could not be submitted; a draft that the screen shows in full is not shown here, too. */
export function Dock() {
  const { t } = useLingui();
  const { pathname, search } = useLocation();
  const shown = pathname === '/batches/new' ? (search as { draft?: string }).draft : undefined;
  const open = useTransfers().filter((transfer) => !transfer.submitted && transfer.draftId !== shown);
  if (open.length === 0) {
    return null;
  }
  return (
    <aside className="dock stack" aria-label={t`Transfers`}>
      {open.map((transfer) => {
        const { total, arrived, bytes, bytesArrived, failed } = standingOf(transfer);
        const { failure } = transfer;
        return (
          <Link key={transfer.draftId} className="dock-line" to="/batches/new" search={{ draft: transfer.draftId }}>
            <strong className="cut">{transfer.name ?? t`New batch`}</strong>
            <span className="small">
              {failure ? t`Not submitted: ${sentence(failure)}` : failed.length > 0 ? t`${number(failed.length)} files did not arrive` : t`${number(arrived)} of ${number(total)} files`}
            </span>
            <Meter label={t`${number(arrived)} of ${number(total)} files`} value={bytesArrived} of={Math.max(bytes, 1)} look="progress" />
          </Link>
        );
      })}
    </aside>
  );
}
