import { useSyncExternalStore } from 'react';

let reachable = navigator.onLine;
const listeners = new Set<() => void>();

/** Whether the system can be reached, as far as the browser and the live stream know. */
export function setReachable(now: boolean): void {
  if (now !== reachable) {
    reachable = now;
    listeners.forEach((listener) => listener());
  }
}

addEventListener('offline', () => setReachable(false));
addEventListener('online', () => setReachable(true));

export function useReachable(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => reachable,
  );
}
