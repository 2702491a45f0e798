import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Failure } from '@/api/failure';
import { type Loaded, versionQuery } from './api';
import { type Operation, applyAll, differences, followedBy, laterThan } from './data/patch';
import type { Value } from '@/api/value';
import { keepDraft, keptDraft } from './drafts';

export interface Edits {
  /** The version that is edited: that which was current when the edits began. */
  base: Loaded;
  /** The data with the edits. */
  data: Value;
  operations: Operation[];
  /** Pointers of values that differ from the version. */
  changed: Set<string>;
  /** Another version has become the current one since. */
  isOutdated: boolean;
  change: (...operations: Operation[]) => void;
  undo: () => void;
  reset: () => void;
  /** After a merge: the edits begin anew, at another version. */
  startAt: (base: Loaded, operations: Operation[]) => void;
  /** After a save: what was edited while it ran is an edit of the new version. */
  savedAs: (base: Loaded, sent: Operation[]) => void;
}

interface State {
  base: Loaded;
  operations: Operation[];
  /** Every state of the edits before, for undo. */
  past: Operation[][];
}

/**
 * A person's edits of a version, as the JSON Patch that saves them. They are kept on this machine at every change. While there are
 * some, a newer version of the data does not take their place.
 */
export function useEdits(documentId: string, current: Loaded, restored: Restored | null): Edits {
  const [state, setState] = useState<State>(() => ({ base: restored?.base ?? current, operations: restored?.operations ?? [], past: [] }));
  const isOther = state.base.etag !== current.etag;
  if (isOther && state.operations.length === 0) {
    setState({ base: current, operations: [], past: [] });
  }
  const { base, operations, past } = state;
  const data = useMemo(() => applyAll(base.data, operations), [base, operations]);
  const changed = useMemo(() => new Set(operations.length === 0 ? [] : differences(base.data, data)), [base, data, operations]);

  // Edits of an earlier visit that this screen does not show are not its to delete.
  const isKept = useRef(restored !== null);
  useEffect(() => {
    isKept.current ||= operations.length > 0;
    if (!isKept.current) {
      return;
    }
    keepDraft(documentId, { version: base.view.version, edit: base.view.edit, operations });
  }, [documentId, base, operations]);

  return {
    base,
    data,
    operations,
    changed,
    isOutdated: isOther && operations.length > 0,
    change: (...next) =>
      setState((known) => ({ ...known, operations: next.reduce(followedBy, known.operations), past: [...known.past, known.operations] })),
    undo: () => past.length > 0 && setState({ base, operations: past.at(-1)!, past: past.slice(0, -1) }),
    reset: () => setState((known) => ({ ...known, operations: [], past: [...known.past, known.operations] })),
    startAt: (next, fresh) => setState({ base: next, operations: fresh, past: [] }),
    savedAs: (next, sent) => setState((known) => ({ base: next, operations: laterThan(sent, known.operations), past: [] })),
  };
}

/** Edits of an earlier visit, with the version that they were made to. */
export type Restored = Pick<Edits, 'base' | 'operations'>;

/**
 * Finds the edits of an earlier visit, even if they were made to a version that is not the current one any more. It is decided once,
 * by the version that is current when the document is opened.
 */
export function useRestored(documentId: string, current: Loaded | undefined): {
  isPending: boolean;
  restored: Restored | null;
  /** The version that they were made to could not be read: they wait. */
  failure: Failure | null;
  retry: () => void;
} {
  const [kept] = useState(() => keptDraft(documentId));
  const [first, setFirst] = useState(current);
  if (first === undefined && current !== undefined) {
    setFirst(current);
  }
  const isOfCurrent = kept !== null && kept.version === first?.view.version && kept.edit === first.view.edit;
  const earlier = useQuery({
    ...versionQuery(documentId, kept?.version ?? 0, kept?.edit ?? 0),
    enabled: kept !== null && first !== undefined && !isOfCurrent,
    retry: false,
  });
  const retry = () => void earlier.refetch();
  if (!kept || !first) {
    return { isPending: !first, restored: null, failure: null, retry };
  }
  const base = isOfCurrent ? first : earlier.data;
  if (!base) {
    const failure = earlier.isError ? Failure.of(earlier.error) : null;
    return { isPending: earlier.isPending, restored: null, failure: failure?.code === 'not_found' ? null : failure, retry };
  }
  const restored = isApplicable(base, kept.operations) ? { base, operations: kept.operations } : null;
  return { isPending: false, restored, failure: null, retry };
}

function isApplicable(current: Loaded, operations: Operation[]): boolean {
  try {
    applyAll(current.data, operations);
    return true;
  } catch {
    return false;
  }
}
