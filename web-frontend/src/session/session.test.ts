import type { User as OidcUser, UserManager } from 'oidc-client-ts';
import { afterEach, expect, test, vi } from 'vitest';
import { authorized } from '@/api/client';
import { restoreLocal } from './local';
import { sessionOf } from './oidc';
import { beginSession, currentSession, endSession, onEnd } from './session';

function localToken(user: string): string {
  const body = btoa(JSON.stringify({ sub: user, exp: Date.now() / 1000 + 3600, roles: [] }));
  return `e30.${body}.x`;
}

function oidcUser(token: string): OidcUser {
  return { access_token: token, refresh_token: 'r', profile: { sub: 'u' } } as OidcUser;
}

afterEach(async () => {
  await endSession('signed_out');
  localStorage.clear();
  vi.unstubAllGlobals();
});

test('a token that is refused is not restored', async () => {
  localStorage.setItem('local-token', localToken('u'));
  beginSession(restoreLocal()!);
  vi.stubGlobal('fetch', async () => new Response(null, { status: 401 }));

  const response = await authorized(new Request('http://localhost/api/v1/plan'));

  expect(response.status).toBe(401);
  expect(currentSession()).toBeNull();
  expect(restoreLocal()).toBeNull();
});

test('a sign-in of another tab stays', async () => {
  localStorage.setItem('local-token', localToken('before'));
  beginSession(restoreLocal()!);
  localStorage.setItem('local-token', localToken('after'));

  await endSession('refused');

  expect(restoreLocal()?.user.id).toBe('after');
});

test('the end of a session is known with its user', async () => {
  const ended = vi.fn();
  onEnd((user, end) => ended(user.id, end));
  localStorage.setItem('local-token', localToken('u'));
  beginSession(restoreLocal()!);

  await endSession('signed_out');
  await endSession('refused');

  expect(ended.mock.calls).toEqual([['u', 'signed_out']]);
});

test('calls that are refused together share one renewal', async () => {
  let answer: (user: OidcUser) => void = () => {};
  const signinSilent = vi.fn(() => new Promise<OidcUser>((done) => (answer = done)));
  const manager = { signinSilent, events: { addUserLoaded: () => () => {} } } as unknown as UserManager;
  const session = sessionOf(manager, oidcUser('old'));

  const both = Promise.all([session.renew('old'), session.renew('old')]);
  answer(oidcUser('new'));

  expect(await both).toEqual([true, true]);
  expect(await session.renew('old')).toBe(true);
  expect(signinSilent).toHaveBeenCalledTimes(1);
  expect(session.token()).toBe('new');
});
