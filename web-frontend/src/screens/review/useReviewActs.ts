import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure } from '@/api/failure';
import { say, sayFailure } from '@/kit/Toasts';
import { type Loaded, confirmVersion, documentQuery, exactDataQuery, saveEdits, withdrawConfirmation } from './api';
import { toSave } from './data/patch';
import type { Edits } from './useEdits';

/** Saving and confirming. One at a time; where another version is the current one, the conflict is shown instead. */
export function useReviewActs(
  documentId: string,
  batchId: string,
  edits: Edits,
  on: { conflict: (theirs: Loaded) => void; changed: () => void },
) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);

  /** Shows what the failure asks for; true if nothing failed. */
  async function run(act: () => Promise<void>): Promise<boolean> {
    if (busy) {
      return false;
    }
    setBusy(true);
    try {
      await act();
      return true;
    } catch (thrown) {
      const failure = Failure.of(thrown);
      if (failure.code === 'version_changed') {
        await showTheirs();
      } else {
        sayFailure(failure);
      }
      return false;
    } finally {
      setBusy(false);
    }
  }

  /** Without edits there is nothing to choose: what was changed is shown, and nothing is confirmed unseen. */
  async function showTheirs(): Promise<void> {
    try {
      const theirs = await client.fetchQuery({ ...exactDataQuery(documentId), staleTime: 0 });
      if (edits.operations.length > 0) {
        on.conflict(theirs);
      } else {
        void client.invalidateQueries({ queryKey: ['versions', documentId] });
        say(t`The data were changed since you looked. This is what changed.`);
        on.changed();
      }
    } catch (thrown) {
      sayFailure(Failure.of(thrown));
    }
  }

  async function saved(): Promise<Loaded> {
    const sent = edits.operations;
    if (sent.length === 0) {
      return edits.base;
    }
    const loaded = await saveEdits(documentId, edits.base.etag, toSave(edits.base.data, sent));
    client.setQueryData(exactDataQuery(documentId).queryKey, loaded);
    edits.savedAs(loaded, sent);
    return loaded;
  }

  function stale() {
    void client.invalidateQueries({ queryKey: ['review', batchId] });
    void client.invalidateQueries({ queryKey: ['versions', documentId] });
    void client.invalidateQueries({ queryKey: ['data', documentId] });
    void client.invalidateQueries({ queryKey: documentQuery(documentId).queryKey });
  }

  return {
    busy,
    save: () =>
      run(async () => {
        const loaded = await saved();
        stale();
        say(t`Saved as version ${nameOf(loaded)}.`);
      }),
    confirm: () =>
      run(async () => {
        const loaded = await saved();
        await confirmVersion(documentId, loaded.etag);
        stale();
      }),
    withdraw: () =>
      run(async () => {
        await withdrawConfirmation(documentId);
        stale();
      }),
  };
}

function nameOf({ view }: Loaded): string {
  return view.edit === 0 ? String(view.version) : `${view.version}.${view.edit}`;
}
