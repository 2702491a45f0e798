import { useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Failure } from '@/api/failure';
import { Button } from '@/kit/Button';
import { TextField } from '@/kit/Field';
import { Select } from '@/kit/Select';
import { FailureNotice } from '@/kit/State';
import { say } from '@/kit/Toasts';
import { number } from '@/texts/format';
import { deleteTemplate, saveTemplate, templatesQuery } from './api';
import { type ChosenColumn, columnsFor } from './table';

/** Which columns the file has, how they are named, and in which order; kept under a name for other exports. */
export function Columns({ headers, columns, onChange, isPartOnly }: {
  headers: string[];
  columns: ChosenColumn[];
  onChange: (columns: ChosenColumn[] | null) => void;
  /** The columns are those of the first documents; others may have more. */
  isPartOnly: boolean;
}) {
  const { t } = useLingui();
  const included = columns.filter((column) => column.isIncluded).length;
  const change = (index: number, next: Partial<ChosenColumn>) => onChange(columns.map((column, place) => (place === index ? { ...column, ...next } : column)));
  function move(index: number, by: number) {
    const moved = [...columns];
    const [column] = moved.splice(index, 1);
    moved.splice(index + by, 0, column!);
    onChange(moved);
  }
  return (
    <details className="export-columns">
      <summary>{t`Columns (${number(included)} of ${number(columns.length)})`}</summary>
      <Templates headers={headers} columns={columns} onChange={onChange} />
      {isPartOnly && <p className="small muted">{t`These are the columns of the first documents. Unless you choose, all columns of all documents are exported.`}</p>}
      <ul>
        {columns.slice(0, MOST_SHOWN).map((column, index) => (
          <li key={column.field} className="export-column">
            <input
              type="checkbox"
              className="check"
              aria-label={column.field}
              checked={column.isIncluded}
              onChange={(event) => change(index, { isIncluded: event.target.checked })}
            />
            <span className="cut" title={column.field}>{column.field}</span>
            <input
              className="input"
              aria-label={t`Name of ${column.field} in the file`}
              value={column.name}
              disabled={!column.isIncluded}
              onChange={(event) => change(index, { name: event.target.value })}
            />
            <Button look="quiet" icon aria-label={t`Move ${column.field} up`} isDisabled={index === 0} onPress={() => move(index, -1)}>
              <ArrowUp aria-hidden />
            </Button>
            <Button look="quiet" icon aria-label={t`Move ${column.field} down`} isDisabled={index === columns.length - 1} onPress={() => move(index, 1)}>
              <ArrowDown aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      {columns.length > MOST_SHOWN && <p className="small muted">{t`The first ${number(MOST_SHOWN)} columns are shown; the others follow them in the file.`}</p>}
    </details>
  );
}

/** Columns that are drawn: a document may have thousands. */
const MOST_SHOWN = 200;

const NONE = '';

function Templates({ headers, columns, onChange }: { headers: string[]; columns: ChosenColumn[]; onChange: (columns: ChosenColumn[] | null) => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const templates = useQuery(templatesQuery);
  const [picked, setPicked] = useState(NONE);
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const known = templates.data?.items ?? [];
  async function run(act: () => Promise<unknown>, done: string) {
    setFailure(null);
    try {
      await act();
      await client.invalidateQueries({ queryKey: templatesQuery.queryKey });
      setName('');
      say(done);
    } catch (thrown) {
      setFailure(Failure.of(thrown));
    }
  }
  return (
    <div className="stack">
      <div className="export-templates">
        <Select
          label={t`Template`}
          value={picked}
          onChange={(id) => {
            setPicked(id);
            onChange(id === NONE ? null : columnsFor(headers, known.find((template) => template.id === id)?.columns ?? null));
          }}
          choices={[{ value: NONE, label: t`All columns` }, ...known.map(({ id, name: label }) => ({ value: id, label }))]}
        />
        {picked !== NONE && (
          <Button
            look="quiet"
            icon
            aria-label={t`Delete the template`}
            onPress={() => {
              void run(() => deleteTemplate(picked), t`The template was deleted.`);
              setPicked(NONE);
            }}
          >
            <Trash2 aria-hidden />
          </Button>
        )}
        <TextField label={t`Save as template`} value={name} onChange={setName} maxLength={255} placeholder={t`Name`} />
        <Button
          isDisabled={name.trim() === ''}
          onPress={() =>
            void run(
              () => saveTemplate(name.trim(), columns.filter((column) => column.isIncluded).map(({ field, name: header }) => ({ field, name: header }))),
              t`The template was saved.`,
            )
          }
        >
          {t`Save`}
        </Button>
      </div>
      {failure && <FailureNotice failure={failure} />}
    </div>
  );
}
