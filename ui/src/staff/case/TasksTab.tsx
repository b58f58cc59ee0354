import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { CaseDetail, TaskRow } from '../../api/types';
import { caseCopy as c } from '../../copy/case';
import { ActButton } from '../../ui/ActButton';
import { Deadline } from '../../ui/Deadline';
import { day } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Sheet } from '../../ui/Panel';
import { Accept } from '../command/Accept';
import { Offers } from '../command/Offers';
import s from './Case.module.css';
import { FieldReports, RiskTool } from './Fieldwork';
import type { OnForm } from './formOf';
import { useDo } from './NextStep';

const Late = lazy(() => import('./Late'));
const Panels = lazy(() => import('./Panels'));
const Why = lazy(() => import('./Why'));
const LIVE = new Set(['open', 'accepted', 'returned']);
const isLive = (task: TaskRow) => LIVE.has(task.state);
const HEAD = ['事项', '节点', '承办', '期限', '状态', '操作'];

export function TasksTab({ file, open }: { file: CaseDetail; open: OnForm }) {
  // One's own first, then by their last day.
  const live = file.tasks.filter(isLive).sort((a, b) => Number(b.mine) - Number(a.mine) || (a.due_on ?? '9').localeCompare(b.due_on ?? '9'));
  const over = file.tasks.filter((task) => !isLive(task)).reverse();
  return (
    <>
      <div className={s.tool}>
        <ActButton actions={file.actions} act="raise_task" onClick={() => open({ kind: 'command', name: 'raise_task' })} />
        <ActButton actions={file.actions} act="convene_panel" onClick={() => open({ kind: 'command', name: 'convene_panel' })} />
        <ActButton actions={file.actions} act="issue_directive" onClick={() => open({ kind: 'command', name: 'issue_directive' })} />
        <RiskTool file={file} open={open} />
      </div>
      <Sheet caption="本案事项" head={HEAD} empty={over.length === 0 ? c.none.tasks : c.none.liveTasks}>
        {live.map((task) => (
          <Row key={task.id} task={task} file={file} open={open} />
        ))}
      </Sheet>
      <Over tasks={over} file={file} open={open} />
      {0 < file.panels.length ? (
        <Suspense fallback={null}>
          <Panels file={file} open={open} />
        </Suspense>
      ) : null}
      {0 < file.deadlines.latenesses.length + file.deadlines.directives.length ? (
        <Suspense fallback={null}>
          <Late file={file} open={open} />
        </Suspense>
      ) : null}
      <FieldReports file={file} />
      <WhyTasks file={file} />
      <section className={s.section} aria-label="繁简分流">
        <header>
          <h2>繁简分流</h2>
        </header>
        {file.triage.length === 0 ? <p className={s.dim}>{c.none.triage}</p> : null}
        {file.triage.map((t) => (
          <div key={`${t.round_label}${t.at}`} className={s.rule}>
            <b>
              {t.round_label}：{t.lane}
            </b>
            <span className={s.dim}>
              {' '}
              {t.overridden ? '人工调整' : `规则 ${t.rule}`} · {t.by}
            </span>
            <p>{t.explanation}</p>
            {0 < t.inputs.length ? (
              <p className={s.dim}>依据的事实：{t.inputs.map((i) => `${i.label} = ${i.value}`).join('；')}</p>
            ) : null}
          </div>
        ))}
      </section>
    </>
  );
}

/** What is over, in one line until somebody asks; on paper it is all there. */
function Over({ tasks, file, open }: { tasks: TaskRow[]; file: CaseDetail; open: OnForm }) {
  const [shown, setShown] = useState(false);
  const last = tasks[0];
  if (!last) return null;
  return (
    <>
      <Button type="link" style={{ alignSelf: 'start', padding: '0 4px' }} aria-expanded={shown} onClick={() => setShown(!shown)}>
        {shown ? '▾' : '▸'} {c.doneTasks(tasks.length, [last.title, last.done_on].filter(Boolean).join('，'))}
      </Button>
      <div className={shown ? undefined : s.folded}>
        <Sheet caption="已办结的事项" head={HEAD} empty={c.none.tasks}>
          {tasks.map((task) => (
            <Row key={task.id} task={task} file={file} open={open} />
          ))}
        </Sheet>
      </div>
    </>
  );
}

function Row({ task, file, open }: { task: TaskRow; file: CaseDetail; open: OnForm }) {
  const go = useDo(file, open);
  return (
    <tr>
      <td>
        {task.title} {task.urgent ? <Light light="overdue">紧急</Light> : null}
        {task.asks ? (
          <div className={s.dim}>
            {task.raised_by} 派出：{task.asks}
          </div>
        ) : null}
        {task.result ? <div className={s.dim}>{task.result}</div> : null}
      </td>
      <td>{task.node ?? '—'}</td>
      <td>{[task.post, task.holder].filter(Boolean).join(' ') || '待定'}</td>
      <td className="num" style={{ whiteSpace: 'nowrap' }}>
        {day(task.due_on)}
        {task.excluded ? <div className={s.dim}>{task.excluded}</div> : null}
      </td>
      <td>
        {isLive(task) ? (
          <span className={s.tool}>
            {task.state_label}
            <Deadline light={task.light} due={task.due_on} basis={task.basis} />
          </span>
        ) : (
          <Light light="idle">{task.state_label}</Light>
        )}
      </td>
      <td>
        {task.mine && (task.act ?? task.opens) ? (
          <Button size="small" type="link" style={{ padding: '0 4px' }} onClick={() => go({ ...task, what: task.title })}>
            去办理
          </Button>
        ) : null}
        <Accept file={file} task={task} />
        <Offers actions={task.actions.filter((a) => a.act !== 'accept_task')} on={`task:${task.id}`} open={open} />
      </td>
    </tr>
  );
}

/** 事项的由来, asked for when somebody wonders. */
function WhyTasks({ file }: { file: CaseDetail }) {
  const [shown, setShown] = useState(false);
  return (
    <section className={`no-print ${s.section}`} aria-label="事项的由来">
      <header>
        <h2>事项的由来</h2>
        <Button size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? '收起' : '为什么有这些事项，为什么没有别的'}
        </Button>
      </header>
      {shown ? (
        <Suspense fallback={null}>
          <Why id={file.id} version={file.version} />
        </Suspense>
      ) : null}
    </section>
  );
}
