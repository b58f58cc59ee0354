import { Input } from 'antd';
import { useState } from 'react';
import type { Payout, PayoutLine } from '../api/types';
import { ActButton } from '../ui/ActButton';
import { caseNo, moment, yuan, yuanUpper } from '../ui/format';
import { Light } from '../ui/Light';
import { Masked } from '../ui/Masked';
import { Money } from '../ui/Money';
import { Facts, Sheet } from '../ui/Panel';
import { Field } from '../ui/fields';
import { FormDrawer } from '../ui/FormDrawer';
import { chainLine } from './approval/Chain';
import { Decide, type Decision } from './approval/Decide';
import { gap } from './case/formParts';

/** One payout: to whom, how much, how it is made up, who proposed and who approved. */
export function PayoutCard({ payout, version, withCase }: { payout: Payout; version: number | null; withCase?: boolean }) {
  const [form, setForm] = useState<Decision | 'payout' | null>(null);
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 6, breakInside: 'avoid' }}>
      <div style={{ display: 'flex', gap: 10, alignItems: 'center', flexWrap: 'wrap' }}>
        {withCase ? <b className="num">{caseNo(payout.case_no)}</b> : null}
        <Light light={payout.light}>{payout.state_label}</Light>
        <span>
          合计 <b><Money fen={payout.total_fen} unit /></b>（{yuanUpper(payout.total_fen)}）
        </span>
        <span>
          提出 {payout.proposed_by ?? '—'} {moment(payout.proposed_at)}
          {payout.approved_by ? `；审批 ${payout.approved_by} ${moment(payout.approved_at)}` : ''}
        </span>
        <span style={{ marginLeft: 'auto', display: 'flex', gap: 6 }}>
          <ActButton actions={payout.actions} act="sign_approval" label="签批发放" primary onClick={() => setForm('sign')} />
          <ActButton actions={payout.actions} act="return_approval" onClick={() => setForm('return')} />
          <ActButton actions={payout.actions} act="withdraw_approval" onClick={() => setForm('withdraw')} />
          <ActButton actions={payout.actions} act="withdraw_payout" onClick={() => setForm('payout')} />
        </span>
      </div>
      {payout.remark && (payout.state === 'withdrawn' || payout.state === 'refused') ? <span>理由：{payout.remark}</span> : null}
      <PayoutLines caption={`发放明细 ${payout.state_label}`} lines={payout.lines} />
      {payout.approval && 1 < payout.approval.steps.length ? <span>{chainLine(payout.approval)}</span> : null}
      {form ? <DecidePayout payout={payout} version={version} form={form} onClose={() => setForm(null)} /> : null}
    </div>
  );
}

/** To whom, how much, and how each amount is made up with its article. */
export function PayoutLines({ caption, lines }: { caption: string; lines: PayoutLine[] }) {
  return (
    <Sheet
      caption={caption}
      head={['用途', '收款人', '开户行与账号', { title: '金额（元）', right: true }, '构成与依据', '银行回复']}
      empty="没有明细"
    >
      {lines.map((line, i) => (
        <tr key={`${line.purpose_label}${i}`}>
          <td>{line.purpose_label}</td>
          <td>{line.payee}</td>
          <td>
            {line.bank ?? ''} <Masked value={line.account} label={`${line.payee}的账号`} />
            <AccountChanges line={line} />
          </td>
          <td data-right>
            <Money fen={line.amount_fen} />
          </td>
          <td>
            {line.parts.map((p) => (
              <div key={p.label}>
                {p.label} {yuan(p.amount_fen)}
                {p.basis ? `（${p.basis}）` : ''}
              </div>
            ))}
          </td>
          <td>{line.result ?? '—'}</td>
        </tr>
      ))}
    </Sheet>
  );
}

/** When, by whom and from what to what the payee's account was changed: whoever approves must see it. */
function AccountChanges({ line }: { line: PayoutLine }) {
  return (
    <>
      {line.account_changes.map((change) => (
        <div key={change.at}>
          <Light light={change.since_last_payout ? 'overdue' : 'soon'}>
            收款账户 {moment(change.at)} 由 {change.by} 变更：{change.before ?? '未登记'} → {change.after ?? '未登记'}（{change.reason}）
          </Light>
        </div>
      ))}
    </>
  );
}

/** A payout is signed, given back or withdrawn, with its lines before one's eyes. */
export function DecidePayout({ payout, version, form, onClose }: { payout: Payout; version: number | null; form: Decision | 'payout'; onClose: (done?: boolean) => void }) {
  const amount = `${yuan(payout.total_fen)} 元`;
  const facts = [
    { label: '案号', value: caseNo(payout.case_no) },
    { label: '合计', value: `${amount}（${yuanUpper(payout.total_fen)}）` },
    ...payout.lines.map((l) => ({ label: l.purpose_label, value: `${l.payee} ${yuan(l.amount_fen)} 元` })),
  ];
  const { approval } = payout;
  const props = { caseId: payout.case_id, version, onClose };
  if (form !== 'payout') return approval ? <Decide {...props} approval={approval} decision={form} facts={facts} confirm={<Confirm payout={payout} />} /> : null;
  return (
    <FormDrawer<'/api/cases/{id}/do/withdraw_payout', { reason: string }>
      {...props}
      title="撤回案款发放"
      action="撤回此笔发放"
      danger
      width={560}
      path="/api/cases/{id}/do/withdraw_payout"
      body={(v) => ({ payout: payout.id, reason: v.reason })}
    >
      <Facts columns={1} items={facts} />
      {gap}
      <p>撤回后这笔款回到案款余额，需要发放的，重新核算提出、重新签批。</p>
      <Field name="reason" label="理由" required>
        <Input.TextArea rows={3} maxLength={300} showCount />
      </Field>
    </FormDrawer>
  );
}

/** What whoever signs a payout must see: accounts that were changed. */
export function Confirm({ payout }: { payout: Payout }) {
  return payout.lines.map((line, i) => <AccountChanges key={i} line={line} />);
}
