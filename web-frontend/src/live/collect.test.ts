import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { collect } from './collect';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a burst makes one call, and the next after a pause', () => {
  const act = vi.fn();
  const named = collect(act);

  named(['a']);
  named(['a']);
  vi.advanceTimersByTime(1000);
  expect(act).toHaveBeenCalledTimes(1);

  named(['a']);
  vi.advanceTimersByTime(2900);
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(200);
  expect(act).toHaveBeenCalledTimes(2);
});
