import { useLingui } from '@lingui/react/macro';
import { number } from '@/texts/format';
import { type Value, asText, isRow } from '@/api/value';
import { fieldName } from '@/texts/names';

/** Rows and columns of a list that are drawn; the review and exports have all of them. */
const MOST_ROWS = 100;
const MOST_COLUMNS = 30;

/** Extracted data to look at: fields by name, lists of items as tables. */
export function DataView({ data }: { data: Value }) {
  if (!isRow(data)) {
    return <p>{text(data)}</p>;
  }
  return (
    <dl className="data-view">
      {Object.entries(data).map(([field, value]) => (
        <div key={field} className={Array.isArray(value) || isRow(value) ? 'data-block' : 'data-line'}>
          <dt>{fieldName(field)}</dt>
          <dd>{Array.isArray(value) ? <Items items={value} /> : isRow(value) ? <DataView data={value} /> : text(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Items({ items }: { items: Value[] }) {
  const { t } = useLingui();
  const rows = items.filter(isRow);
  if (rows.length < items.length || rows.length === 0) {
    return <>{items.slice(0, MOST_ROWS).map(text).join(', ') + (items.length > MOST_ROWS ? ' …' : '')}</>;
  }
  const all = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = all.slice(0, MOST_COLUMNS);
  const isCut = rows.length > MOST_ROWS || all.length > MOST_COLUMNS;
  return (
    <>
      {isCut && <p className="small muted">{t`The first rows and columns; there are ${number(rows.length)} rows and ${number(all.length)} columns.`}</p>}
      <div className="data-items" tabIndex={0} role="region" aria-label={columns.map(fieldName).join(', ')}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {fieldName(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_ROWS).map((row, index) => (
              <tr key={index}>
                {columns.map((column) => (
                  <td key={column}>{text(row[column])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function text(value: Value | undefined): string {
  return asText(value) || '–';
}
