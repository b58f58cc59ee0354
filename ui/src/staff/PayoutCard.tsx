import { Form, Input } from 'antd';
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

/** What is decided about a payout before it goes to the bank. */
type Step = 'approve' | 'refuse' | 'withdraw';

const STEPS = {
  refuse: { title: '不同意发放', action: '退回此笔发放', path: '/api/cases/{id}/payouts/{payout}/refuse' },
  withdraw: { title: '撤回案款发放', action: '撤回此笔发放', path: '/api/cases/{id}/payouts/{payout}/withdraw' },
} as const;

/** One payout: to whom, how much, how it is made up, who proposed and who approved. */
export function PayoutCard({ payout, version, withCase }: { payout: Payout; version: number | null; withCase?: boolean }) {
  const [form, setForm] = useState<Step | null>(null);
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 6 }}>
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
          <ActButton actions={payout.actions} act="approve_payout" label="审批发放" primary onClick={() => setForm('approve')} />
          <ActButton actions={payout.actions} act="refuse_payout" label="不同意" onClick={() => setForm('refuse')} />
          <ActButton actions={payout.actions} act="withdraw_payout" label="撤回发放" onClick={() => setForm('withdraw')} />
        </span>
      </div>
      {payout.remark && (payout.state === 'withdrawn' || payout.state === 'refused') ? <span>理由：{payout.remark}</span> : null}
      <PayoutLines caption={`发放明细 ${payout.state_label}`} lines={payout.lines} />
      {form ? <Decision payout={payout} version={version} step={form} onClose={() => setForm(null)} /> : null}
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

function Decision({ payout, version, step, onClose }: { payout: Payout; version: number | null; step: Step; onClose: () => void }) {
  const amount = `${yuan(payout.total_fen)} 元`;
  const back = step === 'approve' ? null : STEPS[step];
  return (
    <FormDrawer<'/api/cases/{id}/payouts/{payout}/approve' | (typeof STEPS)['refuse' | 'withdraw']['path'], { opinion?: string; reason?: string; typed?: string }>
      title={back ? back.title : '审批案款发放'}
      action={back ? back.action : `同意发放 ${amount}`}
      danger={back !== null}
      width={560}
      caseId={payout.case_id}
      version={version}
      path={back ? back.path : '/api/cases/{id}/payouts/{payout}/approve'}
      ids={{ payout: payout.id }}
      body={(v) => (back ? { reason: v.reason } : { opinion: v.opinion ?? '' })}
      onClose={onClose}
    >
      <Facts
        columns={1}
        items={[
          { label: '案号', value: caseNo(payout.case_no) },
          { label: '合计', value: `${amount}（${yuanUpper(payout.total_fen)}）` },
          { label: '提出人', value: payout.proposed_by ?? '—' },
          ...payout.lines.map((l) => ({ label: l.purpose_label, value: `${l.payee} ${yuan(l.amount_fen)} 元` })),
        ]}
      />
      {payout.lines.map((l, i) => (
        <AccountChanges key={i} line={l} />
      ))}
      <div style={{ height: 12 }} />
      {step === 'withdraw' ? <p>撤回后这笔款回到案款余额，需要发放的，重新核算提出、重新审批。</p> : null}
      {back ? (
        <Field name="reason" label="理由" required>
          <Input.TextArea rows={3} maxLength={300} showCount />
        </Field>
      ) : (
        <>
          <Field name="opinion" label="审批意见">
            <Input.TextArea rows={3} maxLength={300} showCount />
          </Field>
          <Form.Item
            name="typed"
            label={`请输入发放合计 ${yuan(payout.total_fen)} 以确认`}
            required
            rules={[
              {
                validator: (_, value: string | undefined) =>
                  (value ?? '').replace(/[,，\s]/g, '') === yuan(payout.total_fen).replace(/,/g, '')
                    ? Promise.resolve()
                    : Promise.reject(new Error('与发放合计不一致')),
              },
            ]}
          >
            <Input autoComplete="off" inputMode="decimal" />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}
