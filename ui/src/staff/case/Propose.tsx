import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import type { AccountInput } from '../../api/commands';
import { settlementQuery } from '../../api/funds';
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

/** Proposes to pay out what is in the account: the lines are computed by law, the person adds a remark. */
export function Propose({ file, onClose }: FormProps) {
  const plan = useQuery(settlementQuery(file.id));
  const [, setUrl] = useUrlState(KEYS);
  const refunds = plan.data?.lines.filter((l) => l.purpose === 'refund') ?? [];
  const unknown = refunds.some((l) => !l.account);
  // One known account may be replaced by another; of several, only the unknown ones are asked for, each payer's own.
  const asked = unknown ? refunds.filter((l) => !l.account) : refunds.length === 1 ? refunds : [];
  return (
    <FormDrawer<'/api/cases/{id}/payouts', { remark: string; refund_accounts?: AccountInput[] }>
      {...at(file)}
      title="提出案款发放"
      action="提出发放"
      path="/api/cases/{id}/payouts"
      width={860}
      initial={{ remark: '' }}
      body={(v) => ({
        remark: v.remark,
        refund_accounts: asked.flatMap((line, i) => {
          const account = v.refund_accounts?.[i];
          return account?.account ? [{ payer: line.payee, account: { ...NO_ACCOUNT, ...account } }] : [];
        }),
      })}
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
      {asked.length > 0 ? <p>{unknown ? '余款应退还付款人，请填写退款账户。' : '余款退回上列账户；须改退其他账户的，请填写。'}</p> : null}
      {asked.map((line, i) => {
        const whose = asked.length > 1 ? `${line.payee || '未写明户名的付款人'} ` : '';
        return (
          <div key={`${line.payee}${i}`}>
            {gap}
            <Field name={['refund_accounts', i, 'name']} label={`${whose}退款户名`} required={unknown}>
              <Input maxLength={100} autoComplete="off" />
            </Field>
            <Field name={['refund_accounts', i, 'bank']} label={`${whose}退款开户行`} required={unknown}>
              <Input maxLength={100} autoComplete="off" />
            </Field>
            <Field name={['refund_accounts', i, 'account']} label={`${whose}退款账号`} required={unknown}>
              <Input maxLength={40} autoComplete="off" inputMode="numeric" />
            </Field>
          </div>
        );
      })}
      <p>提出后须由另一人审批。</p>
      {gap}
      <Field name="remark" label="说明">
        <Input.TextArea rows={3} maxLength={300} showCount />
      </Field>
    </FormDrawer>
  );
}
