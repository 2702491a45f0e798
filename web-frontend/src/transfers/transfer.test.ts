import { expect, test } from 'vitest';
import type { Api } from '@/api/client';
import { match, standingOf, transferOf } from './transfer';

function document(id: string, state: string, offset = 0): Api['DraftViewFile'] {
  return { id, state, offset, position: 0, filename: `${id}.pdf`, sizeBytes: 100, contentUrl: `/content/${id}`, damaged: false };
}

function draft(...documents: Api['DraftViewFile'][]): Api['DraftView'] {
  return { id: 'd', status: 'pending_upload', promptStrategy: 'auto', createdAt: '', expiresAt: '', documents };
}

function file(name: string, size: number): File {
  return new File([new Uint8Array(size)], name);
}

test('a draft of another tab misses the files that have not arrived', () => {
  const transfer = transferOf(draft(document('a', 'received', 100), document('b', 'receiving', 40)), new Map());

  expect(transfer.files.map(({ state }) => state)).toEqual(['received', 'missing']);
  expect(standingOf(transfer)).toMatchObject({ total: 2, arrived: 1, bytesArrived: 140, ended: true });
});

test('files are found again by name and size, each once', () => {
  const { files } = transferOf(draft(document('a', 'expected'), document('b', 'expected')), new Map());

  const found = match(files, [file('a.pdf', 99), file('b.pdf', 100), file('b.pdf', 100)]);

  expect([...found.keys()]).toEqual(['b']);
});

test('what the server rejected stays with its reason', () => {
  const before = transferOf(draft(document('a', 'expected')), new Map([['a', file('a.pdf', 100)]]));

  const after = transferOf(draft({ ...document('a', 'rejected'), code: 'encrypted_pdf' }), new Map(), before);

  expect(after.files[0]).toMatchObject({ state: 'rejected', code: 'encrypted_pdf' });
});

test('a file that is being sent stays so', () => {
  const before = transferOf(draft(document('a', 'expected')), new Map([['a', file('a.pdf', 100)]]));
  before.files[0]!.state = 'sending';
  before.files[0]!.offset = 70;

  expect(transferOf(draft(document('a', 'receiving', 50)), new Map(), before).files[0]).toMatchObject({ state: 'sending', offset: 70 });
});
