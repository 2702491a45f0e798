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
  /** Gets a new token; false if the user has to sign in again. */
  renew(): Promise<boolean>;
  /** Ends the session at the issuer, too. */
  signOut(): Promise<void>;
}

/** What the gateway says before a user is known. */
export interface SignInConfig {
  mode: 'oidc' | 'local' | 'none';
  issuer: string | null;
  clientId: string;
  scope: string;
}

let session: Session | null = null;
const listeners = new Set<() => void>();

export function currentSession(): Session | null {
  return session;
}

export function beginSession(next: Session): void {
  session = next;
  listeners.forEach((listener) => listener());
}

/** The token is not accepted any more, or the user signed out. */
export function endSession(): void {
  session = null;
  listeners.forEach((listener) => listener());
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
