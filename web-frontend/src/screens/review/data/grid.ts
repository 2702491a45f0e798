import type { Operation } from './patch';
import { type Kind, kindOf, typed } from './typing';
import { type Row, type Value, below, isRow, isScalar } from '@/api/value';

/** The column of a list of plain values; no name of a member, since data have no NUL. */
export const ITEM = '\0';

export interface Column {
  key: string;
  kind: Kind;
  /** Lists and groups within an item are shown, not edited here. */
  editable: boolean;
}

/** A list as a table: a column for each name that an item has, in the order in which they are first seen. */
export function columnsOf(items: Value[]): Column[] {
  const rows = items.filter(isRow);
  if (rows.length === 0) {
    return [columnOf(ITEM, items)];
  }
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return keys.map((key) => columnOf(key, rows.map((row) => row[key] ?? null)));
}

function columnOf(key: string, values: Value[]): Column {
  const known = values.find((value) => value !== null);
  return { key, kind: known === undefined || isScalar(known) ? kindOf(known) : 'text', editable: values.every((value) => isScalar(value)) };
}

export function cellOf(item: Value | undefined, column: Column): Value {
  return (column.key === ITEM ? item : isRow(item) ? item[column.key] : null) ?? null;
}

export function cellPointer(list: string, row: number, column: Column): string {
  return column.key === ITEM ? below(list, row) : below(below(list, row), column.key);
}

/** A new item looks like the others, with nothing in it. */
export function emptyItem(columns: Column[]): Value {
  if (columns[0]?.key === ITEM) {
    return null;
  }
  return Object.fromEntries(columns.map((column) => [column.key, null])) as Row;
}

/**
 * Reads cells as a spreadsheet puts them into the clipboard: tabs between cells, line breaks between rows, and quotes around cells
 * that have either in them, quotes doubled.
 */
export function cellsOf(clipboard: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /\t|\r\n|\n|\r|"((?:[^"]|"")*)"(?=\t|\r|\n|$)|[^\t\r\n]+/gy;
  let last: string | null = null;
  for (const match of clipboard.matchAll(cell)) {
    const [piece, quoted] = match;
    if (piece === '\t' || (quoted === undefined && /^[\r\n]/.test(piece))) {
      rows.at(-1)!.push(last ?? '');
      last = null;
      if (piece !== '\t') {
        rows.push([]);
      }
    } else {
      last = quoted === undefined ? piece : quoted.replaceAll('""', '"');
    }
  }
  rows.at(-1)!.push(last ?? '');
  const end = rows.at(-1)!;
  return rows.length > 1 && end.length === 1 && end[0] === '' ? rows.slice(0, -1) : rows;
}

/** A cell that a list would get. */
function put(list: string, item: Value | undefined, row: number, column: Column, value: Value): Operation {
  if (column.key !== ITEM && !isRow(item)) {
    return { op: 'replace', path: below(list, row), value: { [column.key]: value } };
  }
  const there = column.key === ITEM || (isRow(item) && Object.hasOwn(item, column.key));
  return { op: there ? 'replace' : 'add', path: cellPointer(list, row, column), value };
}

/** What typing a cell does; null where the text is none of the column's kind. */
export function edited(list: string, items: Value[], row: number, column: Column, text: string): Operation | null {
  const old = cellOf(items[row], column);
  const value = typed(text, old === null ? column.kind : kindOf(old));
  return value === undefined ? null : put(list, items[row], row, column, value);
}

export interface Pasted {
  operations: Operation[];
  /** Cells whose text is none of their column's kind, or whose column is not edited here: they stay as they were. */
  left: number;
  rows: number;
}

/** What pasting cells at a place does: rows that are missing are added at the end, cells beyond the last column are left out. */
export function pasted(list: string, items: Value[], columns: Column[], row: number, column: number, cells: string[][]): Pasted {
  const operations: Operation[] = [];
  let left = 0;
  cells.forEach((texts, down) => {
    const place = row + down;
    const isNew = place >= items.length;
    const item: Value = isNew ? emptyItem(columns) : (items[place] ?? null);
    const fresh: Row = isRow(item) ? { ...item } : {};
    let single: Value = null;
    texts.forEach((text, right) => {
      const target = columns[column + right];
      const value = target?.editable ? typed(text, target.kind) : undefined;
      if (!target || value === undefined) {
        left++;
      } else if (!isNew && (isRow(item) || target.key === ITEM)) {
        operations.push(put(list, item, place, target, value));
      } else if (target.key === ITEM) {
        single = value;
      } else {
        fresh[target.key] = value;
      }
    });
    const isPlain = columns[0]?.key === ITEM;
    if (isNew) {
      operations.push({ op: 'add', path: below(list, '-'), value: isPlain ? single : fresh });
    } else if (!isPlain && !isRow(item) && Object.keys(fresh).length > 0) {
      operations.push({ op: 'replace', path: below(list, place), value: fresh });
    }
  });
  return { operations, left, rows: cells.length };
}
