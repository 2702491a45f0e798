import { Search } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

interface Common {
  label: ReactNode;
  hint?: ReactNode;
  /** Why the value is not accepted. */
  problem?: ReactNode;
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
  maxLength?: number;
  placeholder?: string;
  autoFocus?: boolean;
}

/** A text field of one line, with its label, hint and problem. */
export function TextField({ label, hint, problem, onChange, type = 'text', ...rest }: Common & { type?: string; autoComplete?: string }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...rest}
        id={id}
        type={type}
        className="input"
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      <FieldHint id={`${id}-hint`} hint={hint} problem={problem} />
    </div>
  );
}

/** A text field of several lines. */
export function TextArea({ label, hint, problem, onChange, rows = 5, ...rest }: Common & { rows?: number }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        {...rest}
        id={id}
        rows={rows}
        className="input"
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      <FieldHint id={`${id}-hint`} hint={hint} problem={problem} />
    </div>
  );
}

function FieldHint({ id, hint, problem }: { id: string; hint: ReactNode; problem: ReactNode }) {
  return (
    <span id={id} className={problem ? 'problem' : 'hint'} hidden={!problem && !hint}>
      {problem || hint}
    </span>
  );
}

/** A search that tells of its text once typing pauses. */
export function SearchField({ label, value, onSearch }: { label: string; value: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(value);
  const search = useRef(onSearch);
  useEffect(() => {
    search.current = onSearch;
  });
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) {
      return;
    }
    const timer = setTimeout(() => search.current(text), 250);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <div className="search">
      <Search aria-hidden />
      <input type="search" className="input" aria-label={label} placeholder={label} value={text} onChange={(event) => setText(event.target.value)} />
    </div>
  );
}

/** A check box with its label. */
export function CheckField({ label, checked, onChange }: { label: ReactNode; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="check-line">
      <input type="checkbox" className="check" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}

/** One of a few choices as cards, each with a hint. */
export function RadioCards<Value extends string>(props: {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  choices: { value: Value; label: ReactNode; hint: ReactNode }[];
}) {
  const name = useId();
  return (
    <fieldset>
      <legend className="visually-hidden">{props.label}</legend>
      <div className="radio-cards">
        {props.choices.map(({ value, label, hint }) => (
          <label key={value} className="radio-card">
            <input type="radio" name={name} value={value} checked={props.value === value} onChange={() => props.onChange(value)} />
            <span>
              <strong>{label}</strong>
              <br />
              <span className="hint">{hint}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
