import { useEffect, useState } from 'react';
import type { Field } from './data/fields';

/** Which field has the focus, which is edited, which list is open. A review begins at the first field. */
export function useFields(fields: Field[], documentId: string) {
  const [focused, setFocused] = useState<string | null>(fields[0]?.pointer ?? null);
  const [editing, setEditing] = useState<string | null>(null);
  const [list, setList] = useState<string | null>(null);
  const [view, show] = useState<'fields' | 'page'>('fields');

  useEffect(() => {
    elementOf(fields[0]?.pointer ?? null)?.focus({ preventScroll: true });
    // Once for each document.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [documentId]);

  return {
    focused,
    editing,
    list,
    view,
    show,
    focus: setFocused,
    edit: (pointer: string | null) => {
      if (pointer !== null) {
        setFocused(pointer);
      }
      setEditing(pointer);
    },
    /** To a field before or after; the focus comes back to where it was if it had left. */
    move: (step: number, from = focused) => {
      const place = fields.findIndex((field) => field.pointer === from);
      const next = fields[Math.min(Math.max(0, place + step), fields.length - 1)];
      if (next) {
        setFocused(next.pointer);
        elementOf(next.pointer)?.focus();
      }
    },
    open: (pointer: string) => setList(pointer),
    closeList: () => {
      setList(null);
      elementOf(list)?.focus();
    },
    /** Opens the focused list, or the first one; closes what is open. */
    toggleList: () => {
      const wanted = fields.find((field) => field.isList && field.pointer === focused) ?? fields.find((field) => field.isList);
      setList(list === null ? (wanted?.pointer ?? null) : null);
    },
    /** The focus is outside of the fields: Enter brings it back; within them their own Enter holds. */
    isField: () => {
      if (document.activeElement !== document.body) {
        return false;
      }
      elementOf(focused)?.focus();
      return true;
    },
  };
}

function elementOf(pointer: string | null): HTMLElement | null {
  return pointer === null ? null : document.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(pointer)}"] .field-value`);
}
