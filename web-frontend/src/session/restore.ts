import { sweepKept } from './kept';
import { restoreLocal } from './local';
import { beginSession, currentSession, signInConfig } from './session';

/** Makes sure that it is known whether a user is signed in. The OIDC client is loaded only where there is an issuer. */
export async function restoreSession(): Promise<boolean> {
  if (currentSession()) {
    return true;
  }
  const config = await signInConfig();
  const session =
    config.mode === 'oidc' ? await (await import('./oidc')).restoreOidc(config) : config.mode === 'local' ? restoreLocal() : null;
  if (session) {
    sweepKept();
    beginSession(session);
  }
  return session !== null;
}
