import { Trans, useLingui } from '@lingui/react/macro';
import { Notice } from '@/kit/State';
import { number } from '@/texts/format';
import { type Field, isDoubtful } from './data/fields';
import { type FieldActs, FieldRow } from './FieldRow';

/** All fields: those that ask for a look first. */
export function Fields({ fields, warnings, focused, editing, acts }: {
  fields: Field[];
  warnings: string[];
  focused: string | null;
  editing: string | null;
  acts: FieldActs;
}) {
  const { t } = useLingui();
  const doubtful = fields.filter(isDoubtful);
  const others = fields.filter((field) => !isDoubtful(field));
  const row = (field: Field) => (
    <FieldRow key={field.pointer} field={field} isFocused={focused === field.pointer} isEditing={editing === field.pointer} acts={acts} />
  );
  return (
    <section className="fields" aria-label={t`Fields`}>
      {warnings.map((warning) => (
        <Notice key={warning} look="warning">
          {warning}
        </Notice>
      ))}
      {doubtful.length > 0 && (
        <>
          <h2 className="fields-head">
            <Trans>Look at these ({number(doubtful.length)})</Trans>
          </h2>
          <ul>{doubtful.map(row)}</ul>
        </>
      )}
      {doubtful.length > 0 && others.length > 0 && <h2 className="fields-head">{t`All others`}</h2>}
      {others.length > 0 && <ul>{others.map(row)}</ul>}
      {fields.length === 0 && <p className="muted">{t`Nothing was extracted. Redo the document with another prompt.`}</p>}
    </section>
  );
}
