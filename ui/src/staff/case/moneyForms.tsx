import { Checkbox, Form, Input, Select } from 'antd';
import { DayInput, Field, MoneyInput, moneyRules } from '../../ui/fields';
import { yuan } from '../../ui/format';
import { FormDrawer } from '../../ui/FormDrawer';
import { Facts } from '../../ui/Panel';
import { useToday } from '../../ui/today';
import { at, gap, type FormProps } from './formParts';

const applicantsOf = (file: FormProps['file']) => file.parties.filter((p) => p.role === 'applicant');

/** Each applicant's part of the claim; together they are the whole of it. */
export function Shares({ file, onClose }: FormProps) {
  const applicants = applicantsOf(file);
  return (
    <FormDrawer<'/api/cases/{id}/do/declare_shares', { amounts: Record<string, number>; ground: string }>
      {...at(file)}
      title="登记申请执行人份额"
      action={`登记 ${applicants.length} 人的份额`}
      path="/api/cases/{id}/do/declare_shares"
      width={560}
      initial={{ amounts: Object.fromEntries(applicants.flatMap((p) => (p.share_fen === null ? [] : [[p.id, p.share_fen]]))), ground: '' }}
      body={(v) => ({ shares: applicants.map((p) => ({ party: p.id, amount_fen: v.amounts[p.id] ?? 0 })), ground: v.ground })}
      onClose={onClose}
    >
      <p>
        申请标的 <b className="num">{yuan(file.claim_fen)}</b> 元。各人份额合计应等于申请标的；以后到账的款项按份额分配，分位取整的尾差归余数最大的一人。
      </p>
      {gap}
      {applicants.map((p) => (
        <Field key={p.id} name={['amounts', p.id]} label={`${p.name}的份额`} required rules={moneyRules()}>
          <MoneyInput />
        </Field>
      ))}
      <Form.Item noStyle shouldUpdate>
        {(f) => <Rest claim={file.claim_fen} amounts={f.getFieldValue('amounts') as Record<string, unknown> | undefined} />}
      </Form.Item>
      <Field name="ground" label="依据" required extra="例如：判决主文第一项；各申请执行人签名的份额确认书">
        <Input maxLength={200} />
      </Field>
    </FormDrawer>
  );
}

/** What the typed shares still lack of the claim. */
function Rest({ claim, amounts }: { claim: number; amounts: Record<string, unknown> | undefined }) {
  const sum = Object.values(amounts ?? {}).reduce<number>((total, part) => total + (typeof part === 'number' ? part : 0), 0);
  const left = claim - sum;
  return (
    <p role="status" style={{ marginBottom: 12 }}>
      合计 {yuan(sum)} 元，{left === 0 ? '与申请标的相等' : 0 < left ? `还差 ${yuan(left)} 元` : `多出 ${yuan(-left)} 元`}
    </p>
  );
}

/** The applicants give up what is left, by a statement that is in the file. */
export function Waiver({ file, onClose }: FormProps) {
  const today = useToday();
  const applicants = applicantsOf(file);
  const left = file.closing.claims.filter((c) => 0 < c.left_fen);
  return (
    <FormDrawer<'/api/cases/{id}/do/record_waiver', { on: string; applicants: string[]; words: string; material: string; by_agent?: boolean }>
      {...at(file)}
      title="登记放弃剩余债权"
      action="登记放弃"
      danger
      path="/api/cases/{id}/do/record_waiver"
      width={560}
      initial={{ on: today, applicants: applicants.length === 1 ? applicants.map((p) => p.id) : [], words: '' }}
      body={(v) => ({ ...v, by_agent: v.by_agent ?? false })}
      onClose={onClose}
    >
      <Facts columns={1} items={left.map((c) => ({ label: c.label, value: `尚欠 ${yuan(c.left_fen)} 元` }))} />
      {gap}
      <p>登记后利息停止计算，不再对被执行人采取措施；以后再到账的款项退还付款人。已经到账、尚未发放的款项仍归申请执行人。</p>
      {gap}
      <Field name="on" label="陈述日期" required>
        <DayInput past />
      </Field>
      <Field name="applicants" label="作出陈述的申请执行人（须为全体）" rules={[{ required: true, message: '请选择作出陈述的申请执行人' }]}>
        <Select mode="multiple" options={applicants.map((p) => ({ value: p.id, label: p.name }))} />
      </Field>
      <Field name="words" label="陈述内容" required>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Field>
      <Field name="material" label="笔录或书面材料" required extra="须已登记入卷；还没有的，请先在“文书”页登记材料">
        <Select options={[...new Set(file.materials.map((m) => m.title))].map((title) => ({ value: title, label: title }))} />
      </Field>
      <Form.Item name="by_agent" valuePropName="checked">
        <Checkbox>由代理人代为放弃（须有特别授权的授权委托书在卷）</Checkbox>
      </Form.Item>
    </FormDrawer>
  );
}
