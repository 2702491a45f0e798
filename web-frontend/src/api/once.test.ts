import { expect, test, vi } from 'vitest';
import { once } from './once';

type Header = { 'Idempotency-Key': string };

function calls(): { keys: string[]; lost: (header: Header) => Promise<never>; answered: (header: Header) => Promise<string> } {
  const keys: string[] = [];
  return {
    keys,
    lost: vi.fn(async (header: Header) => {
      keys.push(header['Idempotency-Key']);
      throw new TypeError('Failed to fetch');
    }),
    answered: vi.fn(async (header: Header) => {
      keys.push(header['Idempotency-Key']);
      return 'done';
    }),
  };
}

test('a repeated call keeps its key until it succeeds', async () => {
  const { keys, lost, answered } = calls();

  await expect(once('credits', { pages: 5 }, lost)).rejects.toThrow('Failed to fetch');
  expect(await once('credits', { pages: 5 }, answered)).toBe('done');
  await once('credits', { pages: 5 }, answered);

  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

test('another content is another call', async () => {
  const { keys, lost, answered } = calls();

  await expect(once('credits', { pages: 5 }, lost)).rejects.toThrow('Failed to fetch');
  await once('credits', { pages: 6 }, answered);

  expect(keys[1]).not.toBe(keys[0]);
});
