import type { CaseRow } from '../api/types';
import type { Column } from '../ui/CaseGrid';
import { Deadline } from '../ui/Deadline';
import { caseNo, day, yuan, yuanUpper } from '../ui/format';
import { Light, Tag } from '../ui/Light';
import { knownOf } from './case/Opening';
import { CaseLink } from './Opener';

/** Columns of the case list, in their default order. */
export const CASE_COLUMNS: Column<CaseRow>[] = [
  {
    key: 'case_no',
    title: '案号',
    width: 190,
    always: true,
    text: (r) => caseNo(r.case_no),
    render: (r) => <CaseLink to={`/cases/${r.id}`} known={knownOf(r)} />,
  },
  {
    key: 'due',
    title: '最近期限',
    width: 104,
    sort: 'due_on',
    render: (r) => (r.state === 'closed' ? <Light light="idle">已结</Light> : <Deadline light={r.light} due={r.next_due_on} />),
  },
  { key: 'node', title: '当前节点', width: 104, render: (r) => r.node ?? '—', text: (r) => r.node ?? '' },
  { key: 'applicants', title: '申请执行人', width: 140, render: (r) => r.applicants, text: (r) => r.applicants },
  { key: 'respondents', title: '被执行人', width: 140, render: (r) => r.respondents, text: (r) => r.respondents },
  { key: 'cause', title: '案由', width: 120, render: (r) => r.cause, text: (r) => r.cause },
  {
    key: 'claim',
    title: '标的额（元）',
    width: 126,
    align: 'right',
    sort: '-claim',
    render: (r) => yuan(r.claim_fen),
    text: (r) => yuanUpper(r.claim_fen),
  },
  { key: 'received', title: '已到位（元）', width: 120, align: 'right', render: (r) => yuan(r.received_fen) },
  { key: 'lane', title: '通道', width: 90, render: (r) => r.lane ?? '—', text: (r) => r.lane ?? '' },
  {
    key: 'tags',
    title: '标记',
    width: 110,
    render: (r) => r.tags.map((t) => <Tag key={t}>{t}</Tag>),
    text: (r) => r.tags.join('、'),
  },
  {
    key: 'handler',
    title: '承办',
    width: 130,
    render: (r) => [r.team, r.handler].filter(Boolean).join(' ') || '待分案',
    text: (r) => [r.team, r.handler].filter(Boolean).join(' '),
  },
  { key: 'filed', title: '立案日期', width: 100, sort: '-filed_on', render: (r) => <span className="num">{day(r.filed_on)}</span> },
];
