import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useMemo, useState } from 'react';
import { Button } from '@/kit/Button';
import { Dialog } from '@/kit/Dialog';
import { number } from '@/texts/format';
import { fieldName } from '@/texts/names';
import { type Choice, type Conflict as Differing, conflicts, merged, proposed } from './data/merge';
import type { Operation } from './data/patch';
import { type Value, asText, isRow, steps } from '@/api/value';

/** Another person changed the document meanwhile: both versions side by side, field by field, each with a choice. */
export function Conflict({ before, mine, theirs, by, onMerge, onClose }: {
  before: Value;
  mine: Value;
  theirs: Value;
  by: string | null;
  onMerge: (operations: Operation[]) => void;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const all = useMemo(() => conflicts(before, mine, theirs), [before, mine, theirs]);
  const [choices, setChoices] = useState<Partial<Record<string, Choice>>>({});
  const isOpen = all.some((one) => (choices[one.pointer] ?? proposed(one)) === null);
  const sorted = [...all.filter((one) => one.both), ...all.filter((one) => !one.both)];
  return (
    <Dialog title={t`The document was changed meanwhile`} onClose={onClose} wide>
      <p>
        {by ? t`${by} saved another version while you edited yours. Choose for each field what holds.` : t`Another version was saved while you edited yours. Choose for each field what holds.`}
      </p>
      {sorted.length === 0 && <p>{t`Both versions have the same values.`}</p>}
      <div className="conflicts">
        {sorted.map((one) => (
          <Choices
            key={one.pointer}
            conflict={one}
            value={choices[one.pointer] ?? proposed(one)}
            onChoose={(choice) => setChoices((known) => ({ ...known, [one.pointer]: choice }))}
          />
        ))}
      </div>
      <div className="dialog-actions">
        <Button onPress={() => setChoices(Object.fromEntries(all.map((one) => [one.pointer, 'theirs'])))}>{t`Theirs everywhere`}</Button>
        <Button onPress={() => setChoices(Object.fromEntries(all.map((one) => [one.pointer, 'mine'])))}>{t`Mine everywhere`}</Button>
        <span className="grow" />
        <Button onPress={onClose}>{t`Later`}</Button>
        <Button look="primary" autoFocus isDisabled={isOpen} onPress={() => onMerge(merged(all, choices))}>
          <Trans>Use these ({number(all.length)})</Trans>
        </Button>
      </div>
    </Dialog>
  );
}

function Choices({ conflict, value, onChoose }: { conflict: Differing; value: Choice | null; onChoose: (choice: Choice) => void }) {
  const { t } = useLingui();
  const group = useId();
  const names = steps(conflict.pointer).map((step) => (/^\d+$/.test(step) ? number(Number(step) + 1) : fieldName(step)));
  const name = names.join(' › ');
  return (
    <fieldset className="conflict">
      <legend>
        {name}
        {conflict.both && <span className="small problem"> {t`both changed it`}</span>}
      </legend>
      {(['mine', 'theirs'] as const).map((choice) => (
        <label key={choice} className="radio-card">
          <input type="radio" name={group} checked={value === choice} onChange={() => onChoose(choice)} />
          <span>
            <span className="small muted">{choice === 'mine' ? t`Mine` : t`Theirs`}</span>
            <br />
            <Shown value={conflict[choice]} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** A value of any kind in a line. */
export function Shown({ value }: { value: Value | undefined }) {
  const { t } = useLingui();
  if (value === undefined) {
    return <span className="muted">{t`not there`}</span>;
  }
  if (value === null || value === '') {
    return <span className="muted">{t`empty`}</span>;
  }
  if (Array.isArray(value)) {
    return <span>{plural(value.length, { one: '# item', other: '# items' })}</span>;
  }
  return <span className="breaks">{isRow(value) ? Object.values(value).map(asText).join(' · ') : asText(value)}</span>;
}
