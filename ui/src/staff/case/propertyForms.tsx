import { Input, Radio } from 'antd';
import { DayInput, Field, MoneyInput, moneyRules } from '../../ui/fields';
import { yuan } from '../../ui/format';
import { FormDrawer } from '../../ui/FormDrawer';
import { Facts } from '../../ui/Panel';
import { at, gap, Typed, type FormProps } from './formParts';

export function Screen({ file, onClose, id }: FormProps & { id: string }) {
  const asset = file.assets.find((a) => a.id === id);
  return (
    <FormDrawer {...at(file)} title="财产甄别" action="登记甄别结论" path="/api/cases/{id}/assets/{asset}/screen" ids={{ asset: id }} initial={{ verdict: 'enforceable' }} onClose={onClose}>
      <p>{asset?.title}</p>
      {gap}
      <Field name="verdict" label="结论">
        <Radio.Group
          options={[
            { value: 'enforceable', label: '可执行' },
            { value: 'not_needed', label: '无需执行' },
            { value: 'not_enforceable', label: '不能执行' },
          ]}
        />
      </Field>
      <Field name="reason" label="理由" required>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Field>
    </FormDrawer>
  );
}

export function Freeze({ file, onClose, id }: FormProps & { id: string }) {
  const asset = file.assets.find((a) => a.id === id);
  return (
    <FormDrawer {...at(file)} title="冻结存款" action="决定冻结" path="/api/cases/{id}/measures" body={(v) => ({ ...v, asset: id })} initial={{ ends_on: null }} onClose={onClose}>
      <Facts
        columns={1}
        items={[
          { label: '财产', value: asset?.title ?? '—' },
          { label: '可用余额', value: `${yuan(asset?.available_fen)} 元` },
          { label: '应付总额', value: `${yuan(file.funds.owed_fen)} 元` },
        ]}
      />
      {gap}
      <Field name="amount_fen" label="冻结金额" required rules={moneyRules()} extra="不得超过尚欠金额（含执行费用）">
        <MoneyInput />
      </Field>
      <Field name="ends_on" label="届满日" extra="不填则按法律规定的最长期限">
        <DayInput />
      </Field>
      <Field name="reason" label="理由" required>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Field>
    </FormDrawer>
  );
}

const MEASURE_FORMS = {
  renew: { title: '续行冻结', action: '决定续行' },
  release: { title: '解除冻结', action: '决定解除', danger: true },
  acknowledge: { title: '确认到期预警', action: '由我负责处理' },
} as const;

export function MeasureForm({ file, onClose, kind, id }: FormProps & { kind: keyof typeof MEASURE_FORMS; id: string }) {
  const measure = file.measures.find((m) => m.id === id);
  return (
    <FormDrawer<`/api/cases/{id}/measures/{measure}/${typeof kind}`, { ends_on?: string; reason?: string; note?: string; typed?: string }>
      {...at(file)}
      {...MEASURE_FORMS[kind]}
      path={`/api/cases/{id}/measures/{measure}/${kind}` as const}
      ids={{ measure: id }}
      body={(v) => (kind === 'renew' ? { ends_on: v.ends_on ?? null } : kind === 'release' ? { reason: v.reason } : { note: v.note })}
      onClose={onClose}
    >
      <Facts
        columns={1}
        items={[
          { label: '财产', value: measure?.title ?? '—' },
          { label: '实际冻结', value: `${yuan(measure?.actual_fen)} 元` },
          { label: '届满日', value: measure?.ends_on ?? '—' },
        ]}
      />
      {gap}
      {kind === 'renew' ? (
        <Field name="ends_on" label="续行至" extra="不填则按法律规定的最长期限">
          <DayInput />
        </Field>
      ) : null}
      {kind === 'acknowledge' ? (
        <Field name="note" label="处理打算" required>
          <Input.TextArea rows={3} maxLength={300} showCount />
        </Field>
      ) : null}
      {kind === 'release' ? (
        <>
          <Field name="reason" label="解除理由" required>
            <Input.TextArea rows={3} maxLength={500} showCount />
          </Field>
          <Typed word="解除冻结" />
        </>
      ) : null}
    </FormDrawer>
  );
}

export function Deduct({ file, onClose, id }: FormProps & { id: string }) {
  const measure = file.measures.find((m) => m.id === id);
  return (
    <FormDrawer {...at(file)} title="扣划存款" action="决定扣划" path="/api/cases/{id}/deductions" body={(v) => ({ ...v, measure: id })} onClose={onClose}>
      <Facts
        columns={1}
        items={[
          { label: '财产', value: measure?.title ?? '—' },
          { label: '实际冻结', value: `${yuan(measure?.actual_fen)} 元` },
          { label: '应付总额', value: `${yuan(file.funds.owed_fen)} 元` },
          { label: '已到账', value: `${yuan(file.funds.received_fen)} 元` },
        ]}
      />
      {gap}
      <Field name="amount_fen" label="扣划金额" required rules={moneyRules()} extra="划入本案案款账号；不得超过实际冻结和尚欠金额">
        <MoneyInput />
      </Field>
    </FormDrawer>
  );
}
