import createClient from 'openapi-fetch';
import type { components, paths } from 'generated/schema';
import { currentSession, endSession } from '@/session/session';
import { Failure } from './failure';

/** The records of the API, by the names of its OpenAPI document. */
export type Api = components['schemas'];

export type Batch = Api['BatchView'];

/** A batch with the counts of its tabs; the OpenAPI document does not say that it has all of a batch's members. */
export type BatchDetail = Batch & Pick<Api['BatchDetail'], 'tabs'>;

/**
 * A fetch with the user's token. One that was refused for its token is repeated once with a new one; if there is none, the session
 * ends and the user signs in again, where they were.
 */
export async function authorized(request: Request): Promise<Response> {
  const session = currentSession();
  if (!session) {
    return fetch(request);
  }
  const repeatable = request.clone();
  const token = session.token();
  const response = await fetch(withToken(request, token));
  // What one user asked for is not asked for again as another.
  if (response.status !== 401 || session !== currentSession()) {
    return response;
  }
  if (!(await session.renew(token))) {
    await endSession('refused');
    return response;
  }
  return session === currentSession() ? fetch(withToken(repeatable, session.token())) : response;
}

function withToken(request: Request, token: string): Request {
  request.headers.set('Authorization', `Bearer ${token}`);
  return request;
}

/** The typed client; use it inside {@link answer}. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: authorized });

/** The body of a successful call; else throws a {@link Failure}. */
export async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let result;
  try {
    result = await call;
  } catch (thrown) {
    throw Failure.of(thrown);
  }
  if (!result.response.ok) {
    throw Failure.ofAnswer(result.response, result.error);
  }
  return result.data as T;
}

/** A picture or file that needs the token, as an object URL; the caller revokes it. */
export async function objectUrl(path: string, signal?: AbortSignal): Promise<string> {
  let response;
  try {
    response = await authorized(new Request(new URL(path, location.origin), { signal: signal ?? null }));
  } catch (thrown) {
    throw Failure.of(thrown);
  }
  if (!response.ok) {
    throw Failure.ofAnswer(response, await response.json().catch(() => null));
  }
  return URL.createObjectURL(await response.blob());
}

