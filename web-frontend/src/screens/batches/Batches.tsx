import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { Plus, SearchX } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { batchesQuery } from '@/api/queries';
import type { Batch } from '@/api/client';
import { Button } from '@/kit/Button';
import { SearchField } from '@/kit/Field';
import { KeyHelp } from '@/kit/KeyHelp';
import { FailureNotice, FailureState, Skeleton, State } from '@/kit/State';
import { Failure } from '@/api/failure';
import { useStatusLabel } from '@/kit/Status';
import { Table } from '@/kit/Table';
import { useTitle } from '@/kit/useTitle';
import { number } from '@/texts/format';
import { BatchActs } from './BatchActs';
import { FirstBatch } from './FirstBatch';
import { NarrowBatch, batchName, useBatchColumns } from './columns';

const route = getRouteApi('/frame/batches');

const FILTERS = ['processing', 'queued', 'completed', 'partially_completed', 'failed', 'cancelled', 'pending_upload'];

/** All batches of the user; filter, search and order are in the address. */
export function Batches() {
  const { t } = useLingui();
  useTitle(t`Batches`);
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(batchesQuery(filter));
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const label = useStatusLabel();
  const [acting, setActing] = useState<Batch | null>(null);
  const at = useRef<Element | null>(null);
  const columns = useBatchColumns((batch, button) => {
    at.current = button;
    setActing(batch);
  });
  const change = (next: Partial<typeof filter>) => void navigate({ search: (known) => ({ ...known, ...next }), replace: true });
  const open = (batch: Batch) =>
    batch.status === 'pending_upload'
      ? void navigate({ to: '/batches/new', search: { draft: batch.id } })
      : void navigate({ to: '/batches/$id', params: { id: batch.id }, search: {} });
  const isFiltered = filter.status !== undefined || filter.name !== undefined;
  const isUsed = rows.length > 0 || isFiltered || query.isPending;
  const first = query.data?.pages[0];
  const total = first?.total ?? rows.length;

  return (
    <>
      <header className="screen-head">
        <h1>{t`Batches`}</h1>
        <span className="grow" />
        {isUsed && <SearchField label={t`Search by name`} value={filter.name ?? ''} onSearch={(name) => change({ name: name || undefined })} />}
        <Link className="button primary" to="/batches/new" search={{}}>
          <Plus aria-hidden />
          {t`New batch`}
        </Link>
      </header>
      <div className="screen-body">
        {isUsed && (
          <div className="chips" role="group" aria-label={t`Status`}>
            {[undefined, ...FILTERS].map((status) => (
              <button key={status ?? 'all'} type="button" className="chip" aria-pressed={filter.status === status} onClick={() => change({ status })}>
                {status ? label(status) : t`All`}
              </button>
            ))}
          </div>
        )}
        {query.isPending ? (
          <Skeleton lines={10} />
        ) : query.isError && rows.length === 0 ? (
          <FailureState failure={query.error} onRetry={() => void query.refetch()} />
        ) : rows.length === 0 && isFiltered ? (
          <State icon={SearchX} title={t`No batch matches`}>
            <Button onPress={() => change({ status: undefined, name: undefined })}>{t`Show all`}</Button>
          </State>
        ) : rows.length === 0 ? (
          <FirstBatch />
        ) : (
          <>
            {query.isError && <FailureNotice failure={Failure.of(query.error)} act={<Button onPress={() => void query.refetch()}>{t`Try again`}</Button>} />}
            <Table
              label={t`Batches`}
              rows={rows}
              total={total}
              columns={columns}
              narrow={(batch) => <NarrowBatch batch={batch} />}
              rowId={(batch) => batch.id}
              rowName={batchName}
              sort={filter.sort}
              onSort={(sort) => change({ sort })}
              onOpen={open}
              onEnd={() => {
                if (query.hasNextPage && !query.isFetchingNextPage) {
                  void query.fetchNextPage();
                }
              }}
            />
            <p className="small muted" role="status">
              {first?.totalCapped ? t`More than ${number(total)} batches` : plural(total, { one: '# batch', other: '# batches' })}
            </p>
          </>
        )}
      </div>
      <KeyHelp
        keys={[
          { key: '↑ ↓', does: t`previous or next row` },
          { key: 'Enter', does: t`open` },
        ]}
      />
      <BatchActs batch={acting} at={at} onClose={() => setActing(null)} onOpen={open} />
    </>
  );
}
