import { onEnd } from '@/session/session';

/** As long as a repeated call is likely to mean the same one. */
const REPEATED_WITHIN = 10 * 60 * 1000;

const keys = new Map<string, { key: string; until: number }>();

/**
 * Makes a call that must take effect once. Until it has succeeded, the same call (by its name and content) has the same key, so that one
 * whose answer was lost may be repeated. The server frees the key of a call that it refuses.
 */
export async function once<T>(name: string, content: unknown, call: (header: { 'Idempotency-Key': string }) => Promise<T>): Promise<T> {
  const what = JSON.stringify([name, content]);
  const known = keys.get(what);
  const key = known && known.until > Date.now() ? known.key : crypto.randomUUID();
  keys.set(what, { key, until: Date.now() + REPEATED_WITHIN });
  const result = await call({ 'Idempotency-Key': key });
  keys.delete(what);
  return result;
}

onEnd(() => keys.clear());
