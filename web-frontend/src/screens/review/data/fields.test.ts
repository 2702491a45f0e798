import { expect, test } from 'vitest';
import { read } from '@/api/value';
import { type Findings, byUrgency, fieldsOf, ofTheDocument } from './fields';

const DATA = read('{"invoice_number": "NW-1", "seller": {"name": "Acme", "vat": null}, "total": 5.00, "line_items": [{"a": 1}]}');
const PLAIN: Findings = { warnings: [], edited: new Set(), confirmed: false };

test('members of members are fields of their own', () => {
  expect(fieldsOf(DATA, PLAIN).map((field) => field.pointer)).toEqual(['/invoice_number', '/seller/name', '/seller/vat', '/total', '/line_items']);
});

test('doubtful fields come first', () => {
  const warnings = ['Line items add up to 4.00', 'The page 2 could not be read'];
  const fields = fieldsOf(DATA, { ...PLAIN, warnings });
  expect(byUrgency(fields).map((field) => [field.pointer, field.marker])).toEqual([
    ['/line_items', 'warning'],
    ['/seller/vat', 'missing'],
    ['/invoice_number', 'plain'],
    ['/seller/name', 'plain'],
    ['/total', 'plain'],
  ]);
  expect(ofTheDocument({ ...PLAIN, warnings }, fields)).toEqual(['The page 2 could not be read']);
});

test('evidence and checks mark fields', () => {
  const place = { page: 2, box: [1, 2, 3, 4] as [number, number, number, number], text: '5.00' };
  const fields = fieldsOf(DATA, {
    ...PLAIN,
    evidence: { '/total': { status: 'ambiguous', places: [place] }, '/invoice_number': { status: 'located', places: [place] } },
    checks: [{ name: 'sum', status: 'failed', pointers: ['/line_items/0/a'], detail: 'items add up to 1.00' }],
  });
  const byPointer = new Map(fields.map((field) => [field.pointer, field]));
  expect(byPointer.get('/total')).toMatchObject({ marker: 'ambiguous', places: [place] });
  expect(byPointer.get('/invoice_number')?.marker).toBe('located');
  expect(byPointer.get('/line_items')).toMatchObject({ marker: 'contradicted', reason: 'items add up to 1.00' });
});

test('an edit answers a warning', () => {
  const fields = fieldsOf(DATA, { warnings: ['total is not on the page'], edited: new Set(['/total']), confirmed: false });
  expect(fields.find((field) => field.pointer === '/total')?.marker).toBe('edited');
});
