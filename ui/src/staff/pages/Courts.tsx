import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { courtsQuery, inOrder, type Placed } from '../../api/courts';
import { lookAt } from '../../api/place';
import { courts as c } from '../../copy/courts';
import { CaseGrid, type Column } from '../../ui/CaseGrid';
import { ErrorBar } from '../../ui/ErrorBar';
import { yuan, yuanUpper } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Facts, Panel } from '../../ui/Panel';
import s from './list.module.css';

const enter = ({ court }: Placed) => lookAt(court.own ? null : court.code, '/cases');
const number = (value: number) => <span className="num">{value}</span>;

const COLUMNS: Column<Placed>[] = [
  {
    key: 'name',
    title: c.court,
    width: 260,
    always: true,
    text: ({ court }) => court.name,
    render: (row) => (
      <a
        href="/cases"
        style={{ marginInlineStart: row.depth * 20 }}
        onClick={(event) => {
          event.preventDefault();
          enter(row);
        }}
      >
        {row.court.name}
        {row.court.own ? c.own : ''}
      </a>
    ),
  },
  { key: 'code', title: c.code, width: 90, render: ({ court }) => court.code },
  { key: 'open', title: c.open, width: 90, align: 'right', render: ({ court }) => number(court.open) },
  {
    key: 'overdue',
    title: c.overdue,
    width: 90,
    align: 'right',
    render: ({ court }) => (0 < court.overdue ? <Light light="overdue">{court.overdue}</Light> : number(0)),
  },
  { key: 'filed', title: c.filed, width: 100, align: 'right', render: ({ court }) => number(court.filed_this_year) },
  { key: 'closed', title: c.closed, width: 100, align: 'right', render: ({ court }) => number(court.closed_this_year) },
  { key: 'unpaid', title: c.unpaid, width: 120, align: 'right', render: ({ court }) => (court.unpaid_count === null ? '' : number(court.unpaid_count)) },
  {
    key: 'unpaid_fen',
    title: c.unpaidSum,
    width: 150,
    align: 'right',
    render: ({ court }) => (court.unpaid_fen === null ? '' : yuan(court.unpaid_fen)),
    text: ({ court }) => (court.unpaid_fen === null ? '' : yuanUpper(court.unpaid_fen)),
  },
];

const SUMS = [
  ['open', c.open],
  ['overdue', c.overdue],
  ['filed_this_year', c.filed],
  ['closed_this_year', c.closed],
] as const;

/** 下级法院: figures per court first; a court's lists and cases are opened from here, to look at only. */
export default function Courts() {
  const list = useQuery(courtsQuery);
  const rows = useMemo(() => inOrder(list.data ?? []), [list.data]);
  const sums = SUMS.map(([key, label]) => ({ label, value: number(rows.reduce((sum, row) => sum + row.court[key], 0)) }));
  return (
    <Panel fill title={c.title}>
      <div className={s.tools}>
        <p className={s.dim}>{c.hint}</p>
        <Facts items={sums} />
        <ErrorBar error={list.error} onRetry={() => void list.refetch()} />
      </div>
      <CaseGrid
        caption={c.title}
        columns={COLUMNS}
        rows={rows}
        rowKey={(row) => row.court.code}
        rowLabel={(row) => row.court.name}
        rowCount={rows.length}
        loading={list.isFetching}
        onOpen={enter}
        pageKeys
        empty={list.error ? null : c.none}
      />
    </Panel>
  );
}
