import type { TaskRow } from '../api/types';
import type { Column } from '../ui/CaseGrid';
import { Deadline } from '../ui/Deadline';
import { caseNo, day } from '../ui/format';
import type { Known } from './case/Opening';
import { CaseLink } from './Opener';

const LIVE = new Set(['open', 'accepted', 'returned']);

/** Columns of a list of tasks. */
export const TASK_COLUMNS: Column<TaskRow>[] = [
  {
    key: 'title',
    title: '事项',
    width: 240,
    always: true,
    text: (t) => t.title,
    render: (t) => (
      <CaseLink to={taskLink(t)} known={knownOfTask(t)}>
        {t.title}
      </CaseLink>
    ),
  },
  { key: 'due', title: '期限', width: 108, render: (t) => <Deadline light={t.light} due={t.due_on} basis={t.basis} done={!LIVE.has(t.state)} /> },
  { key: 'case_no', title: '案号', width: 190, render: (t) => caseNo(t.case_no), text: (t) => caseNo(t.case_no) },
  { key: 'respondents', title: '被执行人', width: 140, render: (t) => t.respondents, text: (t) => t.respondents },
  { key: 'node', title: '节点', width: 110, render: (t) => t.node ?? '—' },
  { key: 'state', title: '状态', width: 90, render: (t) => t.state_label },
  {
    key: 'holder',
    title: '承办',
    width: 170,
    render: (t) => [t.post, t.holder].filter(Boolean).join(' ') || '待定',
    text: (t) => [t.post, t.holder].filter(Boolean).join(' '),
  },
  { key: 'due_on', title: '期限日', width: 100, render: (t) => <span className="num">{day(t.due_on)}</span> },
];

/** What a task tells of its case. */
export function knownOfTask(task: TaskRow): Known {
  return { case_no: caseNo(task.case_no), facts: [task.respondents, task.title] };
}

/** Where a task leads: the part of its case where it is done. */
export function taskLink(task: TaskRow): string {
  const tab = TABS[task.opens] ?? 'tasks';
  return `/cases/${task.case_id}?tab=${tab}`;
}

/** What a task of the mode leads to, as tabs of the case page. */
export const TABS: Record<string, string> = {
  head: 'tasks',
  filing: 'parties',
  interview: 'parties',
  parties: 'parties',
  documents: 'documents',
  service: 'documents',
  search: 'property',
  assets: 'property',
  measures: 'property',
  funds: 'funds',
  payouts: 'funds',
  closing: 'closing',
};
