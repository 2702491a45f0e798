import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';

/** The text of a cell while it is typed. */
export function CellInput({ text, onTyping, onAccept, onLeave, onCancel }: {
  text: string;
  onTyping: (text: string) => void;
  onAccept: (down: number, right: number) => boolean;
  /** The focus goes elsewhere: what is typed is kept. */
  onLeave: () => void;
  onCancel: () => void;
}) {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.setSelectionRange(input.current.value.length, input.current.value.length);
  }, []);
  return (
    <input
      ref={input}
      className="grid-input"
      aria-label={t`Cell`}
      value={text}
      onChange={(event) => onTyping(event.target.value)}
      onBlur={onLeave}
      onKeyDown={(event) => {
        const steps: Record<string, [number, number]> = { Enter: [1, 0], ArrowUp: [-1, 0], ArrowDown: [1, 0], Tab: [0, event.shiftKey ? -1 : 1] };
        const step = steps[event.key];
        if ((event.ctrlKey || event.metaKey) && (event.key === 'Enter' || event.key === 's')) {
          // The screen saves or confirms what is accepted here; what is no value stops it.
          if (!onAccept(0, 0)) {
            event.preventDefault();
          }
        } else if (step && !event.ctrlKey && !event.metaKey) {
          event.preventDefault();
          event.stopPropagation();
          onAccept(...step);
        } else if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          onCancel();
        }
      }}
    />
  );
}
