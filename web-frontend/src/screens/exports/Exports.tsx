import './exports.css';
import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Download, FileDown } from 'lucide-react';
import { type Api } from '@/api/client';
import { Failure } from '@/api/failure';
import { Button } from '@/kit/Button';
import { FailureState, Skeleton, State } from '@/kit/State';
import { StatusBadge } from '@/kit/Status';
import { sayFailure } from '@/kit/Toasts';
import { useTitle } from '@/kit/useTitle';
import { sentenceOf } from '@/texts/codes';
import { bytes, dateTime, number } from '@/texts/format';
import { exportsQuery, isOpen } from './api';
import { download } from './download';

/** All exports of the user, newest first. */
export function Exports() {
  const { t } = useLingui();
  useTitle(t`Exports`);
  const exports = useInfiniteQuery(exportsQuery);
  const rows = (exports.data?.pages ?? []).flatMap((page) => page.items);
  return (
    <>
      <div className="screen-head">
        <h1>{t`Exports`}</h1>
      </div>
      <div className="screen-body">
        {exports.isPending && <Skeleton lines={8} />}
        {exports.isError && rows.length === 0 && <FailureState failure={exports.error} onRetry={() => void exports.refetch()} />}
        {exports.isSuccess && rows.length === 0 && (
          <State icon={FileDown} title={t`No exports yet`}>
            <p>{t`Open a batch and choose Export: the files that you made are kept here for some weeks.`}</p>
            <Link className="button" to="/batches">{t`To your batches`}</Link>
          </State>
        )}
        {rows.length > 0 && (
          <div className="plain-table" tabIndex={0} role="region" aria-label={t`Exports`}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t`File`}</th>
                  <th scope="col">{t`Status`}</th>
                  <th scope="col">{t`Made of`}</th>
                  <th scope="col" className="number">{t`Rows`}</th>
                  <th scope="col" className="number">{t`Size`}</th>
                  <th scope="col">{t`Requested`}</th>
                  <th scope="col">
                    <span className="visually-hidden">{t`Download`}</span>
                  </th>
                </tr>
              </thead>
              <tbody>{rows.map((row) => <ExportRow key={row.id} row={row} />)}</tbody>
            </table>
          </div>
        )}
        {exports.hasNextPage && (
          <Button isPending={exports.isFetchingNextPage} onPress={() => void exports.fetchNextPage()}>{t`Show more`}</Button>
        )}
      </div>
    </>
  );
}

function ExportRow({ row }: { row: Api['ExportView'] }) {
  const { t } = useLingui();
  const of = row.documentsOf ?? 0;
  return (
    <tr>
      <th scope="row" className="name">
        {row.filename}
        {row.errorCode && <span className="small problem">{sentenceOf(row.errorCode, row.errorDetail ?? '')}</span>}
      </th>
      <td>
        <StatusBadge status={row.status} />
        {isOpen(row.status) && of > 0 && <span className="small muted"> {t`${number(row.documentsDone)} of ${number(of)}`}</span>}
      </td>
      <td>
        {row.type === 'multi_row' ? t`a row per item of ${row.arrayField ?? t`a list`}` : t`a row a document`}
        {row.confirmedOnly && <span className="muted"> · {t`confirmed only`}</span>}
      </td>
      <td className="number" data-label={t`Rows`}>{row.rows == null ? '' : number(row.rows)}</td>
      <td className="number" data-label={t`Size`}>{row.sizeBytes == null ? '' : bytes(row.sizeBytes)}</td>
      <td>{dateTime(row.createdAt)}</td>
      <td>
        {row.status === 'completed' && (
          <Button look="quiet" icon aria-label={t`Download ${row.filename}`} onPress={() => void download(row).catch((thrown: unknown) => sayFailure(Failure.of(thrown)))}>
            <Download aria-hidden />
          </Button>
        )}
      </td>
    </tr>
  );
}
