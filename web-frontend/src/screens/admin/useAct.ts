import { useState } from 'react';
import { Failure } from '@/api/failure';
import { say } from '@/kit/Toasts';

/** An act of an administrator: one at a time, its failure is kept to be shown, its success is said. */
export function useAct(): {
  busy: boolean;
  failure: Failure | null;
  run: <T>(act: () => Promise<T>, done: string | ((result: T) => string)) => Promise<Failure | null>;
} {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  return {
    busy,
    failure,
    run: async (act, done) => {
      setBusy(true);
      let failed: Failure | null = null;
      try {
        const result = await act();
        say(typeof done === 'string' ? done : done(result));
      } catch (thrown) {
        failed = Failure.of(thrown);
      }
      setFailure(failed);
      setBusy(false);
      return failed;
    },
  };
}
