import { afterEach, expect, test } from 'vitest';
import { keepDraft, keptDraft } from '@/screens/review/drafts';
import { sweepKept } from './kept';
import { beginSession, endSession, type Session } from './session';

const DAY = 24 * 60 * 60 * 1000;
const draft = { version: 1, edit: 2, operations: [{ op: 'replace' as const, path: '/a', value: 'x' }] };

function signIn(id: string): void {
  const session: Session = {
    user: { id, name: id, roles: [] },
    token: () => 't',
    renew: async () => false,
    forget: async () => {},
    signOut: async () => {},
  };
  beginSession(session);
}

afterEach(async () => {
  await endSession('refused');
  localStorage.clear();
});

test('signing out removes the edits of the user alone', async () => {
  signIn('ann');
  keepDraft('d', draft);
  signIn('bob');
  keepDraft('d', draft);

  await endSession('signed_out');

  signIn('bob');
  expect(keptDraft('d')).toBeNull();
  signIn('ann');
  expect(keptDraft('d')).toEqual(draft);
});

test('edits outlast a session that was refused', async () => {
  signIn('ann');
  keepDraft('d', draft);

  await endSession('refused');

  signIn('ann');
  expect(keptDraft('d')).toEqual(draft);
});

test('edits are kept for thirty days', () => {
  signIn('ann');
  keepDraft('d', draft);

  sweepKept(Date.now() + 29 * DAY);
  expect(keptDraft('d')).toEqual(draft);

  sweepKept(Date.now() + 31 * DAY);
  expect(keptDraft('d')).toBeNull();
});
