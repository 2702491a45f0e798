import { expect, test } from 'vitest';
import { read, write } from '@/api/value';
import { ITEM, cellsOf, columnsOf, edited, emptyItem, pasted } from './grid';
import { applyAll } from './patch';

const ITEMS = read('[{"name": "Bolt", "qty": 2, "tags": ["x"]}, {"name": "Nut", "qty": 10.50}]') as never[];

test('cells of a spreadsheet are read', () => {
  expect(cellsOf('a\tb\r\nc\td\r\n')).toEqual([['a', 'b'], ['c', 'd']]);
  expect(cellsOf('"two\nlines"\t"he said ""no"""\nx\t')).toEqual([['two\nlines', 'he said "no"'], ['x', '']]);
  expect(cellsOf('5" pipe\t2')).toEqual([['5" pipe', '2']]);
  expect(cellsOf('')).toEqual([['']]);
});

test('columns are the names of all items', () => {
  expect(columnsOf(ITEMS)).toEqual([
    { key: 'name', kind: 'text', editable: true },
    { key: 'qty', kind: 'number', editable: true },
    { key: 'tags', kind: 'text', editable: false },
  ]);
  expect(emptyItem(columnsOf(ITEMS))).toEqual({ name: null, qty: null, tags: null });
});

test('pasted rows go beyond the end', () => {
  const columns = columnsOf(ITEMS);
  const { operations, left } = pasted('/items', ITEMS, columns, 1, 0, [['Screw', '7,5'], ['Pin', 'many']]);
  expect(left).toBe(1);
  const data = applyAll({ items: ITEMS }, operations);
  expect(write(data)).toBe('{"items":[{"name":"Bolt","qty":2,"tags":["x"]},{"name":"Screw","qty":7.5},{"name":"Pin","qty":null,"tags":null}]}');
});

test('a cell takes only its kind', () => {
  const [, quantity] = columnsOf(ITEMS);
  expect(edited('/items', ITEMS, 0, quantity!, 'two')).toBeNull();
  expect(edited('/items', ITEMS, 0, quantity!, '')).toEqual({ op: 'replace', path: '/items/0/qty', value: null });
});

test('plain values are one column', () => {
  const items = read('["a", "b"]') as never[];
  const columns = columnsOf(items);
  expect(columns).toEqual([{ key: ITEM, kind: 'text', editable: true }]);
  const { operations } = pasted('/tags', items, columns, 2, 0, [['c']]);
  expect(operations).toEqual([{ op: 'add', path: '/tags/-', value: 'c' }]);
});

test('an item that is no row becomes one', () => {
  const items = read('[{"a": 1, "": "x"}, null]') as never[];
  const columns = columnsOf(items);
  const typedIn = edited('/items', items, 1, columns[0]!, '5')!;
  expect(write(applyAll({ items }, [typedIn]))).toBe('{"items":[{"a":1,"":"x"},{"a":5}]}');
  const { operations } = pasted('/items', items, columns, 1, 0, [['5', 'y']]);
  expect(write(applyAll({ items }, operations))).toBe('{"items":[{"a":1,"":"x"},{"a":5,"":"y"}]}');
});
