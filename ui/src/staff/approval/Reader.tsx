import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useEffect, useState } from 'react';
import { approvalQuery } from '../../api/approvals';
import type { ApprovalPaper } from '../../api/types';
import { approvals as c } from '../../copy/approvals';
import { ActButton } from '../../ui/ActButton';
import { ErrorBar } from '../../ui/ErrorBar';
import { caseNo, moment } from '../../ui/format';
import { Facts, Sheet } from '../../ui/Panel';
import { CaseLink } from '../Opener';
import { Confirm, PayoutLines } from '../PayoutCard';
import { Chain } from './Chain';
import { Decide, type Decision } from './Decide';
import { Pdf } from './Pdf';
import s from './approval.module.css';

/** One approval with everything that its signer should read, and the buttons below. */
export function Reader({ caseId, id, onRead, onDone, onClose }: { caseId: string; id: string; onRead: (paper: ApprovalPaper) => void; onDone: () => void; onClose: () => void }) {
  const query = useQuery(approvalQuery(caseId, id));
  const [decision, setDecision] = useState<Decision | null>(null);
  const paper = query.data;
  useEffect(() => {
    if (paper) onRead(paper);
  }, [paper, onRead]);
  const actions = paper?.approval.actions ?? [];
  return (
    <Drawer
      open
      size={920}
      title={paper ? `${paper.approval.title} ${caseNo(paper.case_no)}` : c.sign}
      onClose={onClose}
      footer={
        <div className={s.buttons}>
          {paper ? <CaseLink to={`/cases/${caseId}`} known={{ case_no: caseNo(paper.case_no), facts: [] }}>{c.toCase}</CaseLink> : null}
          <span className={s.space} />
          <Button onClick={onDone}>{c.next}</Button>
          <ActButton actions={actions} act="withdraw_approval" onClick={() => setDecision('withdraw')} />
          <ActButton actions={actions} act="return_approval" label={c.returnIt} onClick={() => setDecision('return')} />
          <ActButton actions={actions} act="sign_approval" label={c.sign} primary onClick={() => setDecision('sign')} />
        </div>
      }
    >
      <ErrorBar error={query.error} onRetry={() => void query.refetch()} />
      {paper ? <Paper paper={paper} /> : null}
      {paper && decision ? (
        <Decide
          approval={paper.approval}
          decision={decision}
          caseId={caseId}
          version={paper.version}
          read
          facts={[{ label: '案号', value: caseNo(paper.case_no) }]}
          confirm={paper.payout ? <Confirm payout={paper.payout} /> : null}
          onDone={onDone}
          onClose={() => setDecision(null)}
        />
      ) : null}
    </Drawer>
  );
}

function Paper({ paper }: { paper: ApprovalPaper }) {
  const { approval, payout } = paper;
  return (
    <div className={s.paper}>
      <p>{c.asked(approval.asked_by, moment(approval.asked_at))}</p>
      <Facts columns={2} items={paper.facts} />
      {payout ? <PayoutLines caption="发放明细" lines={payout.lines} /> : null}
      {0 < paper.conditions.length ? <Conditions paper={paper} /> : null}
      {paper.document ? <Pdf caseId={paper.case_id} id={paper.document} title={approval.title} /> : null}
      <h3>{c.steps}</h3>
      <Chain approval={approval} />
    </div>
  );
}

function Conditions({ paper }: { paper: ApprovalPaper }) {
  return (
    <Sheet caption={c.conditions} head={['', '条件', '证据', '还需办理']} empty="">
      {paper.conditions.map((x) => (
        <tr key={x.code}>
          <td>{x.not_applicable ? '○ 不适用' : x.met ? '✓ 具备' : '▲ 不具备'}</td>
          <td>{x.title}</td>
          <td>{x.evidence ?? '—'}</td>
          <td>{x.met ? '' : (x.remedy ?? '—')}</td>
        </tr>
      ))}
    </Sheet>
  );
}
