import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openStream } from './stream';

interface Source {
  initialLastEventId: string | undefined;
  fetch: (url: URL, init: object) => Promise<Response>;
  lastEventId: string | undefined;
  closed: boolean;
}

const sources = vi.hoisted(() => [] as Source[]);

vi.mock('eventsource-client', () => ({
  createEventSource: (options: Source) => {
    const source = { ...options, lastEventId: options.initialLastEventId, closed: false, close: () => (source.closed = true) };
    sources.push(source);
    return source;
  },
}));

let isHidden = false;
let end = () => {};

function hide(hidden: boolean): void {
  isHidden = hidden;
  document.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  vi.useFakeTimers();
  sources.length = 0;
  isHidden = false;
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
  end = openStream(() => {});
});

afterEach(() => {
  end();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('a hidden tab lets go, and continues where it was', () => {
  sources[0]!.lastEventId = '17';
  hide(true);
  vi.advanceTimersByTime(9_000);
  expect(sources[0]!.closed).toBe(false);

  vi.advanceTimersByTime(1_000);
  expect(sources[0]!.closed).toBe(true);

  hide(false);
  expect(sources).toHaveLength(2);
  expect(sources[1]!.initialLastEventId).toBe('17');
});

test('a short look elsewhere keeps the stream', () => {
  hide(true);
  vi.advanceTimersByTime(5_000);
  hide(false);
  vi.advanceTimersByTime(60_000);

  expect(sources).toHaveLength(1);
  expect(sources[0]!.closed).toBe(false);
});

test('a refused stream is tried again, more and more seldom', async () => {
  vi.stubGlobal('fetch', async () => new Response(null, { status: 403 }));

  await sources[0]!.fetch(new URL('http://x/'), {});
  expect(sources[0]!.closed).toBe(true);
  vi.advanceTimersByTime(2_000);
  expect(sources).toHaveLength(2);

  await sources[1]!.fetch(new URL('http://x/'), {});
  vi.advanceTimersByTime(2_000);
  expect(sources).toHaveLength(2);
  vi.advanceTimersByTime(2_000);
  expect(sources).toHaveLength(3);
});
