import { useSyncExternalStore } from 'react';

/** Who is signed in. */
export interface User {
  id: string;
  name: string;
  roles: string[];
}

/** A signed-in user and their token. */
export interface Session {
  readonly user: User;
  /** The token for the next call. */
  token(): string;
  /** Gets a new token in place of one that was refused; false if the user has to sign in again. */
  renew(refused: string): Promise<boolean>;
  /** Removes what is kept of it in the browser, so that it is not restored. */
  forget(): Promise<void>;
  /** Ends the session at the issuer, too. */
  signOut(): Promise<void>;
}

/** How a session ended: its token is not accepted any more, or the user signed out. */
export type End = 'refused' | 'signed_out';

/** What the gateway says before a user is known. */
export interface SignInConfig {
  mode: 'oidc' | 'local' | 'none';
  issuer: string | null;
  clientId: string;
  scope: string;
}

let session: Session | null = null;
const listeners = new Set<() => void>();
const endings = new Set<(user: User, end: End) => void>();

export function currentSession(): Session | null {
  return session;
}

export function beginSession(next: Session): void {
  const before = session?.user;
  if (before && before.id !== next.user.id) {
    endings.forEach((ending) => ending(before, 'refused'));
  }
  session = next;
  listeners.forEach((listener) => listener());
}

/** Ends the session for good: what was kept of it is removed before the page asks for a sign-in, which would restore it. */
export async function endSession(end: End): Promise<void> {
  const ended = session;
  if (!ended) {
    return;
  }
  session = null;
  endings.forEach((ending) => ending(ended.user, end));
  await ended.forget().catch(() => {});
  listeners.forEach((listener) => listener());
}

/** Runs at the end of each session: what a module has of a user is not there for the next one. */
export function onEnd(ending: (user: User, end: End) => void): void {
  endings.add(ending);
}

export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSession(): Session | null {
  return useSyncExternalStore(onSession, currentSession);
}

let config: Promise<SignInConfig> | null = null;

/** How people sign in here; asked for once. */
export function signInConfig(): Promise<SignInConfig> {
  config ??= fetch('/app/config.json').then(async (response) => {
    if (!response.ok) {
      config = null;
      throw new Error(`config.json: ${response.status}`);
    }
    return (await response.json()) as SignInConfig;
  });
  config.catch(() => (config = null));
  return config;
}

/** The claims of a JWT, unchecked: only the API decides what a token allows. */
export function claims(token: string): Record<string, unknown> {
  const body = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
  try {
    const bytes = Uint8Array.from(atob(body), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

export function rolesOf(token: string): string[] {
  const roles = claims(token)['roles'];
  return Array.isArray(roles) ? roles.map(String) : [];
}
