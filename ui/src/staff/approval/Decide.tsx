import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { caseQuery } from '../../api/cases';
import type { Approval } from '../../api/types';
import { approvals as c } from '../../copy/approvals';
import { Field } from '../../ui/fields';
import { FormDrawer } from '../../ui/FormDrawer';
import { Facts } from '../../ui/Panel';
import { gap } from '../case/formParts';
import { Pdf } from './Pdf';

/** What can be done with an approval that waits. */
export type Decision = 'sign' | 'return' | 'withdraw';

const BACK = {
  return: { title: c.returnIt, action: c.returnAct, reason: c.returnReason, path: '/api/cases/{id}/do/return_approval' },
  withdraw: { title: c.withdrawIt, action: c.withdrawAct, reason: c.withdrawReason, path: '/api/cases/{id}/do/withdraw_approval' },
} as const;

type Path = '/api/cases/{id}/do/sign_approval' | (typeof BACK)[keyof typeof BACK]['path'];

/** An approval is signed with an opinion, or given back with a reason. */
export function Decide({
  approval,
  decision,
  caseId,
  version,
  facts = [],
  confirm,
  read,
  onDone,
  onClose,
}: {
  approval: Approval;
  decision: Decision;
  caseId: string;
  version: number | null;
  facts?: { label: string; value: ReactNode }[];
  /** What the signer must do besides, for example type the amount. */
  confirm?: ReactNode;
  /** What is signed stands beside it already. */
  read?: boolean;
  onDone?: () => void;
  onClose: (done?: boolean) => void;
}) {
  const back = decision === 'sign' ? null : BACK[decision];
  // Of the case that is on the page: nothing is asked for.
  const { data: file } = useQuery({ ...caseQuery(caseId), enabled: false });
  const paper = read ? undefined : file?.documents.find((d) => d.approval?.id === approval.id);
  return (
    <FormDrawer<Path, { opinion?: string; reason?: string; typed?: string }>
      title={`${back ? back.title : c.sign}：${approval.title}`}
      action={back ? back.action : c.signIt}
      danger={back !== null}
      width={paper ? 860 : 560}
      caseId={caseId}
      version={version}
      path={back ? back.path : '/api/cases/{id}/do/sign_approval'}
      body={(v) => (back ? { approval: approval.id, reason: v.reason ?? '' } : { approval: approval.id, opinion: v.opinion ?? null })}
      onDone={onDone}
      onClose={onClose}
    >
      <Facts
        columns={1}
        items={[
          { label: '事项', value: approval.title },
          ...facts,
          { label: '提请', value: approval.asked_by },
          ...approval.steps.filter((s) => s.signed_by).map((s) => ({ label: s.name, value: `${s.signed_by ?? ''} ${s.opinion ?? ''}` })),
        ]}
      />
      {gap}
      {paper && !back ? <Pdf caseId={caseId} id={paper.id} title={approval.title} /> : null}
      {back ? (
        <Field name="reason" label={back.reason} required>
          <Input.TextArea rows={3} maxLength={300} showCount />
        </Field>
      ) : (
        <>
          <Field name="opinion" label={c.opinion}>
            <Input.TextArea rows={3} maxLength={300} showCount />
          </Field>
          {confirm}
        </>
      )}
    </FormDrawer>
  );
}
