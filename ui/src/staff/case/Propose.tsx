import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import type { AccountInput } from '../../api/commands';
import { settlementQuery } from '../../api/funds';
import type { PayoutLine } from '../../api/types';
import { ErrorBar } from '../../ui/ErrorBar';
import { Field } from '../../ui/fields';
import { yuan, yuanUpper } from '../../ui/format';
import { FormDrawer } from '../../ui/FormDrawer';
import { Facts } from '../../ui/Panel';
import { PayoutLines } from '../PayoutCard';
import { useUrlState } from '../../ui/useUrlState';
import { at, gap, type FormProps } from './formParts';

const KEYS = ['tab'] as const;
const NO_ACCOUNT: AccountInput = { name: '', bank: '', bank_code: '', account: '' };
const PARTS = [
  ['name', '退款户名', 100],
  ['bank', '退款开户行', 100],
  ['account', '退款账号', 40],
] as const;

interface ProposeValues {
  remark: string;
  /** What was typed for each refund line, in the order of the fields. */
  refund_accounts?: Partial<AccountInput>[];
}

const typed = (account: Partial<AccountInput> | undefined) => PARTS.some(([part]) => account?.[part]?.trim());

/** Proposes to pay out what is in the account: the lines are computed by law, the person adds a remark. */
export function Propose({ file, onClose }: FormProps) {
  const plan = useQuery(settlementQuery(file.id));
  const [, setUrl] = useUrlState(KEYS);
  const all = plan.data?.lines.filter((l) => l.purpose === 'refund') ?? [];
  // Who has no account yet comes first; where one is known, another may be said instead.
  const refunds = [...all.filter((l) => !l.account), ...all.filter((l) => l.account)];
  const given = (values: ProposeValues) =>
    refunds.flatMap((line, i) => {
      const account = values.refund_accounts?.[i];
      return typed(account) ? [{ payer: line.payee, ...NO_ACCOUNT, ...account }] : [];
    });
  return (
    <FormDrawer<'/api/cases/{id}/do/propose_payout', ProposeValues>
      {...at(file)}
      title="提出案款发放"
      action="提出发放"
      path="/api/cases/{id}/do/propose_payout"
      width={860}
      initial={{ remark: '' }}
      body={(v) => ({ remark: v.remark, refund_accounts: given(v) })}
      onClose={onClose}
    >
      <ErrorBar
        error={plan.error}
        onRetry={() => void plan.refetch()}
        onField={(field) => {
          if (field !== 'applicant_shares') return;
          setUrl({ tab: 'parties' });
          onClose();
        }}
      />
      {plan.data ? (
        <>
          <Facts
            columns={2}
            items={[
              { label: '账户余额', value: `${yuan(plan.data.available_fen)} 元（${yuanUpper(plan.data.available_fen)}）` },
              { label: '应付总额', value: `${yuan(plan.data.owed_fen)} 元（计算至 ${plan.data.owed_on}）` },
              { label: '发放后尚欠', value: `${yuan(plan.data.unpaid_fen)} 元` },
              { label: '案款账号', value: file.funds.account_no ?? '—' },
            ]}
          />
          {gap}
          <PayoutLines caption="结算方案" lines={plan.data.lines} />
          {gap}
        </>
      ) : null}
      {refunds.map((line, i) => (
        <RefundAccount key={i} line={line} at={i} several={1 < refunds.length} />
      ))}
      <p>提出后须由另一人审批。</p>
      {gap}
      <Field name="remark" label="说明">
        <Input.TextArea rows={3} maxLength={300} showCount />
      </Field>
    </FormDrawer>
  );
}

/** Where one payer's surplus goes: all of the account or nothing of it. */
function RefundAccount({ line, at: index, several }: { line: PayoutLine; at: number; several: boolean }) {
  const payer = line.payee || '银行未写明户名的付款人';
  const known = line.account !== null;
  return (
    <section aria-label={`退款账户：${payer}`}>
      <p>
        {known
          ? `${payer}的余款 ${yuan(line.amount_fen)} 元退回上列账户；须改退其他账户的，请填写。`
          : `${payer}的余款 ${yuan(line.amount_fen)} 元应退还付款人，请填写退款账户。`}
      </p>
      {gap}
      {PARTS.map(([part, label, maxLength]) => (
        <Field
          key={part}
          name={['refund_accounts', index, part]}
          label={several ? `${payer}的${label}` : label}
          required={!known}
          dependencies={PARTS.filter(([other]) => other !== part).map(([other]) => ['refund_accounts', index, other])}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value: string | undefined) => {
                const wanted = !known || typed(getFieldValue(['refund_accounts', index]) as Partial<AccountInput> | undefined);
                return !wanted || value?.trim() ? Promise.resolve() : Promise.reject(new Error(`请填写${label}`));
              },
            }),
          ]}
        >
          <Input maxLength={maxLength} autoComplete="off" inputMode={part === 'account' ? 'numeric' : undefined} />
        </Field>
      ))}
    </section>
  );
}
