import { expect, test } from 'vitest';
import type { Entry } from './api';
import { span } from './api';
import { csvOf, statementOf } from './statement';

const PERIOD = '2026-11-01T00:00:00Z';

function entry(change: Partial<Entry>): Entry {
  return { id: 1, at: PERIOD, kind: 'reserve', documentId: 'd', run: 1, used: 0, reserved: 0, creditsUsed: 0, creditsReserved: 0, periodStart: PERIOD, late: false, ...change };
}

test('the balance is counted back', () => {
  const entries = [
    entry({ kind: 'commit', used: 3, reserved: -3 }),
    entry({ kind: 'reserve', reserved: 3 }),
    entry({ kind: 'release', reserved: -2, periodStart: '2026-10-01T00:00:00Z' }),
  ];
  expect(statementOf(entries, 97, '2026-11-01T00:00:00.000Z').map(({ pages, left }) => [pages, left])).toEqual([
    [0, 97],
    [-3, 97],
    [2, null],
  ]);
});

test('credits change the pages, not the plan', () => {
  const lines = statementOf([entry({ creditsReserved: 4 }), entry({ reserved: 1 })], 10, PERIOD);
  expect(lines.map(({ pages, left }) => [pages, left])).toEqual([[-4, 10], [-1, 10]]);
});

test('the file has a line an entry', () => {
  expect(csvOf(statementOf([entry({ reserved: 2 })], 8, PERIOD)).split('\r\n')).toEqual([
    'at,kind,document_id,run,plan_pages,plan_reserved,credit_pages,credit_reserved,pages_left',
    `${PERIOD},reserve,d,1,0,2,0,0,8`,
    '',
  ]);
});

test('a span ends today', () => {
  expect(span(30, new Date(2026, 2, 1))).toEqual({ from: '2026-01-31', to: '2026-03-01' });
});
