import { createEventSource, type EventSourceClient, type FetchLike } from 'eventsource-client';
import { currentSession, endSession } from '@/session/session';
import { setReachable } from './reachable';

const HIDDEN_FOR = 10_000;
const WAITS = [2000, 4000, 8000, 15_000, 30_000, 60_000];

/**
 * The user's one live stream in this tab; returns what ends it. A hidden tab lets go of it after a while, since a browser opens six
 * connections to a server for all of its tabs, and one that is looked at again continues after the last event that came. A stream that
 * the server refuses is tried again, more and more seldom, and the page says that it may be out of date.
 */
export function openStream(onEvent: (event: string | undefined, data: string) => void): () => void {
  let source: EventSourceClient | null = null;
  let lastEventId: string | undefined;
  let refusals = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let hiding: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    clearTimeout(retry);
    if (source) {
      return;
    }
    const mine: EventSourceClient = createEventSource({
      url: new URL('/api/v1/events', location.origin),
      initialLastEventId: lastEventId,
      fetch: async (url, init) => {
        const response = await ask(url, init);
        if (mine === source && response.ok) {
          refusals = 0;
          setReachable(true);
        } else if (mine === source) {
          drop();
          setReachable(false);
          retry = setTimeout(connect, WAITS[Math.min(refusals++, WAITS.length - 1)]);
        }
        return response;
      },
      onDisconnect: () => setReachable(navigator.onLine),
      onMessage: ({ event, data }) => onEvent(event, data),
    });
    source = mine;
  }

  function drop(): void {
    clearTimeout(retry);
    lastEventId = source?.lastEventId ?? lastEventId;
    source?.close();
    source = null;
  }

  function look(): void {
    clearTimeout(hiding);
    if (document.hidden) {
      hiding = setTimeout(drop, HIDDEN_FOR);
    } else {
      connect();
    }
  }

  connect();
  look();
  document.addEventListener('visibilitychange', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    clearTimeout(hiding);
    drop();
  };
}

/** One whose token is refused is asked for once more with a new one. Without one the session ends, and with it the stream. */
async function ask(...[url, init]: Parameters<FetchLike>): Promise<Response> {
  const session = currentSession();
  const token = session?.token() ?? '';
  try {
    const response = await withToken(url, init, token);
    if (response.status !== 401 || !session) {
      return response;
    }
    if (!(await session.renew(token))) {
      await endSession('refused');
      return response;
    }
    return await withToken(url, init, session.token());
  } catch (thrown) {
    if (!init?.signal?.aborted) {
      setReachable(false);
    }
    throw thrown;
  }
}

function withToken(url: string | URL, init: Parameters<FetchLike>[1], token: string): Promise<Response> {
  const headers = new Headers(init?.headers);
  headers.set('Authorization', `Bearer ${token}`);
  return fetch(url, { ...init, headers });
}
