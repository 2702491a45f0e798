import { useLingui } from '@lingui/react/macro';
import { number } from '@/texts/format';
import type { ExportTable } from './table';

const ROWS = 5;

/** The first rows as they will be in the file. */
export function Preview({ table, isWhole }: { table: ExportTable; isWhole: boolean }) {
  const { t } = useLingui();
  const shown = Math.min(ROWS, table.rows.length);
  return (
    <figure className="export-preview">
      <figcaption className="small muted">
        {isWhole ? t`The first ${number(shown)} of ${number(table.rows.length)} rows` : t`The first ${number(shown)} rows`}
      </figcaption>
      <div className="export-table" tabIndex={0} role="region" aria-label={t`Preview`}>
        <table>
          <thead>
            <tr>
              {table.headers.map((header, index) => (
                <th key={index} scope="col">{header}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.slice(0, ROWS).map((row, index) => (
              <tr key={index}>
                {row.map((cell, place) => (
                  <td key={place} title={cell.length > 40 ? cell : undefined}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
