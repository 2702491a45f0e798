import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { EllipsisVertical } from 'lucide-react';
import { useMemo, useRef, useEffect } from 'react';
import type { Batch } from '@/api/client';
import { PartsBar } from '@/kit/Progress';
import { StatusBadge } from '@/kit/Status';
import type { Column } from '@/kit/Table';
import { useNow } from '@/kit/useNow';
import { ago, dateTime, number } from '@/texts/format';

/** Its name; of one without, the beginning of its id. */
export function batchName(batch: { id: string; name?: string | null }): string {
  return batch.name || `${batch.id.slice(0, 8)}…`;
}

/** The link that a row's name is: a draft goes on where it was left. */
export function BatchLink({ batch }: { batch: Batch }) {
  return batch.status === 'pending_upload' ? (
    <Link to="/batches/new" search={{ draft: batch.id }}>
      {batchName(batch)}
    </Link>
  ) : (
    <Link to="/batches/$id" params={{ id: batch.id }} search={{}}>
      {batchName(batch)}
    </Link>
  );
}

/** A moment, as "2 minutes ago", with the whole date to be seen on it. */
export function When({ at }: { at: string | null | undefined }) {
  const now = useNow();
  return at ? (
    <time dateTime={at} title={dateTime(at)}>
      {ago(at, now)}
    </time>
  ) : null;
}

export function useBatchColumns(onMenu: (batch: Batch, button: Element) => void): Column<Batch>[] {
  const { t } = useLingui();
  const menu = useRef(onMenu);
  useEffect(() => {
    menu.current = onMenu;
  });
  return useMemo(
    () => [
      { id: 'name', title: t`Name`, width: 'minmax(180px, 2fr)', sort: 'name', cell: (batch) => <BatchLink batch={batch} /> },
      { id: 'status', title: t`Status`, width: '150px', sort: 'status', cell: (batch) => <StatusBadge status={batch.status} /> },
      {
        id: 'progress',
        title: t`Progress`,
        width: 'minmax(120px, 1fr)',
        cell: (batch) => (batch.status === 'pending_upload' ? null : <PartsBar counts={batch} />),
      },
      { id: 'documents', title: t`Documents`, width: '100px', sort: 'documents', number: true, cell: (batch) => number(batch.documentCount) },
      { id: 'pages', title: t`Total pages`, width: '100px', sort: 'pages', number: true, cell: (batch) => number(batch.totalPages) },
      { id: 'submitted', title: t`Submitted`, width: '140px', sort: 'submitted', cell: (batch) => <When at={batch.createdAt} /> },
      { id: 'completed', title: t`Completed`, width: '140px', sort: 'completed', cell: (batch) => <When at={batch.completedAt} /> },
      {
        id: 'menu',
        title: '',
        width: '48px',
        cell: (batch) => (
          <button
            type="button"
            className="button quiet icon row-menu"
            aria-haspopup="menu"
            aria-label={t`Actions for ${batchName(batch)}`}
            onClick={(event) => menu.current(batch, event.currentTarget)}
          >
            <EllipsisVertical aria-hidden />
          </button>
        ),
      },
    ],
    [t],
  );
}

/** A batch in two lines. */
export function NarrowBatch({ batch }: { batch: Batch }) {
  return (
    <>
      <span role="cell" className="table-cell">
        <BatchLink batch={batch} />
        <br />
        <span className="small muted">
          {plural(batch.documentCount, { one: '# document', other: '# documents' })} · <When at={batch.createdAt} />
        </span>
      </span>
      <span role="cell" className="table-cell">
        <StatusBadge status={batch.status} />
      </span>
    </>
  );
}
