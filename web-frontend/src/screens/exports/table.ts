import { type Row, type Value, asText, isNumber, isRow, write } from '@/api/value';

/** A document as it is exported. */
export interface Source {
  documentId: string;
  filename: string;
  documentType: string;
  /** By a person; only such documents are in a file of confirmed ones. */
  confirmed: boolean;
  data: Value;
}

export interface ExportTable {
  headers: string[];
  rows: string[][];
}

const FIXED = ['file', 'document_id', 'document_type'];

/**
 * The table that an export of these documents has, by the rules of exports: members of members are `a.b`, a list is its number of
 * items and its content, or gives a row for each item. `items` is the list that gives rows, or null.
 */
export function tableOf(sources: Source[], items: string | null): ExportTable {
  const columns = new Set(FIXED.map((name) => `${name}`));
  const flat = sources.map((source) => fieldsOf(source.data));
  for (const { values, lists } of flat) {
    Object.keys(values).forEach((path) => columns.add(path));
    for (const [path, list] of Object.entries(lists)) {
      if (path === items) {
        list.forEach((item) => Object.keys(itemFields(path, item)).forEach((name) => columns.add(name)));
      } else {
        columns.add(`${path} (count)`);
        columns.add(path);
      }
    }
  }
  const headers = [...columns];
  const rows = sources.flatMap((source, index) => {
    const { values, lists } = flat[index]!;
    const common: Row = { file: source.filename, document_id: source.documentId, document_type: source.documentType, ...values };
    for (const [path, list] of Object.entries(lists)) {
      if (path !== items) {
        common[`${path} (count)`] = String(list.length);
        common[path] = list.length === 0 ? null : write(list);
      }
    }
    const list = items === null ? undefined : lists[items];
    const all = list && list.length > 0 ? list.map((item) => ({ ...common, ...itemFields(items!, item) })) : [common];
    return all.map((row) => headers.map((header) => asText(row[header])));
  });
  return { headers, rows };
}

/** The lists of the documents with the rows that an export of each would have, the one that most documents have first. */
export function listsOf(sources: Source[]): { path: string; rows: number }[] {
  const counts = new Map<string, { documents: number; rows: number }>();
  const flat = sources.map((source) => fieldsOf(source.data).lists);
  for (const lists of flat) {
    for (const [path, list] of Object.entries(lists)) {
      const known = counts.get(path) ?? { documents: 0, rows: 0 };
      counts.set(path, { documents: known.documents + 1, rows: known.rows + list.length });
    }
  }
  return [...counts.entries()].sort((a, b) => b[1].documents - a[1].documents).map(([path, { rows }]) => ({ path, rows }));
}

function fieldsOf(data: Value): { values: Row; lists: Record<string, Value[]> } {
  const fields = { values: {} as Row, lists: {} as Record<string, Value[]> };
  collect('', data, fields);
  return fields;
}

function collect(path: string, value: Value, fields: { values: Row; lists: Record<string, Value[]> }): void {
  if (isRow(value)) {
    for (const [name, member] of Object.entries(value)) {
      const escaped = name.replaceAll('\\', '\\\\').replaceAll('.', '\\.');
      collect(path === '' ? escaped : `${path}.${escaped}`, member, fields);
    }
  } else if (Array.isArray(value)) {
    fields.lists[path] = value;
  } else if (path !== '') {
    fields.values[path] = value;
  }
}

function itemFields(list: string, item: Value): Row {
  if (!isRow(item)) {
    return { [list]: item };
  }
  const { values, lists } = fieldsOf(item);
  const all = { ...values, ...Object.fromEntries(Object.entries(lists).map(([path, value]) => [path, write(value)])) };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [`${list}.${name}`, value]));
}

/** A choice of columns: which of the table's headers, under which name, in this order. */
export interface ChosenColumn {
  field: string;
  name: string;
  isIncluded: boolean;
}

/** The columns that a user chose, with those that are new at the end; what a template names comes first, in its order. */
export function columnsFor(headers: string[], chosen: { field: string; name?: string | null }[] | null): ChosenColumn[] {
  if (!chosen) {
    return headers.map((field) => ({ field, name: field, isIncluded: true }));
  }
  const named = new Set(chosen.map((column) => column.field));
  return [
    ...chosen.map((column) => ({ field: column.field, name: column.name ?? column.field, isIncluded: true })),
    ...headers.filter((header) => !named.has(header)).map((field) => ({ field, name: field, isIncluded: false })),
  ];
}

/** Whether the columns are not just all of the table's as they are. */
export function isChosen(columns: ChosenColumn[], headers: string[]): boolean {
  return columns.some((column, index) => !column.isIncluded || column.name !== column.field || headers[index] !== column.field);
}

/** The table with the chosen columns only. */
export function choose(table: ExportTable, columns: ChosenColumn[]): ExportTable {
  const kept = columns.filter((column) => column.isIncluded);
  const places = kept.map((column) => table.headers.indexOf(column.field));
  return { headers: kept.map((column) => column.name), rows: table.rows.map((row) => places.map((place) => row[place] ?? '')) };
}

/** As a German spreadsheet reads numbers. */
export function withDecimalComma(data: Value): Value {
  if (isNumber(data)) {
    return data.value.replace('.', ',');
  }
  if (Array.isArray(data)) {
    return data.map(withDecimalComma);
  }
  return isRow(data) ? Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withDecimalComma(value)])) : data;
}
