/** Runs an act once for each key that was named, a second after the first of them: many changes make one call. */
export function collect(act: (key: readonly unknown[]) => void, millis = 1000): (key: readonly unknown[]) => void {
  const waiting = new Map<string, readonly unknown[]>();
  return (key) => {
    if (waiting.size === 0) {
      setTimeout(() => {
        const keys = [...waiting.values()];
        waiting.clear();
        keys.forEach(act);
      }, millis);
    }
    waiting.set(JSON.stringify(key), key);
  };
}
