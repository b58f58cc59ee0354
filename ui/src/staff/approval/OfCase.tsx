import type { Approval, CaseDetail } from '../../api/types';
import { approvals as c } from '../../copy/approvals';
import { moment } from '../../ui/format';
import { Light } from '../../ui/Light';
import s from '../case/Case.module.css';
import { ApprovalButtons } from './Buttons';
import { Chain } from './Chain';
import type { Decision } from './Decide';

/** Requests about the case as a whole: a change of lane, a waiver, the closing. */
export function OfCase({
  file,
  acts,
  waiting,
  open,
}: {
  file: CaseDetail;
  acts: readonly string[];
  /** Only what still waits. */
  waiting?: boolean;
  open: (form: { kind: 'approval'; approval: Approval; decision: Decision }) => void;
}) {
  return file.approvals
    .filter((a) => acts.includes(a.act) && (!waiting || a.state === 'open'))
    .map((a) => (
      <section key={a.id} className={s.section}>
        <header>
          <h2>
            {a.title}（{c.sign}）
          </h2>
          <Light light={a.light}>{a.state_label}</Light>
          <span>{c.asked(a.asked_by, moment(a.asked_at))}</span>
          <ApprovalButtons approval={a} open={open} />
        </header>
        <Chain approval={a} />
      </section>
    ));
}
