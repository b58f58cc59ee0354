import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { caseCommand } from '../../api/commands';
import { asProblem } from '../../api/problem';
import { refresh } from '../../api/refresh';
import type { ApprovalPaper } from '../../api/types';
import { newKey } from '../../api/useCommand';
import { approvals as c } from '../../copy/approvals';
import { announce } from '../../ui/announce';
import { caseNo, yuan } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Sheet } from '../../ui/Panel';

/** How one of them came out; absent while nothing was sent, an empty reason when it was signed. */
type Outcomes = Record<string, { reason: string } | undefined>;

/** Several approvals that were read are signed one after the other, each as a command of its own with its own outcome. */
export function Together({ papers, onClose }: { papers: ApprovalPaper[]; onClose: () => void }) {
  const queries = useQueryClient();
  const [opinion, setOpinion] = useState('');
  const [state, setState] = useState<'asking' | 'signing' | 'done'>('asking');
  const [outcomes, setOutcomes] = useState<Outcomes>({});
  const run = async () => {
    setState('signing');
    let done = 0;
    for (const paper of papers) {
      const reason = await sign(paper, opinion);
      if (reason === '') done += 1;
      setOutcomes((known) => ({ ...known, [paper.approval.id]: { reason } }));
    }
    setState('done');
    announce(c.summary(done, papers.length));
    await Promise.all([['lists'], ['case'], ['funds'], ['focus']].map((key) => refresh(queries, key)));
  };
  const signed = papers.filter((p) => outcomes[p.approval.id]?.reason === '').length;
  return (
    <Modal
      open
      width={760}
      title={c.togetherTitle(papers.length)}
      onCancel={state === 'signing' ? undefined : onClose}
      footer={
        state === 'done' ? (
          <Button type="primary" onClick={onClose}>
            {c.close}
          </Button>
        ) : (
          <Button type="primary" loading={state === 'signing'} onClick={() => void run()}>
            {c.together(papers.length)}
          </Button>
        )
      }
    >
      {state === 'done' ? <p role="status">{c.summary(signed, papers.length)}</p> : <p>{c.togetherHint}</p>}
      <Sheet caption={c.togetherTitle(papers.length)} head={c.outcome} empty="">
        {papers.map((p) => (
          <tr key={p.approval.id}>
            <td className="num">{caseNo(p.case_no)}</td>
            <td>{[p.approval.title, p.payout ? `${yuan(p.payout.total_fen)} 元` : null].filter(Boolean).join(' ')}</td>
            <td>
              <Outcome outcome={outcomes[p.approval.id]} waits={state === 'signing'} />
            </td>
          </tr>
        ))}
      </Sheet>
      {state === 'asking' ? (
        <div style={{ marginTop: 12 }}>
          <label htmlFor="together-opinion">{c.opinion}</label>
          <Input id="together-opinion" value={opinion} maxLength={300} onChange={(e) => setOpinion(e.target.value)} />
        </div>
      ) : null}
    </Modal>
  );
}

function Outcome({ outcome, waits }: { outcome: { reason: string } | undefined; waits: boolean }) {
  if (!outcome) return waits ? <Light light="normal">{c.doing}</Light> : null;
  return outcome.reason === '' ? <Light light="idle">{c.done}</Light> : <Light light="overdue">{c.notDone(outcome.reason)}</Light>;
}

/** Signs one, on the version that was read. What kept it from being signed; empty when it was. */
async function sign(paper: ApprovalPaper, opinion: string): Promise<string> {
  const body = { approval: paper.approval.id, opinion: opinion.trim() || null };
  const intent = { key: newKey(), version: paper.version };
  try {
    await caseCommand({ case: paper.case_id, path: '/api/cases/{id}/do/sign_approval', body }, intent);
    return '';
  } catch (error) {
    return asProblem(error).message;
  }
}
