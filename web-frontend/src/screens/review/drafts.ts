import { keptKey } from '@/session/kept';
import type { Operation } from './data/patch';
import { type Value, read, write } from '@/api/value';

/** Edits that are not saved yet, and the version that they were made to. */
export interface LocalDraft {
  version: number;
  edit: number;
  operations: Operation[];
}

/** Kept on this machine at every change, for thirty days, so that a closed tab loses nothing. Without edits nothing is kept. */
export function keepDraft(documentId: string, draft: LocalDraft): void {
  try {
    if (draft.operations.length === 0) {
      localStorage.removeItem(keptKey(documentId));
    } else {
      localStorage.setItem(keptKey(documentId), write({ ...draft, at: Date.now() }));
    }
  } catch {
    // A browser that keeps nothing, or is full: the edits are in this tab until they are saved.
  }
}

export function keptDraft(documentId: string): LocalDraft | null {
  try {
    const text = localStorage.getItem(keptKey(documentId));
    if (text === null) {
      return null;
    }
    const { version, edit } = JSON.parse(text) as LocalDraft;
    const { operations } = read(text) as unknown as { operations: Value };
    return { version, edit, operations: operations as unknown as Operation[] };
  } catch {
    return null;
  }
}
