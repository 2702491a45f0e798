import { useLingui } from '@lingui/react/macro';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, type ReactNode, memo, useEffect, useRef } from 'react';
import { useNarrow } from './useNarrow';

/** A column of a table. */
export interface Column<Row> {
  id: string;
  title: string;
  /** As a track of a CSS grid. */
  width: string;
  /** The key that the API sorts by. */
  sort?: string;
  number?: boolean;
  cell: (row: Row) => ReactNode;
}

interface Props<Row> {
  label: string;
  rows: Row[];
  /** All rows there are, where more will be loaded. */
  total?: number | undefined;
  columns: Column<Row>[];
  /** What a row shows on a narrow screen, in two lines. */
  narrow: (row: Row) => ReactNode;
  rowId: (row: Row) => string;
  rowName: (row: Row) => string;
  sort?: string | undefined;
  onSort?: (sort: string | undefined) => void;
  selection?: { ids: ReadonlySet<string>; onToggle: (row: Row, checked: boolean) => void; onToggleAll: (checked: boolean) => void };
  onOpen?: (row: Row) => void;
  /** The space bar on a row. */
  onPeek?: (row: Row) => void;
  /** The last loaded rows are in sight. */
  onEnd?: () => void;
}

const ROW = 36;
const NARROW_ROW = 56;
const CHECK = 32;
const PADDING = 16;

/** A long list: only the rows in sight are drawn, each only when it changes. Arrow keys go from row to row. */
export function Table<Row>(props: Props<Row>) {
  const { rows, columns, selection } = props;
  const { t } = useLingui();
  const narrow = useNarrow();
  const scroller = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (narrow ? NARROW_ROW : ROW),
    overscan: 12,
  });
  useEffect(() => virtual.measure(), [narrow, virtual]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= rows.length - 20) {
      latest.current.onEnd?.();
    }
  }, [last, rows.length]);
  const tracks = [...(selection ? [`${CHECK}px`] : []), ...(narrow ? ['minmax(0, 1fr) auto'] : columns.map((column) => column.width))].join(' ');
  const least = narrow ? undefined : leastWidth(columns, selection !== undefined);
  const allChosen = selection !== undefined && rows.length > 0 && rows.every((row) => selection.ids.has(props.rowId(row)));

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const target = event.target as HTMLElement;
    const at = Number(target.closest<HTMLElement>('[data-index]')?.dataset['index'] ?? -1);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = at + step;
    if (step !== 0 && at >= 0 && next >= 0 && next < rows.length) {
      event.preventDefault();
      virtual.scrollToIndex(next);
      requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"] a, [data-index="${next}"] button`)?.focus());
    } else if (event.key === ' ' && at >= 0 && target.tagName === 'A' && props.onPeek) {
      event.preventDefault();
      props.onPeek(rows[at]!);
    }
  }

  return (
    <div ref={scroller} className="table" role="table" aria-label={props.label} aria-rowcount={(props.total ?? rows.length) + 1} onKeyDown={onKeyDown}>
      <div role="rowgroup">
        <div className="table-head" role="row" style={{ gridTemplateColumns: tracks, minWidth: least }}>
          {selection && (
            <span role="columnheader" className="table-cell">
              <input
                type="checkbox"
                className="check"
                aria-label={t`Select all`}
                checked={allChosen}
                onChange={(event) => selection.onToggleAll(event.target.checked)}
              />
            </span>
          )}
          {columns.map((column) => (
            <Heading key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
          ))}
        </div>
      </div>
      <div className="table-rows" role="rowgroup" style={{ height: virtual.getTotalSize(), minWidth: least }}>
        {items.map((item) => {
          const row = rows[item.index]!;
          const id = props.rowId(row);
          return (
            <RowView
              key={id}
              row={row}
              index={item.index}
              start={item.start}
              tracks={tracks}
              columns={columns as Column<unknown>[]}
              narrow={narrow ? (props.narrow as (row: unknown) => ReactNode) : null}
              name={props.rowName(row)}
              selected={selection ? selection.ids.has(id) : null}
              latest={latest as { current: Props<unknown> }}
              opens={props.onOpen !== undefined}
            />
          );
        })}
      </div>
    </div>
  );
}

/** All rows are as wide as their columns ask for, so that the columns of all rows are in line. */
function leastWidth<Row>(columns: Column<Row>[], selects: boolean): number {
  const widths = columns.map((column) => Number(/(\d+)px/.exec(column.width)?.[1] ?? 0));
  return widths.reduce((sum, width) => sum + width, PADDING + (selects ? CHECK : 0));
}

/** A heading; one that sorts goes from upwards to downwards to the list's own order. */
function Heading<Row>({ column, sort, onSort }: { column: Column<Row>; sort?: string | undefined; onSort?: ((sort: string | undefined) => void) | undefined }) {
  const key = column.sort;
  const up = key !== undefined && sort === key;
  const down = key !== undefined && sort === `-${key}`;
  const Arrow = down ? ArrowDown : ArrowUp;
  return (
    <span
      role="columnheader"
      className={`table-cell ${column.number ? 'number' : ''}`}
      aria-sort={up ? 'ascending' : down ? 'descending' : key && onSort ? 'none' : undefined}
    >
      {key && onSort ? (
        <button type="button" className="sort" onClick={() => onSort(up ? `-${key}` : down ? undefined : key)}>
          {column.title}
          {(up || down) && <Arrow aria-hidden />}
        </button>
      ) : (
        column.title
      )}
    </span>
  );
}

interface RowProps {
  row: unknown;
  index: number;
  start: number;
  tracks: string;
  columns: Column<unknown>[];
  narrow: ((row: unknown) => ReactNode) | null;
  name: string;
  selected: boolean | null;
  latest: { current: Props<unknown> };
  opens: boolean;
}

const RowView = memo(function RowView({ row, index, start, tracks, columns, narrow, name, selected, latest, opens }: RowProps) {
  const { t } = useLingui();
  function onClick(event: MouseEvent<HTMLElement>) {
    if (!(event.target as HTMLElement).closest('a, button, input, label')) {
      latest.current.onOpen?.(row);
    }
  }
  return (
    <div
      role="row"
      className="table-row"
      aria-rowindex={index + 2}
      data-index={index}
      data-opens={opens || undefined}
      aria-selected={selected ?? undefined}
      style={{ gridTemplateColumns: tracks, transform: `translateY(${start}px)` }}
      onClick={onClick}
    >
      {selected !== null && (
        <span role="cell" className="table-cell">
          <input
            type="checkbox"
            className="check"
            aria-label={t`Select ${name}`}
            checked={selected}
            onChange={(event) => latest.current.selection?.onToggle(row, event.target.checked)}
          />
        </span>
      )}
      {narrow
        ? narrow(row)
        : columns.map((column) => (
            <span key={column.id} role="cell" className={`table-cell ${column.number ? 'number' : ''}`}>
              {column.cell(row)}
            </span>
          ))}
    </div>
  );
});
