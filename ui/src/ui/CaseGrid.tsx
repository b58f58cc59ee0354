import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import s from './CaseGrid.module.css';
import { useDensity } from './density';
import { useKeys, type Bindings } from './keys';
import { usePrinting } from './printing';

/** A column of a worklist. */
export interface Column<T> {
  key: string;
  title: string;
  /** Width in px at 14 px text. */
  width: number;
  render: (row: T) => ReactNode;
  /** The whole text for the hover, where the cell may be cut. */
  text?: (row: T) => string;
  align?: 'right';
  /** What the server is asked for to sort by this column; a leading `-` means downwards. */
  sort?: string;
  /** Cannot be hidden. */
  always?: boolean;
  /** Only for who can press it: not on paper. */
  screen?: boolean;
}

interface GridProps<T> {
  /** What the list is, for screen readers. */
  caption: string;
  columns: Column<T>[];
  rows: T[];
  rowKey: (row: T) => string;
  /** What a row is called when it is selected or announced. */
  rowLabel: (row: T) => string;
  /** The whole list has this many rows as far as known. */
  rowCount?: number;
  empty: ReactNode;
  loading?: boolean;
  /** Old rows stay, dimmed, while a new filter loads. */
  stale?: boolean;
  hasMore?: boolean;
  loadMore?: () => void;
  onOpen?: (row: T) => void;
  /** Without it, the grid has no boxes to tick. */
  selected?: ReadonlySet<string>;
  onSelect?: (keys: ReadonlySet<string>) => void;
  sort?: string;
  onSort?: (sort: string | undefined) => void;
  /** Keys work on the whole page (one grid per page), or only inside the grid. */
  pageKeys?: boolean;
}

const OVERSCAN = 8;
const LOAD_AHEAD = 30;
const BOX_WIDTH = 40;

/** A width meant for 14 px text, as wide as the text is now. */
const rem = (px: number) => `${px / 14}rem`;

/** Worklist: native table, virtual rows, one line per row, everything by keyboard. */
export function CaseGrid<T>(props: GridProps<T>) {
  const { columns, rows, rowKey, rowLabel, onOpen, selected, onSelect, hasMore, loadMore, loading } = props;
  const { row: rowHeight } = useDensity();
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [cursor, setCursor] = useState(0);
  const anchor = useRef<number | null>(null);
  const at = Math.min(cursor, Math.max(0, rows.length - 1));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollPaddingStart: rowHeight + 4,
  });
  useEffect(() => virtual.measure(), [rowHeight, virtual]);
  const printing = usePrinting();
  const items = printing ? rows.map((_, index) => ({ index, start: 0, end: 0 })) : virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (!printing && hasMore && !loading && rows.length - LOAD_AHEAD <= last) loadMore?.();
  }, [hasMore, last, loadMore, loading, printing, rows.length]);

  const move = (to: number, range: boolean) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    if (range && onSelect) {
      anchor.current ??= at;
      const [from, until] = [Math.min(anchor.current, next), Math.max(anchor.current, next)];
      onSelect(new Set(rows.slice(from, until + 1).map(rowKey)));
    } else {
      anchor.current = null;
    }
    setCursor(next);
    virtual.scrollToIndex(next);
  };
  const toggle = (index: number) => {
    const row = rows[index];
    if (!row || !onSelect) return;
    const next = new Set(selected);
    const key = rowKey(row);
    if (!next.delete(key)) next.add(key);
    anchor.current = index;
    onSelect(next);
  };
  const open = (index: number) => {
    const row = rows[index];
    if (row) onOpen?.(row);
  };
  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight * 10) / rowHeight) - 2);
  const bindings: Bindings = {
    j: () => move(at + 1, false),
    k: () => move(at - 1, false),
    ArrowDown: () => move(at + 1, false),
    ArrowUp: () => move(at - 1, false),
    'shift+ArrowDown': () => move(at + 1, true),
    'shift+ArrowUp': () => move(at - 1, true),
    PageDown: () => move(at + page, false),
    PageUp: () => move(at - page, false),
    Home: () => move(0, false),
    End: () => move(rows.length - 1, false),
    Enter: () => open(at),
    ...(onSelect
      ? {
          Space: () => toggle(at),
          x: () => toggle(at),
          'ctrl+a': () => onSelect(new Set(rows.map(rowKey))),
          Escape: () => {
            anchor.current = null;
            onSelect(new Set());
          },
        }
      : {}),
  };
  const latest = useRef({ toggle, open });
  useLayoutEffect(() => {
    latest.current = { toggle, open };
  });
  const [act] = useState<RowAct>(() => ({
    cursor: setCursor,
    toggle: (index) => latest.current.toggle(index),
    open: (index) => latest.current.open(index),
  }));
  useKeys(bindings, { enabled: props.pageKeys ?? false });
  const width = rem(columns.reduce((sum, c) => sum + c.width, onSelect ? BOX_WIDTH : 0));
  const before = items[0]?.start ?? 0;
  const after = printing ? 0 : virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const span = columns.length + (onSelect ? 1 : 0);
  return (
    <div
      ref={scroller}
      className={`${s.scroller} ${props.stale ? s.stale : ''}`}
      aria-busy={loading || props.stale || undefined}
      style={{ '--row': `${rowHeight}px` } as React.CSSProperties}
    >
      <table
        role="grid"
        className={s.table}
        style={{ minWidth: width }}
        aria-rowcount={props.rowCount ?? (hasMore ? -1 : rows.length + 1)}
        aria-colcount={span}
        aria-multiselectable={onSelect ? true : undefined}
        aria-activedescendant={items.some((i) => i.index === at) ? `${id}-${at}` : undefined}
        tabIndex={0}
        onKeyDown={props.pageKeys ? undefined : (e) => runHere(e, bindings)}
      >
        <caption className="sr">{props.caption}</caption>
        <colgroup>
          {onSelect ? <col className="no-print" style={{ width: rem(BOX_WIDTH) }} /> : null}
          {columns.map((c) => (
            <col key={c.key} className={c.screen ? 'no-print' : undefined} style={{ width: rem(c.width) }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {onSelect ? (
              <th scope="col" className={s.box}>
                <input
                  type="checkbox"
                  aria-label="选择已载入的全部"
                  checked={0 < rows.length && rows.every((r) => selected?.has(rowKey(r)))}
                  onChange={(e) => onSelect(new Set(e.target.checked ? rows.map(rowKey) : []))}
                />
              </th>
            ) : null}
            {columns.map((c) => (
              <Head key={c.key} column={c} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {0 < before ? <Gap height={before} span={span} /> : null}
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const key = rowKey(row);
            return (
              <Row
                key={key}
                id={`${id}-${item.index}`}
                index={item.index}
                row={row}
                label={rowLabel(row)}
                columns={columns as Column<unknown>[]}
                active={item.index === at}
                selected={onSelect ? (selected?.has(key) ?? false) : null}
                act={act}
              />
            );
          })}
          {0 < after ? <Gap height={after} span={span} /> : null}
          {rows.length === 0 && loading ? <Bones span={span} /> : null}
        </tbody>
      </table>
      {hasMore ? <p className="print-only">以上是清单的前 {rows.length} 行，后面还有。要印全部，请用清单上方的“打印”。</p> : null}
      {rows.length === 0 && !loading ? <div className={s.empty}>{props.empty}</div> : null}
    </div>
  );
}

function runHere(event: React.KeyboardEvent, bindings: Bindings) {
  if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return;
  const name = `${event.ctrlKey || event.metaKey ? 'ctrl+' : ''}${event.shiftKey && 1 < event.key.length ? 'shift+' : ''}${event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toLowerCase() : event.key}`;
  const run = bindings[name];
  if (run) {
    event.preventDefault();
    event.stopPropagation();
    run(event.nativeEvent);
  }
}

const classOf = ({ align, screen }: { align?: 'right'; screen?: boolean }) => [align === 'right' && s.right, screen && 'no-print'].filter(Boolean).join(' ') || undefined;

function Head<T>({ column, sort, onSort }: { column: Column<T>; sort?: string; onSort?: (sort: string | undefined) => void }) {
  const key = column.sort;
  const on = key !== undefined && sort === key;
  const down = key?.startsWith('-') ?? false;
  return (
    <th
      scope="col"
      className={classOf(column)}
      aria-sort={on ? (down ? 'descending' : 'ascending') : undefined}
    >
      {key && onSort ? (
        <>
          <button type="button" className={s.sort} onClick={() => onSort(on ? undefined : key)}>
            {column.title}
            <span aria-hidden="true" className={on ? s.sorted : s.unsorted}>
              {on ? (down ? '↓' : '↑') : '↕'}
            </span>
          </button>
          {/* A browser does not repeat buttons in the heads of the sheets that follow. */}
          <span className={s.printed}>{column.title}</span>
        </>
      ) : (
        column.title
      )}
    </th>
  );
}

interface RowAct {
  cursor: (index: number) => void;
  toggle: (index: number) => void;
  open: (index: number) => void;
}

interface RowProps {
  id: string;
  index: number;
  row: unknown;
  label: string;
  columns: Column<unknown>[];
  active: boolean;
  selected: boolean | null;
  act: RowAct;
}

const Row = memo(function Row({ id, index, row, label, columns, active, selected, act }: RowProps) {
  return (
    <tr
      id={id}
      aria-rowindex={index + 2}
      aria-selected={selected ?? undefined}
      className={`${active ? s.active : ''} ${selected ? s.selected : ''}`}
      onClick={() => act.cursor(index)}
      onDoubleClick={() => act.open(index)}
    >
      {selected === null ? null : (
        <td className={s.box}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={`选择 ${label}`}
            checked={selected}
            onChange={() => act.toggle(index)}
          />
        </td>
      )}
      {columns.map((c) => (
        <td key={c.key} className={classOf(c)} title={c.text?.(row)}>
          {c.render(row)}
        </td>
      ))}
    </tr>
  );
});

function Gap({ height, span }: { height: number; span: number }) {
  return (
    <tr aria-hidden="true" className={s.gap}>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}

/** Skeleton rows of the right height, shown only when loading takes longer than a blink. */
function Bones({ span }: { span: number }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 200);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return Array.from({ length: 8 }, (_, i) => (
    <tr key={i} aria-hidden="true">
      <td colSpan={span}>
        <span className={s.bone} />
      </td>
    </tr>
  ));
}
