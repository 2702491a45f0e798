import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import { useLive } from './useLive';

const stream = vi.hoisted(() => ({ send: (_event: string, _data: string) => {} }));

vi.mock('./stream', () => ({
  openStream: (onEvent: (event: string, data: string) => void) => {
    stream.send = onEvent;
    return () => {};
  },
}));

test('only a stream with a gap asks for what is shown again', () => {
  const client = new QueryClient();
  const asked = vi.spyOn(client, 'invalidateQueries');
  renderHook(useLive, { wrapper: ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider> });

  stream.send('open', '{"resumed":false}');
  stream.send('open', '{"resumed":true}');
  expect(asked).not.toHaveBeenCalled();

  stream.send('open', '{"resumed":false}');
  expect(asked).toHaveBeenCalledTimes(1);
});
