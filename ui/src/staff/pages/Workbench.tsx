import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ListRow } from '../../api/types';
import { focusQuery } from '../../api/focus';
import { totalQuery } from '../../api/lists';
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
      {may('manage_people') ? <SetUp /> : null}
    </>
  );
}

function Focus() {
  const focus = useQuery(focusQuery);
  const may = useMay();
  const mayAll = useMayAll();
  const f = focus.data;
  if (focus.error) return <ErrorBar error={focus.error} onRetry={() => void focus.refetch()} />;
  return (
    <section className={s.cards} aria-label="今日关注">
      {may('sign_approval') ? <Counted list="approvals" filter={NONE} to="/approvals" title="待我签批" unit="件" /> : null}
      <Card to="/tasks?due=overdue" title="逾期事项" value={f?.overdue_tasks.count} unit="项" bad />
      <Counted list="tasks" filter={TODAY} to="/tasks?due=today" title="今日到期事项" unit="项" />
      {may('acknowledge_expiry') ? <Card to="/cases?tag=measure_expiring" title="查封冻结到期待答复" value={f?.measures_expiring.count} unit="件" bad /> : null}
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

const NONE = {};
const TODAY = { due: 'today' };

/** A figure that is the total of a list. */
function Counted({ list, filter, to, title, unit }: { list: string; filter: Record<string, string>; to: string; title: string; unit: string }) {
  const total = useQuery(totalQuery(list, filter));
  return <Card to={to} title={title} value={total.data?.count} unit={unit} />;
}

/** What a court needs before its first case, in this order, each where it is done. */
const STEPS = [
  { to: '/people?tab=court', title: '法院信息', why: '全称、账户、地址，印在每份文书上' },
  { to: '/people', title: '添加人员', why: '每人一个账号，按所任职务给角色' },
  { to: '/modes', title: '启用办案模式', why: '节点、岗位、期限和分流由它而来' },
  { to: '/people?tab=posts', title: '岗位定人', why: '没有人的岗位，事项派不出去' },
];

/** 系统管理员: the steps of setting up, which are also where things are changed later. */
function SetUp() {
  return (
    <Panel title="系统设置的步骤">
      <ol className={s.steps}>
        {STEPS.map((step, at) => (
          <li key={step.title}>
            {at + 1}. <Link to={step.to}>{step.title}</Link> <span className={s.dim}>{step.why}</span>
          </li>
        ))}
      </ol>
    </Panel>
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
