import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Table2 } from 'lucide-react';
import { memo, useEffect, useRef, useState } from 'react';
import { say } from '@/kit/Toasts';
import { fieldName } from '@/texts/names';
import type { Field } from './data/fields';
import { kindOf, typed } from './data/typing';
import { type Value, asText, isRow } from '@/api/value';
import { MARKERS } from './markers';

/** What a field calls the list of fields for; all of them name the field by its pointer. */
export interface FieldActs {
  focus: (pointer: string) => void;
  edit: (pointer: string | null) => void;
  accept: (pointer: string, value: Value, step: -1 | 0 | 1) => void;
  open: (pointer: string) => void;
}

/** A field: its name, its value, and why it asks for a look. Enter or a click edits it; a list opens as a table. */
export const FieldRow = memo(function FieldRow({ field, isFocused, isEditing, acts }: {
  field: Field;
  isFocused: boolean;
  isEditing: boolean;
  acts: FieldActs;
}) {
  const { t } = useLingui();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isFocused && !isEditing && document.activeElement !== button.current) {
      button.current?.focus();
    }
  }, [isFocused, isEditing]);
  const marker = field.marker === 'plain' ? null : MARKERS[field.marker];
  const Icon = marker?.icon;
  const name = field.names.map(fieldName).join(' › ');
  const items = Array.isArray(field.value) ? field.value.length : 0;
  const shown = field.isList ? plural(items, { one: '# item', other: '# items' }) : asText(field.value);
  const word = marker ? t(marker.label) : '';
  const isSaid = field.reason !== null || field.marker === 'unverified' || field.marker === 'ambiguous';
  return (
    <li className={`field-row ${isFocused ? 'is-focused' : ''} ${marker?.look ?? ''}`} data-pointer={field.pointer}>
      <span className="field-marker" title={word}>
        {Icon && <Icon size={16} aria-hidden />}
      </span>
      <span className="field-name">{name}</span>
      {isEditing ? (
        <FieldInput field={field} name={name} acts={acts} />
      ) : (
        <button
          ref={button}
          type="button"
          className="field-value"
          aria-label={[name, shown === '' ? t`empty` : shown, word, field.reason].filter(Boolean).join(', ')}
          onFocus={() => acts.focus(field.pointer)}
          onClick={() => (field.isList ? acts.open(field.pointer) : isRow(field.value) || acts.edit(field.pointer))}
        >
          {shown === '' ? <span className="muted">{field.marker === 'missing' ? t`missing` : t`empty`}</span> : shown}
          {field.isList && <Table2 size={15} aria-hidden />}
        </button>
      )}
      {marker && isSaid && <span className="field-reason">{field.reason ?? word}</span>}
    </li>
  );
});

function FieldInput({ field, name, acts }: { field: Field; name: string; acts: FieldActs }) {
  const { t } = useLingui();
  const kind = kindOf(field.value);
  const [text, setText] = useState(() => asText(field.value));
  const input = useRef<HTMLTextAreaElement>(null);
  const done = useRef(false);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const value = typed(text, kind);
  const isWrong = value === undefined;
  function accept(step: -1 | 0 | 1) {
    if (value !== undefined) {
      done.current = true;
      acts.accept(field.pointer, text === asText(field.value) ? field.value : value, step);
    }
  }
  return (
    <>
      <textarea
        ref={input}
        className="input field-input"
        rows={Math.min(6, Math.max(1, Math.ceil(text.length / 48), text.split('\n').length))}
        aria-label={name}
        aria-invalid={isWrong || undefined}
        inputMode={kind === 'number' ? 'decimal' : undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            done.current = true;
            event.stopPropagation();
            acts.edit(null);
          } else if ((event.ctrlKey || event.metaKey) && (event.key === 'Enter' || event.key === 's')) {
            // The screen saves or confirms what is accepted here; what is no value stops it.
            if (isWrong) {
              event.preventDefault();
            }
            accept(0);
          } else if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            accept(0);
          } else if (event.key === 'Tab' || ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && !text.includes('\n'))) {
            event.preventDefault();
            accept(event.shiftKey || event.key === 'ArrowUp' ? -1 : 1);
          }
        }}
        onBlur={() => {
          if (done.current) {
            return;
          }
          if (value === undefined) {
            say(t`“${text}” does not fit this field.`);
            acts.edit(null);
          } else {
            accept(0);
          }
        }}
      />
      {isWrong && (
        <span className="field-reason problem" role="alert">
          {kind === 'number' ? t`This is not a number.` : t`Type yes or no.`}
        </span>
      )}
    </>
  );
}
