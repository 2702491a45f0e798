import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Api } from '@/api/client';
import { FailureState, Skeleton } from '@/kit/State';
import { date, number } from '@/texts/format';
import { typeName } from '@/texts/names';
import { breakdownQuery } from './api';

const SPANS = [7, 30, 90];

/** Pages of each day as bars, with the numbers as a table; and by type of document. */
export function Days() {
  const { t } = useLingui();
  const [days, setDays] = useState(30);
  const breakdown = useQuery(breakdownQuery(days));
  return (
    <section className="card stack" aria-labelledby="days">
      <div className="line">
        <h2 id="days" className="grow">{t`Pages a day`}</h2>
        <div className="chips">
          {SPANS.map((span) => (
            <button key={span} type="button" className="chip" aria-pressed={span === days} onClick={() => setDays(span)}>
              {t`${number(span)} days`}
            </button>
          ))}
        </div>
      </div>
      {breakdown.isPending && <Skeleton lines={5} />}
      {breakdown.isError && <FailureState failure={breakdown.error} onRetry={() => void breakdown.refetch()} />}
      {breakdown.data && <Chart breakdown={breakdown.data} />}
    </section>
  );
}

function Chart({ breakdown }: { breakdown: Api['Breakdown'] }) {
  const { t } = useLingui();
  const pages = new Map(breakdown.days.map(({ day, charges }) => [day, charges.pages]));
  const days = daysOf(breakdown.from, breakdown.to);
  const most = Math.max(0, ...days.map((day) => pages.get(day) ?? 0));
  const local = (day: string) => date(new Date(`${day}T12:00:00`));
  return (
    <div className="days">
      <figure className="bars">
        <svg viewBox={`0 0 ${days.length * 10} 100`} preserveAspectRatio="none" role="img" aria-label={t`Pages of each day; the numbers are in the table`}>
          {days.map((day, index) => {
            const height = ((pages.get(day) ?? 0) / Math.max(1, most)) * 96;
            return (
              <rect key={day} x={index * 10 + 1} y={100 - height} width={8} height={height} className="bar">
                <title>{`${local(day)}: ${number(pages.get(day) ?? 0)}`}</title>
              </rect>
            );
          })}
        </svg>
        <figcaption className="small muted">
          <span>{local(breakdown.from)}</span>
          <span>{t`at most ${number(most)} a day, ${number(breakdown.total.pages)} in all`}</span>
          <span>{local(breakdown.to)}</span>
        </figcaption>
      </figure>
      <div className="stack">
        <table className="figures-table">
          <caption className="visually-hidden">{t`By type of document`}</caption>
          <thead>
            <tr>
              <th scope="col">{t`Type`}</th>
              <th scope="col" className="number">{t`Documents`}</th>
              <th scope="col" className="number">{t`Pages`}</th>
            </tr>
          </thead>
          <tbody>
            {breakdown.documentTypes.map(({ documentType, charges }) => (
              <tr key={documentType}>
                <th scope="row">{typeName(documentType)}</th>
                <td className="number">{number(charges.documents)}</td>
                <td className="number">{number(charges.pages)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {breakdown.documentTypes.length === 0 && <p className="small muted">{t`No pages were used in this time.`}</p>}
        <details>
          <summary className="small">{t`Days as a table`}</summary>
          <table className="figures-table">
            <thead>
              <tr>
                <th scope="col">{t`Day`}</th>
                <th scope="col" className="number">{t`Pages`}</th>
              </tr>
            </thead>
            <tbody>
              {days.map((day) => (
                <tr key={day}>
                  <th scope="row">{local(day)}</th>
                  <td className="number">{number(pages.get(day) ?? 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </div>
    </div>
  );
}

/** All days of a span; those without pages have a place, too. */
function daysOf(from: string, to: string): string[] {
  const days = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}
