import { useState } from 'react';
import { Failure } from '@/api/failure';
import { say } from '@/kit/Toasts';

/** An act of an administrator: one at a time, its failure is kept to be shown, its success is said. */
export function useAct(): {
  busy: boolean;
  failure: Failure | null;
  run: (act: () => Promise<unknown>, done: string) => Promise<Failure | null>;
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
        await act();
        say(done);
      } catch (thrown) {
        failed = Failure.of(thrown);
      }
      setFailure(failed);
      setBusy(false);
      return failed;
    },
  };
}
