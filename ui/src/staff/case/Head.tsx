import { Button } from 'antd';
import { lazy, Suspense, useId, useState, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import type { CaseDetail, Party } from '../../api/types';
import { caseCopy as c } from '../../copy/case';
import { ActButton } from '../../ui/ActButton';
import { FlowNodes } from '../../ui/FlowNodes';
import { caseNo, day } from '../../ui/format';
import { cameFrom } from '../../ui/listOrder';
import { Light, Tag } from '../../ui/Light';
import { Money } from '../../ui/Money';
import { Facts } from '../../ui/Panel';
import { useStored } from '../../ui/stored';
import { OfCase } from '../approval/OfCase';
import s from './Case.module.css';
import { RiskLine } from './Fieldwork';
import { useMay, useMe } from '../me';
import type { OnForm } from './formOf';
import { NextStep } from './NextStep';
import { Pin } from './Pin';

const BeginDrawer = lazy(() => import('../command/BeginDrawer'));
const LANE = ['override_triage'];

const isFolded = (value: unknown): value is boolean => typeof value === 'boolean';

/** A low screen: the facts are folded until somebody wants them. */
const LOW = 800;

/** Number, lights, what comes next, the facts of the case, and what can be done with the whole case now. */
export function CaseHead({
  file,
  previous,
  next,
  focus,
  onForm,
}: {
  file: CaseDetail;
  previous: string | null;
  next: string | null;
  /** The reader came for a task of theirs: Enter goes on. */
  focus: boolean;
  onForm: OnForm;
}) {
  const navigate = useNavigate();
  const id = useId();
  const [folded, setFolded] = useStored('case.folded', innerHeight < LOW, isFolded);
  return (
    <>
      <div className={s.top}>
        <Way />
        <h1 className="num">{file.case_no ? caseNo(file.case_no) : '未立案'}</h1>
        {file.family === 'enforcement' ? null : <Tag>{file.kind}</Tag>}
        <Tag>{file.state_label}</Tag>
        {file.lane ? <Tag>{file.lane}</Tag> : null}
        {file.tags.map((t) => (
          <Tag key={t}>{t}</Tag>
        ))}
        {file.light_label ? <Light light={file.light}>{file.light_label}</Light> : null}
        <AtHand file={file} />
        <div className={s.tools}>
          <Neighbour to={previous} label={c.previous} text="上一件" />
          <Neighbour to={next} label={c.next} text="下一件" />
          <ActButton actions={file.actions} act="supplement_filing" onClick={() => void navigate(`/filing?case=${file.id}`)} />
          <ActButton actions={file.actions} act="turn_back" onClick={() => onForm({ kind: 'command', name: 'turn_back' })} />
          <ActButton actions={file.actions} act="accept_objection" onClick={() => onForm({ kind: 'command', name: 'accept_objection' })} />
          <ActButton actions={file.actions} act="file_objection" onClick={() => onForm({ kind: 'command', name: 'file_objection' })} />
          <RecordVisit file={file} />
          <ActButton actions={file.actions} act="run_triage" onClick={() => onForm({ kind: 'command', name: 'run_triage' })} />
          <ActButton actions={file.actions} act="override_triage" onClick={() => onForm({ kind: 'command', name: 'override_triage' })} />
          <Button aria-expanded={!folded} aria-controls={id} onClick={() => setFolded(!folded)}>
            {folded ? c.unfold : c.fold}
          </Button>
        </div>
      </div>
      <RiskLine file={file} />
      <NextStep file={file} focus={focus} onForm={onForm} />
      <OfCase file={file} acts={LANE} waiting open={onForm} />
      <div id={id}>
        {folded ? <p className={`no-print ${s.brief}`}>{briefOf(file)}</p> : null}
        <div className={folded ? s.folded : undefined}>
          <Facts items={factsOf(file)} />
          {0 < file.nodes.length ? <FlowNodes nodes={file.nodes} /> : null}
        </div>
      </div>
    </>
  );
}

/** Of a court that is looked into nothing is kept at hand. */
function AtHand({ file }: { file: CaseDetail }) {
  const me = useMe();
  return me.elsewhere ? null : <Pin id={file.id} no={caseNo(file.case_no) || '未立案'} />;
}

/** The way back to the list that the case was opened from, as it was. */
function Way() {
  const { to, title } = cameFrom() ?? { to: '/cases', title: '案件列表' };
  return (
    <nav aria-label="所在位置" className="no-print">
      <Link to={to}>{title}</Link> ›
    </nav>
  );
}

/** The case in one line. */
function briefOf(file: CaseDetail): ReactNode {
  const names = (role: Party['role']) => file.parties.filter((p) => p.role === role).map((p) => p.name).join('、') || '—';
  if (file.family !== 'enforcement') return file.parties.map((p) => `${p.role_label} ${p.name}`).join(' · ');
  const node = file.nodes.find((n) => n.state === 'running');
  return (
    <>
      {names('applicant')} → {names('respondent')} · {file.cause} · 标的 <Money fen={file.claim_fen} unit /> · 已到位 <Money fen={file.funds.received_fen} unit />
      {node ? ` · ${node.name}` : ''} · {file.handler ?? c.toBeAssigned}
    </>
  );
}

/** What a matter is, in the words of its kind. */
function factsOf(file: CaseDetail): { label: string; value: ReactNode }[] {
  const names = (role: Party['role']) => <Names all={file.parties.filter((p) => p.role === role).map((p) => p.name)} />;
  const handler = { label: c.handler, value: file.handler ?? c.toBeAssigned };
  const about = file.links[0];
  if (file.objection) {
    return [
      { label: '异议人', value: names('objector') },
      { label: '异议种类', value: file.objection.claim_label },
      { label: '执行案件', value: about ? <Link to={`/cases/${about.id}`}>{caseNo(about.number ?? '')}</Link> : '—' },
      { label: '收到日期', value: day(file.received_on) },
      { label: c.filedOn, value: day(file.filed_on) },
      { label: c.team, value: file.team ?? c.toBeAssigned },
      handler,
    ];
  }
  if (file.visit) {
    return [
      { label: '来访人', value: file.visit.visitor ?? '未表明身份' },
      { label: '来访事项', value: file.visit.topic_label },
      { label: '所涉案件', value: about ? <Link to={`/cases/${about.id}`}>{caseNo(about.number ?? '')}</Link> : '不涉及案件' },
      { label: '来访日期', value: day(file.visit.on) },
      { label: '接待人', value: file.visit.received_by },
      { label: '答复人', value: file.handler ?? '窗口' },
    ];
  }
  // Of all that is owed, with interest and fee: of the claim alone it would be more than the whole.
  const share = file.funds.owed_fen < 1 ? '' : `（应付的 ${shareOf(file.funds.received_fen, file.funds.owed_fen)}%）`;
  return [
    { label: c.applicant, value: names('applicant') },
    { label: c.respondent, value: names('respondent') },
    { label: c.cause, value: file.cause },
    { label: c.filedOn, value: day(file.filed_on) },
    { label: c.claim, value: <Money fen={file.claim_fen} unit /> },
    {
      label: c.received,
      value: (
        <span>
          <Money fen={file.funds.received_fen} unit />
          {share}
        </span>
      ),
    },
    { label: c.handler, value: file.handler ? [file.handler, file.team && `（${file.team}）`].filter(Boolean).join('') : c.toBeAssigned },
    ...limitOf(file),
  ];
}

/** The term of the law that runs for the case, with what is left of it. */
function limitOf(file: CaseDetail): { label: string; value: ReactNode }[] {
  const limit = file.deadlines.all.find((known) => !known.ended_on);
  if (!limit) return [];
  return [
    {
      label: limit.name,
      value: (
        <span title={[limit.basis, ...limit.working].filter(Boolean).join(' · ')}>
          <span className="num">{day(limit.due_on)}</span> {limit.light_label ? <Light light={limit.light}>{limit.light_label}</Light> : limit.state_label}
          {0 < limit.excluded_days ? `（扣除 ${limit.excluded_days} 日）` : ''}
        </span>
      ),
    },
  ];
}

/** 登记来访 about this case, for who may. */
function RecordVisit({ file }: { file: CaseDetail }) {
  const may = useMay();
  const me = useMe();
  const [open, setOpen] = useState(false);
  if (file.family !== 'enforcement' || !file.case_no || me.elsewhere || !may('record_visit')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>登记来访</Button>
      {open ? (
        <Suspense>
          <BeginDrawer name="record_visit" known={{ about: file.case_no }} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

const SHOWN = 3;

/** Few names as they are; of many the first three, and all on request. */
function Names({ all }: { all: string[] }) {
  const [open, setOpen] = useState(false);
  if (all.length === 0) return '—';
  if (all.length <= SHOWN + 1) return all.join('、');
  return (
    <span title={open ? undefined : all.join('、')}>
      {open ? all.join('、') : `${all.slice(0, SHOWN).join('、')}等${all.length}人`}
      <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? '收起' : '全部'}
      </Button>
    </span>
  );
}

/** Per cent with one decimal, cut and not rounded up, on integers. */
function shareOf(part: number, whole: number): string {
  const tenths = (BigInt(Math.max(0, part)) * 1000n) / BigInt(whole);
  return `${tenths / 10n}.${tenths % 10n}`;
}

function Neighbour({ to, label, text }: { to: string | null; label: string; text: string }) {
  if (!to) return null;
  return (
    <Link to={`/cases/${to}`} title={label}>
      <Button tabIndex={-1}>{text}</Button>
    </Link>
  );
}
