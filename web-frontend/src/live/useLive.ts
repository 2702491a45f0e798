import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Api } from '@/api/client';
import { applyChanges } from './changes';
import { collect } from './collect';
import { openStream } from './stream';

/**
 * The user's live stream, while they are signed in. Rows that change are written into the lists on the screen; lists that may have
 * gained or lost rows are asked for again, once in some seconds at most. After a gap everything that is shown is asked for once.
 */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    const refresh = collect((key) => {
      if (client.isFetching({ queryKey: key, type: 'active' }) > 0) {
        // What is on its way may be older than the change.
        refresh(key);
      } else {
        void client.invalidateQueries({ queryKey: key, refetchType: 'active' }, { cancelRefetch: false });
      }
    });
    let opened = false;
    return openStream((event, data) => {
      if (event === 'open') {
        if (opened && !(JSON.parse(data) as { resumed: boolean }).resumed) {
          void client.invalidateQueries({ refetchType: 'active' });
        }
        opened = true;
      } else if (event === 'changes') {
        applyChanges(client, JSON.parse(data) as Api['Changes']).forEach(refresh);
      }
    });
  }, [client]);
}
