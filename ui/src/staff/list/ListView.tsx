import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from 'react';
import { exportList, listsQuery, rowsQuery, totalQuery, viewsQuery, type ListFilter } from '../../api/lists';
import type { ListDescription, ListRow } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { lists as c } from '../../copy/lists';
import { CaseGrid, type Column } from '../../ui/CaseGrid';
import { useColumns } from '../../ui/columns';
import { ErrorBar } from '../../ui/ErrorBar';
import { Filters } from '../../ui/Filters';
import { wan } from '../../ui/format';
import { rememberOrder } from '../../ui/listOrder';
import { useUrlState } from '../../ui/useUrlState';
import { knownOf } from '../case/Opening';
import { Keys } from '../Keys';
import { useMay } from '../me';
import { NotFound } from '../NotFound';
import { useOpenCase } from '../Opener';
import s from '../pages/list.module.css';
import { rowLink } from '../tabs';
import { useWarmCase } from '../useWarmCase';
import { columnsOf, usuallyHidden } from './columns';
import { ListFilters } from './filters';

const Bulk = lazy(() => import('./Bulk'));
const SavedViews = lazy(() => import('../../ui/SavedViews'));
const PrintList = lazy(() => import('./PrintList'));

interface ListViewProps {
  /** Key of the list. */
  list: string;
  /** What it is called here, where that is not the list's own title. */
  caption?: string;
  /** The usual rows alone: no filters, no views, no address. */
  bare?: boolean;
  /** Columns of this page's own, after the described ones. */
  more?: Column<ListRow>[];
  /** Columns of this page's own, before the described ones. */
  lead?: Column<ListRow>[];
  empty?: ReactNode;
  /** What a row is called, where its first column does not say it all. */
  rowLabel?: (row: ListRow) => string;
  /** What opening a row does, where it does not lead to its case. */
  onOpen?: (row: ListRow) => void;
  /** What can be done with the rows that are ticked. */
  tools?: (chosen: ListRow[]) => ReactNode;
}

/** Any list, drawn from its description. */
export function ListView(props: ListViewProps) {
  const descriptions = useQuery(listsQuery);
  const described = descriptions.data?.find((list) => list.key === props.list);
  if (descriptions.error) return <ErrorBar error={descriptions.error} onRetry={() => void descriptions.refetch()} />;
  if (!descriptions.data) return null;
  return described ? <Described {...props} described={described} /> : <NotFound />;
}

const NONE: ListFilter = {};
const NO_COLUMNS: Column<ListRow>[] = [];

function Described({ described: list, caption, bare, more = NO_COLUMNS, lead = NO_COLUMNS, empty, rowLabel, onOpen, tools }: ListViewProps & { described: ListDescription }) {
  useWarmCase();
  const names = useMemo(() => [...list.filters.map((f) => f.name), 'sort'], [list]);
  const [url, setUrl] = useUrlState(names);
  const filter: ListFilter = bare ? NONE : url;
  const open = useOpenCase();
  const rows = useInfiniteQuery(rowsQuery(list.key, filter));
  const total = useQuery({ ...totalQuery(list.key, filter), enabled: !bare });
  const described = useMemo(() => columnsOf(list), [list]);
  const usual = useMemo(() => usuallyHidden(list), [list]);
  const { columns, setup, hidden, setHidden } = useColumns(list.key, described, usual);
  const shown = useMemo(() => [...lead.map((column) => ({ ...column, screen: true })), ...columns, ...more], [lead, columns, more]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const items = useMemo(() => rows.data?.pages.flatMap((p) => p.items) ?? [], [rows.data]);
  useEffect(() => {
    const cases = items.map((r) => r.case_id).filter((id) => id !== null);
    if (0 < cases.length) rememberOrder([...new Set(cases)], { to: `${location.pathname}${location.search}`, title: caption ?? list.title });
  }, [caption, items, list.title]);
  // Only what is the list's own: the address may say more, for example which tab.
  const nothing = useMemo(() => Object.fromEntries(names.map((name) => [name, undefined])), [names]);
  const reset = () => setUrl(nothing);
  const chosen = items.filter((row) => selected.has(row.id));
  return (
    <>
      {bare ? (
        <ErrorBar error={rows.error} onRetry={() => void rows.refetch()} />
      ) : (
        <div className={s.tools}>
          <Views list={list} filter={filter} hidden={hidden} onFilter={(next) => setUrl({ ...nothing, ...next })} onColumns={setHidden} />
          <Filters>
            <ListFilters list={list} filter={filter} onChange={setUrl} />
          </Filters>
          <div className={s.row}>
            <ExportButton list={list} filter={filter} columns={columns.map((column) => column.key)} rows={chosen.map((row) => row.id)} />
            {0 < list.commands.length ? (
              <Suspense>
                <Bulk list={list} filter={filter} chosen={chosen} count={total.data?.count} />
              </Suspense>
            ) : null}
            {setup}
            <Button onClick={reset}>{c.reset}</Button>
            <Suspense>
              <PrintList rows={rows} />
            </Suspense>
            <Keys choose />
            <span className={s.space} />
            {tools?.(chosen)}
            {0 < chosen.length ? <span>{counted(list, chosen)}</span> : null}
            <Total list={list} total={total.data} />
          </div>
          {rows.data?.pages[0]?.cases_capped ? <p role="status">{c.capped}</p> : null}
          <ErrorBar error={rows.error} onRetry={() => void rows.refetch()} />
        </div>
      )}
      <CaseGrid
        caption={caption ?? list.title}
        columns={shown}
        rows={items}
        rowKey={(r) => r.id}
        rowLabel={rowLabel ?? ((r) => labelOf(list, r))}
        rowCount={total.data && !total.data.count_capped ? total.data.count + 1 : undefined}
        loading={rows.isFetching}
        stale={rows.isPlaceholderData}
        hasMore={rows.hasNextPage}
        loadMore={() => void rows.fetchNextPage()}
        selected={bare ? undefined : selected}
        onSelect={bare ? undefined : setSelected}
        sort={filter['sort']}
        onSort={bare ? undefined : (sort) => setUrl({ sort })}
        onOpen={onOpen ?? ((r) => r.case_id && open(rowLink(list.key, r, r.case_id), knownOf(r)))}
        pageKeys
        empty={
          rows.error
            ? null
            : (empty ?? (
                <>
                  {c.empty} ·{' '}
                  <Button type="link" style={{ padding: 0 }} onClick={reset}>
                    {c.reset}
                  </Button>
                </>
              ))
        }
      />
    </>
  );
}

/** So long it is said that an export was started. */
const SAID_MS = 8000;

/** What a row is called: its first columns that always stand. */
function labelOf(list: ListDescription, row: ListRow): string {
  const always = list.columns.find((column) => column.place === 'always');
  const name = always && row[always.name];
  return String(name || row['title'] || row['applicants'] || list.title);
}

/** So many rows ticked, and what they come to. */
function counted(list: ListDescription, rows: ListRow[]): string {
  const column = list.columns.find((known) => known.name === list.sum);
  const said = c.selected(rows.length, list.unit);
  if (!column) return said;
  const sum = rows.reduce((fen, row) => fen + (typeof row[column.name] === 'number' ? Number(row[column.name]) : 0), 0);
  return `${said}，${c.sum(column.title, wan(sum))}`;
}

function Total({ list, total }: { list: ListDescription; total: { count: number; count_capped: boolean; sum_fen: number | null } | undefined }) {
  const summed = list.columns.find((column) => column.name === list.sum);
  return (
    <span className="num" role="status">
      {total
        ? `${c.total(total.count.toLocaleString('en-US'), list.unit, total.count_capped)}${summed && total.sum_fen !== null ? `，${c.sum(summed.title, wan(total.sum_fen))}` : ''}`
        : c.summing}
    </span>
  );
}

/** The rows that are ticked, else the whole filter, with the columns that are shown, as a spreadsheet. */
function ExportButton({ list, filter, columns, rows }: { list: ListDescription; filter: ListFilter; columns: string[]; rows: string[] }) {
  const may = useMay();
  const command = useCommand(exportList, { touches: [['jobs']] });
  const { reset } = command;
  useEffect(() => reset(), [filter, rows.length, reset]);
  // What was started is in the tray; the word of it goes by itself.
  useEffect(() => {
    if (!command.isSuccess) return undefined;
    const timer = setTimeout(reset, SAID_MS);
    return () => clearTimeout(timer);
  }, [command.isSuccess, reset]);
  if (!may('export_cases')) return null;
  return (
    <>
      <Button loading={command.isPending} onClick={() => command.mutate({ list: list.key, filter, columns, rows })}>
        {0 < rows.length ? c.exportTicked(rows.length, list.unit) : c.export}
      </Button>
      {command.isSuccess ? <span role="status">{c.exported}</span> : null}
      <ErrorBar error={command.error} />
    </>
  );
}

function Views({
  list,
  filter,
  hidden,
  onFilter,
  onColumns,
}: {
  list: ListDescription;
  filter: ListFilter;
  /** Columns that are not shown: part of a saved view. */
  hidden: string[];
  onFilter: (filter: ListFilter) => void;
  onColumns: (hidden: string[]) => void;
}) {
  const own = useQuery(viewsQuery(list.key));
  return (
    <Suspense>
    <SavedViews
      list={list.key}
      builtIn={list.views}
      own={own.data ?? []}
      filter={filter}
      hidden={hidden}
      onPick={(view) => {
        onFilter(view.filter);
        if (view.hidden) onColumns(view.hidden);
      }}
    />
    </Suspense>
  );
}
