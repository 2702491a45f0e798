import { expect, test } from 'vitest';
import { read } from '@/api/value';
import { type Source, choose, columnsFor, isChosen, listsOf, tableOf, withDecimalComma } from './table';

const one: Source = {
  documentId: '1',
  filename: 'a.pdf',
  documentType: 'invoice',
  confirmed: false,
  data: read('{"seller": {"name": "Acme"}, "total": 7.50, "items": [{"n": "x", "q": 1}, {"n": "y"}]}'),
};
const two: Source = { documentId: '2', filename: 'b.pdf', documentType: 'receipt', confirmed: true, data: read('{"total": 2, "paid": true}') };

test('a row a document', () => {
  expect(tableOf([one, two], null)).toEqual({
    headers: ['file', 'document_id', 'document_type', 'seller.name', 'total', 'items (count)', 'items', 'paid'],
    rows: [
      ['a.pdf', '1', 'invoice', 'Acme', '7.50', '2', '[{"n":"x","q":1},{"n":"y"}]', ''],
      ['b.pdf', '2', 'receipt', '', '2', '', '', 'true'],
    ],
  });
});

test('a row an item, and one without items', () => {
  const table = tableOf([one, two], 'items');
  expect(table.headers).toEqual(['file', 'document_id', 'document_type', 'seller.name', 'total', 'items.n', 'items.q', 'paid']);
  expect(table.rows.map((row) => row.slice(4, 7))).toEqual([['7.50', 'x', '1'], ['7.50', 'y', ''], ['2', '', '']]);
  expect(listsOf([one, two])).toEqual([{ path: 'items', rows: 2 }]);
});

test('columns are chosen, named and ordered', () => {
  const table = tableOf([one], null);
  const columns = columnsFor(table.headers, [{ field: 'total', name: 'Amount' }, { field: 'file' }]);
  expect(isChosen(columns, table.headers)).toBe(true);
  expect(isChosen(columnsFor(table.headers, null), table.headers)).toBe(false);
  expect(choose(table, columns)).toEqual({ headers: ['Amount', 'file'], rows: [['7.50', 'a.pdf']] });
});

test('a German file has decimal commas', () => {
  expect(tableOf([{ ...two, data: withDecimalComma(one.data) }], null).rows[0]?.[4]).toBe('7,50');
});
