/**
 * Runs an act once for each key that was named, a second after the first of them, and then at most once in a pause: many changes make
 * one call.
 */
export function collect(act: (key: readonly unknown[]) => void, millis = 1000, pause = 3000): (key: readonly unknown[]) => void {
  const waiting = new Map<string, readonly unknown[]>();
  let next = 0;
  return (key) => {
    if (waiting.size === 0) {
      setTimeout(
        () => {
          next = Date.now() + pause;
          const keys = [...waiting.values()];
          waiting.clear();
          keys.forEach(act);
        },
        Math.max(millis, next - Date.now()),
      );
    }
    waiting.set(JSON.stringify(key), key);
  };
}
