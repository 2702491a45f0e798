import { expect, test } from 'vitest';
import { read, write } from '@/api/value';
import { conflicts, merged, proposed } from './merge';
import { applyAll } from './patch';

const BEFORE = read('{"total": 10.00, "date": "1 May", "name": "Acme", "items": [1, 2]}');
const MINE = read('{"total": 11.00, "date": "2 May", "name": "Acme", "items": [1, 2]}');
const THEIRS = read('{"total": 12.00, "date": "1 May", "name": "Acme Ltd", "items": [1, 2, 3]}');

test('only what both changed needs a choice', () => {
  const all = conflicts(BEFORE, MINE, THEIRS);
  expect(all.filter((one) => one.both).map((one) => one.pointer)).toEqual(['/total']);
  expect(Object.fromEntries(all.map((one) => [one.pointer, proposed(one)]))).toEqual({
    '/total': 'mine',
    '/date': 'mine',
    '/name': 'theirs',
    '/items': 'theirs',
  });
});

test('the merge has the chosen values', () => {
  const all = conflicts(BEFORE, MINE, THEIRS);
  const operations = merged(all, { '/total': 'theirs' });
  expect(write(applyAll(THEIRS, operations))).toBe('{"total":12.00,"date":"2 May","name":"Acme Ltd","items":[1,2,3]}');
});

test('a member that one of them removed is a choice', () => {
  const all = conflicts(read('{"a": 1, "b": 2}'), read('{"a": 1}'), read('{"a": 3, "b": 2}'));
  expect(write(applyAll(read('{"a": 3, "b": 2}'), merged(all, {})))).toBe('{"a":3}');
});

test('of lists that both changed neither is proposed', () => {
  const [items] = conflicts(read('{"items": [1]}'), read('{"items": [2]}'), read('{"items": [1, 3]}'));
  expect(proposed(items!)).toBeNull();
});
