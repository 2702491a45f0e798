import { expect, test } from 'vitest';
import { type Document, canRedo, commonFields, itemCount, shownStatus } from './summary';

function document(summary: unknown, status = 'completed'): Document {
  return { id: '1', batchId: 'b', position: 0, run: 1, status, summary, pages: 1 };
}

test('columns are the fields that most documents have', () => {
  const documents = [
    document({ fields: { vendor: 'A', total: '1', date: 'x' } }),
    document({ fields: { total: '2', date: 'y', iban: 'z' } }),
    document({ fields: { total: '3' } }),
    document(null, 'failed'),
  ];

  expect(commonFields(documents, 2)).toEqual(['total', 'date']);
});

test('items of all lists are counted', () => {
  expect(itemCount(document({ items: { line_items: 4, taxes: 2 } }))).toBe(6);
  expect(itemCount(document({ items: {} }))).toBeNull();
});

test('a warning asks for a person until the document is confirmed', () => {
  expect(shownStatus(document({ warnings: ['totals differ'] }))).toBe('attention');
  expect(shownStatus(document({ warnings: ['totals differ'] }, 'confirmed'))).toBe('confirmed');
});

test('a rejected file cannot be extracted again', () => {
  expect(canRedo({ ...document(null, 'failed'), pages: null })).toBe(false);
  expect(canRedo(document(null, 'processing'))).toBe(false);
  expect(canRedo(document(null, 'failed'))).toBe(true);
});
