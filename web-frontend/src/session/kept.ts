import { currentSession, onEnd } from './session';

/** Each entry says in `at` when it was kept. */
const PREFIX = 'draft/';
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000;

/** Where the browser keeps what the user has not saved yet. */
export function keptKey(id: string): string {
  return `${PREFIX}${currentSession()?.user.id ?? ''}/${id}`;
}

function removeKept(isGone: (key: string) => boolean): void {
  try {
    Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX) && isGone(key))
      .forEach((key) => localStorage.removeItem(key));
  } catch {
    // A browser that keeps nothing has nothing to remove.
  }
}

/** Removes what was kept for long, of any user. */
export function sweepKept(now = Date.now()): void {
  removeKept((key) => !(now - keptAt(key) <= KEPT_FOR));
}

function keptAt(key: string): number {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? '') as { at: number }).at;
  } catch {
    return NaN;
  }
}

/** Who signs out may share the machine; who is asked to sign in again finds their edits. */
onEnd((user, end) => end === 'signed_out' && removeKept((key) => key.startsWith(`${PREFIX}${user.id}/`)));
