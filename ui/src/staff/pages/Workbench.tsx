import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ListRow } from '../../api/types';
import { focusQuery } from '../../api/focus';
import { lists } from '../../copy/lists';
import type { Column } from '../../ui/CaseGrid';
import { ErrorBar } from '../../ui/ErrorBar';
import { dayLong, wan, weekday } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Panel } from '../../ui/Panel';
import { useToday } from '../../ui/today';
import { useMay, useMayAll, useMe } from '../me';
import { Keys } from '../Keys';
import { ListView } from '../list/ListView';
import { taskLink } from '../tabs';
import s from './list.module.css';

export default function Workbench() {
  const me = useMe();
  const may = useMay();
  const today = useToday();
  return (
    <>
      <h1 className="sr">工作台</h1>
      {may('list_tasks') && may('list_cases') ? <Focus /> : null}
      {may('list_tasks') ? (
        <MyTasks />
      ) : (
        <Panel>
          <p>
            {me.name}，今天是 {dayLong(today)}，{weekday(today)}。您的岗位没有待办事项清单。
          </p>
        </Panel>
      )}
    </>
  );
}

function Focus() {
  const focus = useQuery(focusQuery);
  const mayAll = useMayAll();
  const f = focus.data;
  if (focus.error) return <ErrorBar error={focus.error} onRetry={() => void focus.refetch()} />;
  return (
    <section className={s.cards} aria-label="今日关注">
      <Card to="/tasks?due=overdue" title="逾期事项" value={f?.overdue_tasks.count} unit="项" bad />
      <Card to="/cases?tag=measure_expiring" title="查封冻结到期待答复" value={f?.measures_expiring.count} unit="件" bad />
      {mayAll('view_funds') ? (
        <>
          <Card
            to="/funds?tab=receipts&state=unknown"
            title="不明款待认领"
            value={f?.unknown_receipts.count}
            unit={`笔${f ? ` ${wan(f.unknown_receipts.amount_fen)} 万元` : ''}`}
            bad
          />
          <Card
            to="/funds?tab=unpaid"
            title="到账未发放"
            value={f?.unpaid_funds.count}
            unit={`件${f ? ` ${wan(f.unpaid_funds.amount_fen)} 万元` : ''}`}
          />
        </>
      ) : null}
    </section>
  );
}

function Card({ to, title, value, unit, bad }: { to: string; title: string; value: number | undefined; unit: string; bad?: boolean }) {
  const quiet = !value;
  return (
    <Link to={to} className={s.card}>
      <span>
        {quiet ? <Light light="idle" plain>{title}</Light> : <Light light={bad ? 'overdue' : 'soon'} plain>{title}</Light>}
      </span>
      <span className={s.figure}>
        {value ?? '—'}
        <small>{unit}</small>
      </span>
    </Link>
  );
}

/** Everything here is the reader's own: one click opens the form itself. */
const GO: Column<ListRow>[] = [
  { key: 'go', title: '操作', width: 84, render: (row) => (row.case_id ? <Link to={taskLink(row.case_id, row.opens, row.id, true)}>去办理</Link> : null) },
];

function MyTasks() {
  return (
    <Panel fill title="我的事项" extra={<Keys />}>
      <ListView
        list="tasks"
        caption="我的事项"
        bare
        lead={GO}
        empty={
          <>
            {lists.noTasks} · <Link to="/tasks?scope=all">查看全部事项</Link>
          </>
        }
      />
    </Panel>
  );
}
