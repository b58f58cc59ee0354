import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { expiringQuery } from '../../api/measures';
import type { ExpiringMeasure } from '../../api/types';
import { CaseGrid, type Column } from '../../ui/CaseGrid';
import { Deadline } from '../../ui/Deadline';
import { ErrorBar } from '../../ui/ErrorBar';
import { Filters, PickFilter } from '../../ui/Filters';
import { caseNo, yuan, yuanUpper } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Panel } from '../../ui/Panel';
import { useUrlState } from '../../ui/useUrlState';
import type { Known } from '../case/Opening';
import { Keys } from '../Keys';
import { CaseLink, useOpenCase } from '../Opener';
import { useWarmCase } from '../useWarmCase';
import s from './list.module.css';

const KEYS = ['days'] as const;
const STEPS = [7, 15, 30, 90];

const link = (m: ExpiringMeasure) => `/cases/${m.case_id}?tab=property`;
const known = (m: ExpiringMeasure): Known => ({ case_no: caseNo(m.case_no), facts: [m.respondent, m.title] });

const COLUMNS: Column<ExpiringMeasure>[] = [
  {
    key: 'case_no',
    title: '案号',
    width: 190,
    always: true,
    text: (m) => caseNo(m.case_no),
    render: (m) => <CaseLink to={link(m)} known={known(m)} />,
  },
  { key: 'due', title: '到期', width: 108, render: (m) => <Deadline light={m.light} due={m.ends_on} /> },
  { key: 'ends_on', title: '届满日', width: 100, render: (m) => <span className="num">{m.ends_on}</span> },
  { key: 'respondent', title: '被执行人', width: 140, render: (m) => m.respondent, text: (m) => m.respondent },
  { key: 'title', title: '财产', width: 180, render: (m) => m.title, text: (m) => m.title },
  { key: 'holder', title: '协助单位', width: 160, render: (m) => m.holder, text: (m) => m.holder },
  {
    key: 'actual',
    title: '实际冻结（元）',
    width: 130,
    align: 'right',
    render: (m) => yuan(m.actual_fen),
    text: (m) => yuanUpper(m.actual_fen),
  },
  { key: 'handler', title: '承办人', width: 90, render: (m) => m.handler ?? '待分案' },
  {
    key: 'answer',
    title: '处理',
    width: 150,
    render: (m) =>
      m.pending ?? (m.acknowledged_by ? `${m.acknowledged_by} 负责` : <Light light={m.light}>无人确认</Light>),
  },
];

/** 查封冻结到期: every live measure that ends soon, with who answers for it. */
export default function Expiring() {
  useWarmCase();
  const [url, setUrl] = useUrlState(KEYS);
  const open = useOpenCase();
  const days = STEPS.find((d) => String(d) === url.days) ?? 30;
  const list = useInfiniteQuery(expiringQuery(days));
  const rows = useMemo(() => list.data?.pages.flatMap((p) => p.items) ?? [], [list.data]);
  return (
    <Panel fill>
      <div className={s.tools}>
        <Filters>
          <PickFilter
            label="届满"
            all={false}
            value={String(days)}
            options={STEPS.map((d) => ({ value: String(d), label: `${d} 日内` }))}
            onChange={(d) => setUrl({ days: d })}
          />
          <Keys />
        </Filters>
        <ErrorBar error={list.error} onRetry={() => void list.refetch()} />
      </div>
      <CaseGrid
        caption="查封冻结到期"
        columns={COLUMNS}
        rows={rows}
        rowKey={(m) => m.id}
        rowLabel={(m) => `${m.case_no} ${m.title}`}
        loading={list.isFetching}
        stale={list.isPlaceholderData}
        hasMore={list.hasNextPage}
        loadMore={() => void list.fetchNextPage()}
        onOpen={(m) => open(link(m), known(m))}
        pageKeys
        empty={list.error ? null : `${days} 日内没有到期的查封冻结`}
      />
    </Panel>
  );
}
