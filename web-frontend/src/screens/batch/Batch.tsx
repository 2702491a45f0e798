import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { FileSearch } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Failure } from '@/api/failure';
import { batchQuery, documentsQuery } from '@/api/queries';
import { KeyHelp } from '@/kit/KeyHelp';
import { FailureState, Skeleton, State } from '@/kit/State';
import { Table } from '@/kit/Table';
import { useTitle } from '@/kit/useTitle';
import { batchName } from '../batches/columns';
import { BatchHead } from './BatchHead';
import { DocumentActs } from './DocumentActs';
import { Panel } from './Panel';
import { SelectionBar } from './SelectionBar';
import { NarrowDocument, useDocumentColumns } from './columns';
import { type Document, commonFields, hasData } from './summary';
import { BatchTabs } from './BatchTabs';

const route = getRouteApi('/frame/batches/$id');

/** One batch with its documents; tab, order and the document in the side panel are in the address. */
export function Batch() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const batch = useQuery(batchQuery(id));
  const tab = search.tab ?? 'all';
  const query = useInfiniteQuery(documentsQuery(id, { tab, sort: search.sort }));
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items ?? []) ?? [], [query.data]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [acting, setActing] = useState<Document | null>(null);
  const at = useRef<Element | null>(null);
  const fields = commonFields(rows.slice(0, 100)).join('\n');
  const columns = useDocumentColumns(
    useMemo(() => fields.split('\n').filter(Boolean), [fields]),
    (document, button) => {
      at.current = button;
      setActing(document);
    },
  );
  useTitle(batch.data && batchName(batch.data));
  useEffect(() => setChosen(new Set()), [tab, id]);

  const change = (next: Partial<typeof search>) => void navigate({ search: (known) => ({ ...known, ...next }), replace: true });
  const peek = (document: Document) => change({ document: search.document === document.id ? undefined : document.id });
  const open = (document: Document) => (hasData(document) ? void navigate({ to: `/review/${document.id}` as string }) : peek(document));
  const chosenRows = useMemo(() => rows.filter((row) => chosen.has(row.id)), [rows, chosen]);
  const peeked = rows.find((row) => row.id === search.document);

  if (batch.isPending) {
    return (
      <div className="screen-body">
        <Skeleton lines={12} />
      </div>
    );
  }
  if (batch.isError && !batch.data) {
    return <FailureState failure={batch.error} onRetry={() => void batch.refetch()} />;
  }
  if (!batch.data) {
    return null;
  }
  return (
    <>
      <BatchHead batch={batch.data} first={rows[0]} />
      <div className="screen-body">
        <BatchTabs tabs={batch.data.tabs} tab={tab} />
        {query.isPending ? (
          <Skeleton lines={10} />
        ) : query.isError && rows.length === 0 ? (
          <FailureState failure={Failure.of(query.error)} onRetry={() => void query.refetch()} />
        ) : rows.length === 0 ? (
          <State icon={FileSearch} title={tab === 'all' ? t`No documents` : t`No documents here`} />
        ) : (
          <Table
            label={t`Documents`}
            rows={rows}
            total={query.data?.pages[0]?.total ?? undefined}
            columns={columns}
            narrow={(document) => <NarrowDocument document={document} />}
            rowId={(document) => document.id}
            rowName={(document) => document.filename ?? document.id}
            sort={search.sort}
            onSort={(sort) => change({ sort })}
            selection={{
              ids: chosen,
              onToggle: (row, checked) =>
                setChosen((known) => {
                  const next = new Set(known);
                  if (checked) {
                    next.add(row.id);
                  } else {
                    next.delete(row.id);
                  }
                  return next;
                }),
              onToggleAll: (checked) => setChosen(new Set(checked ? rows.map((row) => row.id) : [])),
            }}
            onOpen={open}
            onPeek={peek}
            onEnd={() => {
              if (query.hasNextPage && !query.isFetchingNextPage) {
                void query.fetchNextPage();
              }
            }}
          />
        )}
        {chosenRows.length > 0 && <SelectionBar documents={chosenRows} onClear={() => setChosen(new Set())} />}
      </div>
      {peeked && <Panel document={peeked} onClose={() => change({ document: undefined })} />}
      <KeyHelp
        keys={[
          { key: '↑ ↓', does: t`previous or next row` },
          { key: 'Enter', does: t`review` },
          { key: t`Space`, does: t`show or hide the data` },
          { key: 'Esc', does: t`hide the data` },
        ]}
      />
      <DocumentActs document={acting} at={at} onClose={() => setActing(null)} onPeek={peek} />
    </>
  );
}
