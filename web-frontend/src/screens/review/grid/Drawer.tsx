import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { ArrowDown, ArrowUp, Plus, Trash2, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/kit/Button';
import { fieldName } from '@/texts/names';
import { columnsOf, emptyItem } from '../data/grid';
import type { Operation } from '../data/patch';
import { type Value, below, steps } from '@/api/value';
import { type Cell, Grid } from './Grid';

/** A list of the data as a table, over the whole width. Its height is dragged, or changed with the arrow keys. */
export function Drawer({ list, items, remark, onChange, onClose }: {
  list: string;
  items: Value[];
  /** What is known of the list, such as rows that are missing. */
  remark: string | null;
  onChange: (...operations: Operation[]) => void;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const [height, setHeight] = useState(260);
  const [at, setAt] = useState<Cell>({ row: 0, column: 0 });
  const columns = useMemo(() => columnsOf(items), [items]);
  const room = useRef<HTMLElement>(null);
  useEffect(() => room.current?.querySelector<HTMLElement>('[role=grid]')?.focus(), [list]);
  const name = steps(list).map(fieldName).join(' › ');
  const row = Math.min(at.row, items.length - 1);
  const resize = (wanted: number) => setHeight(Math.round(Math.min(Math.max(140, wanted), innerHeight * 0.8)));
  function insert() {
    onChange({ op: 'add', path: below(list, row + 1), value: emptyItem(columns) });
    setAt({ row: row + 1, column: 0 });
    focusGrid();
  }
  function focusGrid() {
    room.current?.querySelector<HTMLElement>('[role=grid]')?.focus();
  }
  function moveRow(by: number) {
    onChange({ op: 'move', from: below(list, row), path: below(list, row + by) });
    setAt({ ...at, row: row + by });
  }
  return (
    <section ref={room} className="drawer" style={{ height }} aria-label={name}>
      <div
        className="drawer-edge"
        role="separator"
        tabIndex={0}
        aria-orientation="horizontal"
        aria-label={t`Height of the table`}
        aria-valuenow={height}
        aria-valuemin={140}
        aria-valuemax={Math.round(innerHeight * 0.8)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
            event.preventDefault();
            event.stopPropagation();
            resize(height + (event.key === 'ArrowUp' ? 30 : -30));
          }
        }}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => event.buttons === 1 && resize(innerHeight - event.clientY - (innerHeight - room.current!.getBoundingClientRect().bottom))}
      />
      <div className="drawer-head">
        <h2>{name}</h2>
        <span className="small muted">{remark ?? plural(items.length, { one: '# item', other: '# items' })}</span>
        <span className="grow" />
        <Button look="quiet" onPress={insert}>
          <Plus aria-hidden />
          {t`Row`}
        </Button>
        <Button look="quiet" icon aria-label={t`Move the row up`} isDisabled={row < 1} onPress={() => moveRow(-1)}>
          <ArrowUp aria-hidden />
        </Button>
        <Button look="quiet" icon aria-label={t`Move the row down`} isDisabled={row < 0 || row >= items.length - 1} onPress={() => moveRow(1)}>
          <ArrowDown aria-hidden />
        </Button>
        <Button look="quiet" icon aria-label={t`Delete the row`} isDisabled={row < 0} onPress={() => onChange({ op: 'remove', path: below(list, row) })}>
          <Trash2 aria-hidden />
        </Button>
        <Button look="quiet" icon aria-label={t`Close the table`} onPress={onClose}>
          <X aria-hidden />
        </Button>
      </div>
      <Grid label={name} list={list} items={items} columns={columns} at={at} onMove={setAt} onChange={onChange} onLeave={onClose} />
    </section>
  );
}
