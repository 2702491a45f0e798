import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { Api } from '@/api/client';
import { number } from '@/texts/format';

/** The documents by what has to be done with them. */
export function BatchTabs({ tabs, tab }: { tabs: Api['Tabs']; tab: string }) {
  const { t } = useLingui();
  const all = [
    { id: 'all', label: t`All`, count: tabs.all },
    { id: 'to_review', label: t`To review`, count: tabs.toReview },
    { id: 'confirmed', label: t`Confirmed`, count: tabs.confirmed },
    { id: 'error', label: t`Error`, count: tabs.error },
  ];
  return (
    <nav className="tabs" aria-label={t`Documents by state`}>
      {all.map(({ id, label, count }) => (
        <Link
          key={id}
          from="/batches/$id"
          to="."
          search={(known) => ({ ...known, tab: id === 'all' ? undefined : id, document: undefined })}
          activeProps={{ 'aria-current': undefined }}
          aria-current={tab === id ? 'page' : undefined}
          replace
        >
          {label} <span className="count">{number(count)}</span>
        </Link>
      ))}
    </nav>
  );
}
