import './exports.css';
import { useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Failure } from '@/api/failure';
import { Button } from '@/kit/Button';
import { Dialog } from '@/kit/Dialog';
import { CheckField, RadioCards } from '@/kit/Field';
import { Select } from '@/kit/Select';
import { FailureNotice, FailureState, Skeleton } from '@/kit/State';
import { number } from '@/texts/format';
import { fieldName } from '@/texts/names';
import { type ExportBody, requestExport, sampleQuery } from './api';
import { Columns } from './Columns';
import type { Exported } from './ExportOf';
import { Preview } from './Preview';
import { Progress } from './Progress';
import { type ChosenColumn, choose, columnsFor, isChosen, listsOf, tableOf, withDecimalComma } from './table';

type Format = 'xlsx' | 'csv' | 'json' | 'jsonl';
type Locale = 'standard' | 'german';

/** Asks how chosen documents are exported, shows what the file will have in it, and gives it when it is built. */
export function ExportDialog({ of, onClose }: { of: Exported; onClose: () => void }) {
  const { t } = useLingui();
  const sample = useQuery(sampleQuery(of));
  const [queued, setQueued] = useState<string | null>(null);
  return (
    <Dialog title={t`Export`} onClose={onClose} wide>
      {queued !== null ? (
        <Progress id={queued} onClose={onClose} />
      ) : sample.isPending ? (
        <Skeleton lines={8} />
      ) : sample.isError ? (
        <FailureState failure={sample.error} onRetry={() => void sample.refetch()} />
      ) : sample.data.sources.length === 0 ? (
        <>
          <p>{t`None of the documents has data to export.`}</p>
          <div className="dialog-actions">
            <Button autoFocus onPress={onClose}>{t`Close`}</Button>
          </div>
        </>
      ) : (
        <Options of={of} sample={sample.data} onQueued={setQueued} onClose={onClose} />
      )}
    </Dialog>
  );
}

type Sample = NonNullable<ReturnType<typeof useQuery<Awaited<ReturnType<NonNullable<ReturnType<typeof sampleQuery>['queryFn']>>>>>['data']>;

function Options({ of, sample, onQueued, onClose }: { of: Exported; sample: Sample; onQueued: (id: string) => void; onClose: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [format, setFormat] = useState<Format>('xlsx');
  const [items, setItems] = useState<string>('');
  const [locale, setLocale] = useState<Locale>('standard');
  const [confirmedOnly, setConfirmedOnly] = useState(false);
  const included = useMemo(() => sample.sources.filter((source) => source.confirmed || !confirmedOnly), [sample, confirmedOnly]);
  const lists = useMemo(() => listsOf(included), [included]);
  const [chosen, setChosen] = useState<ChosenColumn[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const table = useMemo(() => {
    const isGerman = format === 'csv' && locale === 'german';
    const sources = isGerman ? included.map((source) => ({ ...source, data: withDecimalComma(source.data) })) : included;
    return tableOf(sources, items || null);
  }, [included, items, format, locale]);
  const columns = useMemo(() => columnsFor(table.headers, null), [table]);
  const current = chosen ?? columns;
  const withColumns = isChosen(current, table.headers);

  async function start() {
    setBusy(true);
    setFailure(null);
    const body: ExportBody = {
      ...of,
      format,
      type: items ? 'multi_row' : 'normal',
      ...(items && { arrayField: items }),
      ...(confirmedOnly && { confirmedOnly }),
      ...(format === 'csv' && locale === 'german' && { csv: { bom: true, decimalComma: true } }),
      ...(withColumns && { columns: current.filter((column) => column.isIncluded).map(({ field, name }) => ({ field, name })) }),
    };
    try {
      const queued = await requestExport(body);
      void client.invalidateQueries({ queryKey: ['exports'] });
      onQueued(queued.id);
    } catch (thrown) {
      setFailure(Failure.of(thrown));
    }
    setBusy(false);
  }

  const scope = sample.isWhole ? '' : t` in the first ${number(sample.sources.length)}`;
  return (
    <>
      <p className="muted">{sample.total === 1 ? t`One document` : t`${number(sample.total)} documents`}</p>
      <div className="export-formats">
        <RadioCards
          label={t`Format`}
          value={format}
          onChange={setFormat}
          choices={[
            { value: 'xlsx', label: 'Excel', hint: t`Numbers and dates as such` },
            { value: 'csv', label: 'CSV', hint: t`For any spreadsheet` },
            { value: 'json', label: 'JSON', hint: t`For programs` },
            { value: 'jsonl', label: 'JSON Lines', hint: t`A document a line` },
          ]}
        />
      </div>
      <div className="export-options">
        <Select
          label={t`Rows`}
          value={items}
          onChange={(next) => {
            setItems(next);
            setChosen(null);
          }}
          choices={[
            { value: '', label: t`One row a document` },
            ...lists.map(({ path, rows }) => ({ value: path, label: t`One row per item of ${fieldName(path)} (rows: ${number(rows)}${scope})` })),
          ]}
        />
        {format === 'csv' && (
          <Select
            label={t`Spreadsheet`}
            value={locale}
            onChange={setLocale}
            choices={[
              { value: 'standard', label: t`International: comma, decimal point` },
              { value: 'german', label: t`German: semicolon, decimal comma` },
            ]}
          />
        )}
      </div>
      <CheckField label={t`Only confirmed documents`} checked={confirmedOnly} onChange={setConfirmedOnly} />
      <Columns headers={table.headers} columns={current} onChange={setChosen} isPartOnly={!sample.isWhole} />
      <Preview table={withColumns ? choose(table, current) : table} isWhole={sample.isWhole} />
      {failure && <FailureNotice failure={failure} />}
      <div className="dialog-actions">
        <Button onPress={onClose}>{t`Cancel`}</Button>
        <Button look="primary" isPending={busy} isDisabled={!current.some((column) => column.isIncluded)} onPress={() => void start()}>
          {t`Export file`}
        </Button>
      </div>
    </>
  );
}
