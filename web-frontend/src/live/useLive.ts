import { useQueryClient } from '@tanstack/react-query';
import { createEventSource } from 'eventsource-client';
import { useEffect } from 'react';
import type { Api } from '@/api/client';
import { currentSession, endSession } from '@/session/session';
import { applyChanges } from './changes';
import { collect } from './collect';
import { setReachable } from './reachable';

/**
 * The user's one live stream, while they are signed in. Rows that change are written into the lists on the screen; lists that may
 * have gained or lost rows are asked for again, once in a second at most. After a gap everything that is shown is asked for once.
 */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    const refresh = collect((key) => void client.invalidateQueries({ queryKey: key, refetchType: 'active' }));
    const stream = createEventSource({
      url: new URL('/api/v1/events', location.origin),
      fetch: async (url, init) => {
        const response = await withToken(url, init);
        setReachable(true);
        if (response.status === 401) {
          // The client would ask again for ever.
          if (!(await currentSession()?.renew(currentSession()?.token() ?? ''))) {
            stream.close();
            await endSession('refused');
            return response;
          }
          return withToken(url, init);
        }
        if (response.status >= 400 && response.status < 500 && response.status !== 429) {
          stream.close();
        }
        return response;
      },
      onDisconnect: () => setReachable(navigator.onLine),
      onMessage: ({ event, data }) => {
        if (event === 'open') {
          if (!(JSON.parse(data) as { resumed: boolean }).resumed) {
            void client.invalidateQueries({ refetchType: 'active' });
          }
        } else if (event === 'changes') {
          applyChanges(client, JSON.parse(data) as Api['Changes']).forEach(refresh);
        }
      },
    });
    return () => stream.close();
  }, [client]);
}

function withToken(url: string | URL, init: Parameters<typeof fetch>[1]): Promise<Response> {
  const headers = new Headers(init?.headers);
  headers.set('Authorization', `Bearer ${currentSession()?.token() ?? ''}`);
  return fetch(url, { ...init, headers });
}
