import { Failure } from '@/api/failure';
import { type Session, claims, rolesOf } from './session';

const KEY = 'local-token';

/** A user of this machine, by a token of the gateway. It is kept, so that a new tab needs no second sign-in. */
function sessionOf(token: string): Session {
  const id = String(claims(token)['sub'] ?? '');
  return {
    user: { id, name: id, roles: rolesOf(token) },
    token: () => token,
    renew: async () => false,
    forget: async () => {
      // Another tab may have signed in anew meanwhile.
      if (localStorage.getItem(KEY) === token) {
        localStorage.removeItem(KEY);
      }
    },
    signOut: async () => {},
  };
}

/** The session of an earlier visit, if its token is still valid. */
export function restoreLocal(): Session | null {
  const token = localStorage.getItem(KEY);
  const end = token === null ? 0 : Number(claims(token)['exp'] ?? 0);
  return token !== null && end * 1000 > Date.now() ? sessionOf(token) : null;
}

export interface LocalUser {
  user: string;
  tier: string;
  admin: boolean;
}

/** Signs in as a user with a plan, on this machine. */
export async function continueAs(user: LocalUser): Promise<Session> {
  let response;
  try {
    response = await fetch('/app/local-token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(user),
    });
  } catch (thrown) {
    throw Failure.of(thrown);
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    throw Failure.ofAnswer(response, body);
  }
  const { token } = body as { token: string };
  localStorage.setItem(KEY, token);
  return sessionOf(token);
}
