import { expect, test } from 'vitest';
import { type Chosen, duplicates, rejectionOf, sort } from './files';

function chosen(name: string, size = 10): Chosen {
  return { key: name + size, file: new File([new Uint8Array(size)], name), prompt: '' };
}

test('types, sizes and empty files are judged before they are sent', () => {
  expect(rejectionOf(chosen('a.PDF').file, 100)).toBeNull();
  expect(rejectionOf(chosen('a.docx').file, 100)).toBe('unsupported_file_type');
  expect(rejectionOf(chosen('a.png', 0).file, 100)).toBe('empty_file');
  expect(rejectionOf(chosen('a.png', 101).file, 100)).toBe('file_too_large');
});

test('the surplus is rejected in the order of choosing', () => {
  const files = [chosen('1.pdf'), chosen('x.txt'), chosen('2.pdf'), chosen('3.pdf')];

  const { valid, rejected } = sort(files, { maxFileBytes: 100, documentsPerBatch: 2 });

  expect(valid.map(({ file }) => file.name)).toEqual(['1.pdf', '2.pdf']);
  expect(rejected.map(({ chosen: { file }, code }) => [file.name, code])).toEqual([
    ['x.txt', 'unsupported_file_type'],
    ['3.pdf', 'too_many_files'],
  ]);
});

test('the same file twice is named', () => {
  const files = [chosen('1.pdf'), { ...chosen('1.pdf'), key: 'again' }, chosen('1.pdf', 11)];

  expect([...duplicates(files)]).toEqual(['again']);
});
