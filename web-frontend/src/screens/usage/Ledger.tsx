import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Download, ReceiptText } from 'lucide-react';
import { useState } from 'react';
import type { Api } from '@/api/client';
import { Failure } from '@/api/failure';
import { Button } from '@/kit/Button';
import { FailureState, Skeleton, State } from '@/kit/State';
import { sayFailure } from '@/kit/Toasts';
import { dateTime, number } from '@/texts/format';
import { documentNameQuery, ledgerQuery, wholeLedger } from './api';
import { type Line, csvOf, statementOf } from './statement';

/** Every change of the user's pages, as a bank statement. */
export function Ledger({ usage }: { usage: Api['Usage'] }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { kind } = useSearch({ strict: false }) as { kind?: string };
  const ledger = useInfiniteQuery(ledgerQuery);
  const [busy, setBusy] = useState(false);
  const all = statementOf((ledger.data?.pages ?? []).flatMap((page) => page.items), usage.pagesLeft, usage.periodStart);
  const lines = kind ? all.filter((line) => line.entry.kind === kind) : all;
  const kinds: Record<string, string> = { commit: t`charged`, reserve: t`reserved`, release: t`given back`, expire: t`expired` };

  async function saveCsv() {
    setBusy(true);
    try {
      const entries = await wholeLedger();
      const url = URL.createObjectURL(new Blob([csvOf(statementOf(entries, usage.pagesLeft, usage.periodStart))], { type: 'text/csv' }));
      const link = document.createElement('a');
      link.href = url;
      link.download = 'ledger.csv';
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    } catch (thrown) {
      sayFailure(Failure.of(thrown));
    }
    setBusy(false);
  }

  return (
    <section className="card stack" aria-labelledby="ledger">
      <div className="line">
        <h2 id="ledger" className="grow">{t`Statement`}</h2>
        <div className="chips">
          {[undefined, ...Object.keys(kinds)].map((one) => (
            <button
              key={one ?? ''}
              type="button"
              className="chip"
              aria-pressed={kind === one}
              onClick={() => void navigate({ to: '/usage', search: { kind: one }, replace: true })}
            >
              {one === undefined ? t`all` : kinds[one]}
            </button>
          ))}
        </div>
        <Button isPending={busy} isDisabled={all.length === 0} onPress={() => void saveCsv()}>
          <Download aria-hidden />
          CSV
        </Button>
      </div>
      {ledger.isPending && <Skeleton lines={6} />}
      {ledger.isError && all.length === 0 && <FailureState failure={ledger.error} onRetry={() => void ledger.refetch()} />}
      {ledger.isSuccess && lines.length === 0 && (
        <State icon={ReceiptText} title={kind ? t`No such entries` : t`No pages were used yet`} />
      )}
      {lines.length > 0 && <Lines lines={lines} kinds={kinds} />}
      {ledger.hasNextPage && (
        <Button isPending={ledger.isFetchingNextPage} onPress={() => void ledger.fetchNextPage()}>{t`Show more`}</Button>
      )}
    </section>
  );
}

function Lines({ lines, kinds }: { lines: Line[]; kinds: Record<string, string> }) {
  const { t } = useLingui();
  const ids = [...new Set(lines.map((line) => line.entry.documentId))];
  const documents = useQueries({ queries: ids.map((id) => documentNameQuery(id)) });
  const names = new Map(ids.map((id, index) => [id, documents[index]?.data?.filename ?? null]));
  const signed = (pages: number) => (pages > 0 ? `+${number(pages)}` : number(pages));
  return (
    <div className="plain-table" tabIndex={0} role="region" aria-label={t`Entries`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t`Date`}</th>
            <th scope="col">{t`Document`}</th>
            <th scope="col">{t`What happened`}</th>
            <th scope="col" className="number">{t`Pages`}</th>
            <th scope="col" className="number">{t`Left after it`}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ entry, pages, left }) => (
            <tr key={entry.id}>
              <td>{dateTime(entry.at)}</td>
              <th scope="row" className="name">
                <Link to="/review/$documentId" params={{ documentId: entry.documentId }}>
                  {names.get(entry.documentId) ?? entry.documentId.slice(0, 8)}
                </Link>
                {entry.run > 1 && <span className="small muted">{t`run ${number(entry.run)}`}</span>}
              </th>
              <td>
                {kinds[entry.kind] ?? entry.kind}
                {entry.kind === 'commit' && <span className="muted"> ({number(entry.used + entry.creditsUsed)})</span>}
                {entry.creditsUsed + entry.creditsReserved !== 0 && <span className="muted"> · {t`of credits`}</span>}
              </td>
              <td className="number" data-label={t`Pages`}>{signed(pages)}</td>
              <td className="number" data-label={t`Left after it`}>{left === null ? '' : number(left)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
