import { useLingui } from '@lingui/react/macro';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, useState } from 'react';
import { say } from '@/kit/Toasts';
import { number } from '@/texts/format';
import { fieldName } from '@/texts/names';
import { type Column, ITEM, cellOf, cellsOf, edited, emptyItem, pasted } from '../data/grid';
import type { Operation } from '../data/patch';
import { type Value, asText, below, same } from '@/api/value';
import { CellInput } from './CellInput';

export interface Cell {
  row: number;
  column: number;
}

/** More rows than a save may change at once are refused before they are pasted. */
const MOST_OPERATIONS = 900;

/** A list as a table that is edited like a spreadsheet. */
export function Grid(props: {
  label: string;
  list: string;
  items: Value[];
  columns: Column[];
  at: Cell;
  onMove: (cell: Cell) => void;
  onChange: (...operations: Operation[]) => void;
  onLeave: () => void;
}) {
  const { t } = useLingui();
  const { list, items, columns, at, onMove, onChange } = props;
  const [typing, setTyping] = useState<string | null>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: items.length, getScrollElement: () => scroll.current, estimateSize: () => 30, overscan: 12 });
  const row = Math.min(at.row, items.length - 1);
  const column = Math.min(at.column, columns.length - 1);

  useEffect(() => {
    if (row >= 0) {
      rows.scrollToIndex(row);
      scroll.current?.querySelector(`[data-cell="${row}:${column}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
    // Only a move scrolls, not a change of what is seen.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [row, column]);

  const move = (down: number, right: number) =>
    onMove({ row: clamp(row + down, items.length), column: clamp(column + right, columns.length) });

  /** Keeps what is typed; false if the text is none of the column's kind. */
  function commit(): boolean {
    const target = columns[column];
    if (typing === null || !target) {
      return true;
    }
    const operation = edited(list, items, row, target, typing);
    if (!operation) {
      say(target.kind === 'number' ? t`“${typing}” is not a number.` : t`“${typing}” does not fit here.`);
      return false;
    }
    setTyping(null);
    if (!same(cellOf(items[row], target), 'value' in operation ? operation.value : null)) {
      onChange(operation);
    }
    return true;
  }

  function accept(down: number, right: number): boolean {
    if (!commit()) {
      return false;
    }
    move(down, right);
    scroll.current?.focus();
    return true;
  }

  function set(text: string) {
    const target = columns[column];
    const operation = target?.editable && row >= 0 ? edited(list, items, row, target, text) : null;
    if (operation) {
      onChange(operation);
    }
  }

  function press(event: React.KeyboardEvent) {
    const target = columns[column];
    const key = `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${event.shiftKey && event.key === 'Tab' ? 'Shift+' : ''}${event.key}`;
    const acts: Record<string, () => void> = {
      ArrowUp: () => move(-1, 0),
      ArrowDown: () => move(1, 0),
      ArrowLeft: () => move(0, -1),
      ArrowRight: () => move(0, 1),
      Home: () => move(0, -columns.length),
      End: () => move(0, columns.length),
      'Ctrl+Home': () => onMove({ row: 0, column: 0 }),
      'Ctrl+End': () => onMove({ row: items.length - 1, column: columns.length - 1 }),
      PageUp: () => move(-10, 0),
      PageDown: () => move(10, 0),
      Enter: () => target?.editable && row >= 0 && setTyping(asText(cellOf(items[row], target))),
      F2: () => target?.editable && row >= 0 && setTyping(asText(cellOf(items[row], target))),
      Delete: () => set(''),
      Backspace: () => set(''),
      Escape: props.onLeave,
      'Ctrl+d': () => row > 0 && target && set(asText(cellOf(items[row - 1], target))),
      'Alt+ArrowUp': () => moveRow(-1),
      'Alt+ArrowDown': () => moveRow(1),
      'Alt+Insert': () => onChange({ op: 'add', path: below(list, row + 1), value: emptyItem(columns) }),
      'Alt+Delete': () => row >= 0 && onChange({ op: 'remove', path: below(list, row) }),
    };
    if (acts[key]) {
      event.preventDefault();
      event.stopPropagation();
      acts[key]();
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && target?.editable && row >= 0) {
      event.preventDefault();
      setTyping(event.key);
    }
  }

  function moveRow(by: number) {
    if (row + by >= 0 && row + by < items.length) {
      onChange({ op: 'move', from: below(list, row), path: below(list, row + by) });
      move(by, 0);
    }
  }

  function paste(event: React.ClipboardEvent) {
    if (typing !== null) {
      return;
    }
    event.preventDefault();
    const result = pasted(list, items, columns, Math.max(0, row), Math.max(0, column), cellsOf(event.clipboardData.getData('text/plain')));
    if (result.operations.length > MOST_OPERATIONS) {
      say(t`This is more than can be pasted at once: paste fewer rows.`);
      return;
    }
    onChange(...result.operations);
    if (result.left > 0) {
      say(t`${number(result.left)} cells did not fit and stayed as they were.`);
    }
  }

  const width = 44 + columns.reduce((sum, one) => sum + (one.kind === 'number' ? 90 : 130), 0);
  const template = `44px ${columns.map((one) => (one.kind === 'number' ? 'minmax(90px, 1fr)' : 'minmax(130px, 2fr)')).join(' ')}`;
  return (
    <div
      ref={scroll}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={items.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={row >= 0 ? cellId(row, column) : undefined}
      onKeyDown={typing === null ? press : undefined}
      onPaste={paste}
      onCopy={(event) => {
        const target = columns[column];
        if (typing === null && target && row >= 0) {
          event.preventDefault();
          event.clipboardData.setData('text/plain', asText(cellOf(items[row], target)));
        }
      }}
    >
      <div className="grid-row grid-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template, minWidth: width }}>
        <span role="columnheader">#</span>
        {columns.map((one) => (
          <span key={one.key} role="columnheader" className={one.kind === 'number' ? 'number' : ''}>
            {one.key === ITEM ? t`Value` : fieldName(one.key)}
          </span>
        ))}
      </div>
      <div role="rowgroup" className="grid-rows" style={{ height: rows.getTotalSize(), minWidth: width }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <GridRow
            key={index}
            index={index}
            start={start}
            template={template}
            item={items[index]!}
            columns={columns}
            active={index === row ? column : -1}
            typing={index === row ? typing : null}
            onTyping={setTyping}
            onAccept={accept}
            onLeave={commit}
            onCancel={() => {
              setTyping(null);
              scroll.current?.focus();
            }}
            onPick={(picked) => {
              if (commit()) {
                onMove({ row: index, column: picked });
                scroll.current?.focus();
              }
            }}
            onOpen={(picked) => columns[picked]?.editable && setTyping(asText(cellOf(items[index], columns[picked])))}
          />
        ))}
      </div>
    </div>
  );
}

function clamp(place: number, count: number): number {
  return Math.max(0, Math.min(count - 1, place));
}

function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}

const GridRow = memo(
  function GridRow(props: {
    index: number;
    start: number;
    template: string;
    item: Value;
    columns: Column[];
    active: number;
    typing: string | null;
    onTyping: (text: string) => void;
    onAccept: (down: number, right: number) => boolean;
    onLeave: () => boolean;
    onCancel: () => void;
    onPick: (column: number) => void;
    onOpen: (column: number) => void;
  }) {
    const { index, item, columns, active, typing } = props;
    return (
      <div
        className="grid-row"
        role="row"
        aria-rowindex={index + 2}
        style={{ gridTemplateColumns: props.template, transform: `translateY(${props.start}px)` }}
      >
        <span role="rowheader" className="grid-number">
          {number(index + 1)}
        </span>
        {columns.map((column, place) => {
          const isActive = place === active;
          return (
            <div
              key={column.key}
              id={cellId(index, place)}
              data-cell={`${index}:${place}`}
              role="gridcell"
              aria-colindex={place + 2}
              aria-selected={isActive}
              aria-readonly={!column.editable || undefined}
              className={`grid-cell ${column.kind === 'number' ? 'number' : ''} ${isActive ? 'is-active' : ''}`}
              onMouseDown={(event) => {
                if (!(event.target instanceof HTMLInputElement)) {
                  event.preventDefault();
                  props.onPick(place);
                }
              }}
              onDoubleClick={() => props.onOpen(place)}
            >
              {isActive && typing !== null ? <CellInput text={typing} {...props} /> : asText(cellOf(item, column))}
            </div>
          );
        })}
      </div>
    );
  },
  (before, after) =>
    before.item === after.item &&
    before.columns === after.columns &&
    before.start === after.start &&
    before.active === -1 &&
    after.active === -1 &&
    before.template === after.template,
);
