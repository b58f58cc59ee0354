import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { casesQuery, caseSummaryQuery, exportCases, viewsQuery } from '../../api/cases';
import { organisationQuery } from '../../api/people';
import type { CaseFilter } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { lists } from '../../copy/lists';
import { CaseGrid } from '../../ui/CaseGrid';
import { useColumns } from '../../ui/columns';
import { ErrorBar } from '../../ui/ErrorBar';
import { DaysFilter, Filters, PickFilter, TextFilter } from '../../ui/Filters';
import { wan } from '../../ui/format';
import { rememberOrder } from '../../ui/listOrder';
import { Panel } from '../../ui/Panel';
import { SavedViews } from '../../ui/SavedViews';
import { useUrlState } from '../../ui/useUrlState';
import { knownOf } from '../case/Opening';
import { CASE_COLUMNS } from '../caseColumns';
import { Keys } from '../Keys';
import { useMay } from '../me';
import { useOpenCase } from '../Opener';
import { useWarmCase } from '../useWarmCase';
import s from './list.module.css';

const c = lists.cases;
const KEYS = ['q', 'state', 'lane', 'node', 'handler', 'team', 'kind', 'filed_from', 'filed_to', 'light', 'tag', 'sort'] as const;
const LIGHTS = [
  { value: 'overdue', label: '已逾期' },
  { value: 'today', label: '今日到期' },
  { value: 'soon', label: '即将到期' },
  { value: 'normal', label: '期限尚远' },
  { value: 'idle', label: '没有期限' },
];
const TAGS = [
  { value: 'livelihood', label: '涉民生' },
  { value: 'measure_expiring', label: '控制措施将到期' },
];
const STATES = [
  { value: 'open', label: '在办' },
  { value: 'received', label: '待补正' },
  { value: 'closed', label: '已结' },
];

export default function Cases() {
  useWarmCase();
  const [filter, setFilter] = useUrlState(KEYS);
  const open = useOpenCase();
  const may = useMay();
  const list = useInfiniteQuery(casesQuery(filter));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { columns, setup, hidden, setHidden } = useColumns('cases', CASE_COLUMNS);
  const rows = useMemo(() => list.data?.pages.flatMap((p) => p.items) ?? [], [list.data]);
  useEffect(() => {
    if (0 < rows.length) rememberOrder(rows.map((r) => r.id));
  }, [rows]);
  const summary = useQuery(caseSummaryQuery(filter));
  const exporting = useCommand(exportCases, { touches: [['jobs']] });
  return (
    <Panel fill>
      <div className={s.tools}>
        <CaseFilters filter={filter} onChange={setFilter} hidden={hidden} onColumns={setHidden} />
        <div className={s.row}>
          {may('export_cases') ? (
            <Button loading={exporting.isPending} onClick={() => exporting.mutate(filter)}>
              {c.export}
            </Button>
          ) : null}
          {setup}
          <Button onClick={() => setFilter({}, true)}>{c.reset}</Button>
          <Keys choose />
          <span className={s.space} />
          {exporting.isSuccess ? <span role="status">{c.exported}</span> : null}
          {0 < selected.size ? <span>{c.selected(selected.size)}</span> : null}
          <span className="num" role="status">
            {summary.data
              ? `${c.total(summary.data.count.toLocaleString('en-US'), summary.data.count_capped)}${summary.data.claim_fen === null ? '' : `，${c.sum(wan(summary.data.claim_fen))}`}`
              : c.summing}
          </span>
        </div>
        <ErrorBar error={list.error ?? exporting.error} onRetry={list.error ? () => void list.refetch() : undefined} />
      </div>
      <CaseGrid
        caption={c.caption}
        columns={columns}
        rows={rows}
        rowKey={(r) => r.id}
        rowLabel={(r) => r.case_no || r.applicants}
        rowCount={summary.data && !summary.data.count_capped ? summary.data.count + 1 : undefined}
        loading={list.isFetching}
        stale={list.isPlaceholderData}
        hasMore={list.hasNextPage}
        loadMore={() => void list.fetchNextPage()}
        selected={selected}
        onSelect={setSelected}
        sort={filter.sort}
        onSort={(sort) => setFilter({ sort })}
        onOpen={(r) => open(`/cases/${r.id}`, knownOf(r))}
        pageKeys
        empty={
          list.error ? null : (
            <>
              {c.empty} ·{' '}
              <Button type="link" style={{ padding: 0 }} onClick={() => setFilter({}, true)}>
                {c.reset}
              </Button>
            </>
          )
        }
      />
    </Panel>
  );
}

function CaseFilters({
  filter,
  onChange,
  hidden,
  onColumns,
}: {
  filter: CaseFilter;
  onChange: (patch: CaseFilter, replace?: boolean) => void;
  /** Columns that are not shown: part of a saved view. */
  hidden: string[];
  onColumns: (hidden: string[]) => void;
}) {
  const views = useQuery(viewsQuery);
  const organisation = useQuery(organisationQuery);
  const named = (list: { code: string; name: string }[] | undefined) => list?.map((x) => ({ value: x.code, label: x.name })) ?? [];
  return (
    <>
      <SavedViews
        own={views.data ?? []}
        filter={filter}
        hidden={hidden}
        onPick={(view) => {
          onChange(view.filter, true);
          if (view.hidden) onColumns(view.hidden);
        }}
      />
      <Filters>
        <TextFilter label={c.keyword} hint={c.keywordHint} value={filter.q ?? ''} onChange={(q) => onChange({ q })} />
        <PickFilter label={c.state} value={filter.state} options={STATES} onChange={(state) => onChange({ state })} width={90} />
        <PickFilter label={c.light} value={filter.light} options={LIGHTS} onChange={(light) => onChange({ light })} width={104} />
        <PickFilter label={c.tag} value={filter.tag} options={TAGS} onChange={(tag) => onChange({ tag })} width={128} />
        <PickFilter label={c.node} value={filter.node} options={named(organisation.data?.nodes)} onChange={(node) => onChange({ node })} />
        <PickFilter label={c.lane} value={filter.lane} options={named(organisation.data?.lanes)} onChange={(lane) => onChange({ lane })} />
        <PickFilter
          label={c.handler}
          value={filter.handler}
          options={[{ value: 'me', label: '我' }, ...(organisation.data?.handlers.map((h) => ({ value: h.id, label: h.name })) ?? [])]}
          onChange={(handler) => onChange({ handler })}
          width={100}
        />
        <DaysFilter
          label={c.filed}
          from={filter.filed_from}
          to={filter.filed_to}
          onChange={(filed_from, filed_to) => onChange({ filed_from, filed_to })}
        />
      </Filters>
    </>
  );
}
