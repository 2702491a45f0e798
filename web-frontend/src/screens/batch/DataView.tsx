import { type Value, asText, isRow } from '@/api/value';
import { fieldName } from '@/texts/names';

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
  const rows = items.filter(isRow);
  if (rows.length < items.length || rows.length === 0) {
    return <>{items.map(text).join(', ')}</>;
  }
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return (
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
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column}>{text(row[column])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function text(value: Value | undefined): string {
  return asText(value) || '–';
}
