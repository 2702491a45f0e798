import { fieldName } from '@/texts/names';

type Json = unknown;

/** Extracted data to look at: fields by name, lists of items as tables. */
export function DataView({ data }: { data: Json }) {
  if (!isObject(data)) {
    return <p>{text(data)}</p>;
  }
  return (
    <dl className="data-view">
      {Object.entries(data).map(([field, value]) => (
        <div key={field} className={Array.isArray(value) || isObject(value) ? 'data-block' : 'data-line'}>
          <dt>{fieldName(field)}</dt>
          <dd>{Array.isArray(value) ? <Items items={value} /> : isObject(value) ? <DataView data={value} /> : text(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Items({ items }: { items: Json[] }) {
  const rows = items.filter(isObject);
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

function isObject(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: Json): string {
  return value === null || value === undefined ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}
