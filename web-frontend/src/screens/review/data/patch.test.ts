import { expect, test } from 'vitest';
import { read, write } from '@/api/value';
import { type Operation, apply, applyAll, differences, followedBy, laterThan, toSave } from './patch';

const DATA = read('{"total": 671.60, "a/b": 1, "items": [{"n": 1}, {"n": 2}, {"n": 3}]}');

test('digits stay as they came', () => {
  const changed = apply(DATA, { op: 'replace', path: '/items/0/n', value: null });
  expect(write(changed)).toBe('{"total":671.60,"a/b":1,"items":[{"n":null},{"n":2},{"n":3}]}');
  expect(write(DATA)).toContain('{"n":1}');
});

test('items are inserted, moved and removed', () => {
  const changed = applyAll(DATA, [
    { op: 'add', path: '/items/1', value: { n: 'new' } },
    { op: 'move', from: '/items/3', path: '/items/0' },
    { op: 'remove', path: '/items/1' },
    { op: 'add', path: '/items/-', value: { n: 'last' } },
    { op: 'replace', path: '/a~1b', value: 'x' },
  ]);
  expect(write(changed)).toBe('{"total":671.60,"a/b":"x","items":[{"n":3},{"n":"new"},{"n":2},{"n":"last"}]}');
});

test('a change that does not fit throws', () => {
  expect(() => apply(DATA, { op: 'replace', path: '/none/x', value: 1 as never })).toThrow();
  expect(() => apply(DATA, { op: 'remove', path: '/items/7' })).toThrow();
});

test('typing one value anew is one operation', () => {
  const first = followedBy([], { op: 'replace', path: '/total', value: 'a' });
  const second = followedBy(first, { op: 'replace', path: '/total', value: 'b' });
  expect(second).toEqual([{ op: 'replace', path: '/total', value: 'b' }]);
  expect(followedBy(second, { op: 'replace', path: '/a~1b', value: 'c' })).toHaveLength(2);
});

test('a list of another length is one difference', () => {
  const other = applyAll(DATA, [{ op: 'remove', path: '/items/0' }, { op: 'replace', path: '/total', value: 'x' }]);
  expect(differences(DATA, other)).toEqual(['/total', '/items']);
  expect(differences(DATA, apply(DATA, { op: 'replace', path: '/items/2/n', value: null }))).toEqual(['/items/2/n']);
});

test('edits made while a save runs are kept', () => {
  const sent: Operation[] = [{ op: 'add', path: '/note', value: 'a' }];
  const retyped = followedBy(sent, { op: 'replace', path: '/note', value: 'b' });
  const later = followedBy(retyped, { op: 'replace', path: '/total', value: 'c' });
  expect(laterThan(sent, sent)).toEqual([]);
  expect(write(applyAll(applyAll(DATA, sent), laterThan(sent, later)))).toBe(write(applyAll(DATA, later)));
});

test('more edits than a save may have are saved by what differs', () => {
  const few: Operation[] = [{ op: 'remove', path: '/total' }];
  expect(toSave(DATA, few)).toBe(few);
  const many: Operation[] = [...few, ...Array.from({ length: 1_500 }, (_, n): Operation => ({ op: 'add', path: '/items/-', value: { n: String(n) } }))];
  expect(toSave(DATA, many).map(({ op, path }) => `${op} ${path}`)).toEqual(['remove /total', 'replace /items']);
  expect(write(applyAll(DATA, toSave(DATA, many)))).toBe(write(applyAll(DATA, many)));
});
