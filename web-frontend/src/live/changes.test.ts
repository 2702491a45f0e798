import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { Api } from '@/api/client';
import { applyChanges } from './changes';

const none = { batches: [], documents: [], deleted: { batches: [], documents: [] } };

function document(id: string, status: string): Api['DocumentView'] {
  return { id, batchId: 'b', position: 0, run: 1, status };
}

function clientWith(key: unknown[], items: { id: string }[]): QueryClient {
  const client = new QueryClient();
  client.setQueryData(key, { pages: [{ items }], pageParams: [undefined] });
  return client;
}

test('a row is replaced where it stands', () => {
  const key = ['documents', 'b', { tab: 'all' }];
  const client = clientWith(key, [document('1', 'processing'), document('2', 'processing')]);

  const stale = applyChanges(client, { ...none, documents: [document('2', 'completed')] });

  expect(client.getQueryData(key)).toMatchObject({ pages: [{ items: [{ id: '1', status: 'processing' }, { id: '2', status: 'completed' }] }] });
  expect(stale).not.toContainEqual(key);
});

test('lists that may gain or lose rows are asked again', () => {
  const filtered = ['documents', 'b', { tab: 'error' }];
  const client = clientWith(filtered, []);

  expect(applyChanges(client, { ...none, documents: [document('1', 'failed')] })).toContainEqual(filtered);
});

test('deleted rows leave lists', () => {
  const key = ['documents', 'b', { tab: 'all' }];
  const client = clientWith(key, [document('1', 'completed'), document('2', 'completed')]);

  applyChanges(client, { ...none, deleted: { batches: [], documents: ['1'] } });

  expect(client.getQueryData(key)).toMatchObject({ pages: [{ items: [{ id: '2' }] }] });
});

test('unchanged lists are not drawn again', () => {
  const key = ['documents', 'other', { tab: 'all' }];
  const client = clientWith(key, [document('1', 'completed')]);
  const before = client.getQueryData(key);

  applyChanges(client, { ...none, documents: [document('9', 'completed')] });

  expect(client.getQueryData(key)).toBe(before);
});

const whole = 'a long prompt '.repeat(20);

test('a cut prompt of an event does not replace the whole one', () => {
  const client = clientWith(['documents', 'b', { tab: 'all' }], [{ ...document('1', 'processing'), prompt: whole } as { id: string }]);
  client.setQueryData(['document', '1'], { ...document('1', 'processing'), prompt: whole });

  applyChanges(client, { ...none, documents: [{ ...document('1', 'completed'), prompt: whole.slice(0, 200) }] });

  expect(client.getQueryData(['document', '1'])).toMatchObject({ prompt: whole, status: 'completed' });
  expect(client.getQueryData(['documents', 'b', { tab: 'all' }])).toMatchObject({ pages: [{ items: [{ prompt: whole, status: 'completed' }] }] });
});

test('a new prompt that is shorter replaces the one before', () => {
  const client = new QueryClient();
  client.setQueryData(['document', '1'], { ...document('1', 'processing'), prompt: 'vendor and total' });

  applyChanges(client, { ...none, documents: [{ ...document('1', 'completed'), prompt: 'vendor' }] });

  expect(client.getQueryData(['document', '1'])).toMatchObject({ prompt: 'vendor' });
});
