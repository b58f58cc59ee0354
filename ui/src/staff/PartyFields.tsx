import { Button, Form, Input, Select } from 'antd';
import { filing as c } from '../copy/filing';
import { Field, MoneyInput, moneyRules } from '../ui/fields';
import { Panel } from '../ui/Panel';
import type { FilingValues, Masked } from './application';
import s from './pages/Filing.module.css';

/** The parties of one side; applicants also give a service address and an account for the money. */
export function PartyFields({ name, title, add: addLabel, applicant }: { name: 'applicants' | 'respondents'; title: string; add: string; applicant?: boolean }) {
  const form = Form.useFormInstance<FilingValues>();
  const masked = (at: number) => (form.getFieldValue([name, at, 'masked']) ?? {}) as Masked;
  return (
    <Panel title={title}>
      <Form.List name={name}>
        {(fields, { add, remove }) => (
          <>
            {fields.map((f) => (
              <div key={f.key} className={s.party}>
                <div className={s.grid}>
                  <Field name={[f.name, 'kind']} label="主体类型">
                    <Select
                      options={[
                        { value: 'person', label: '自然人' },
                        { value: 'legal_person', label: '法人' },
                        { value: 'other_organisation', label: '非法人组织' },
                      ]}
                    />
                  </Field>
                  <Field name={[f.name, 'name']} label="姓名或名称" required>
                    <Input maxLength={100} />
                  </Field>
                  <Field name={[f.name, 'identity_number']} label="身份证号或统一社会信用代码" {...again(masked(f.name).identity_number)}>
                    <Input maxLength={22} autoComplete="off" placeholder={masked(f.name).identity_number} />
                  </Field>
                  <Field name={[f.name, 'phone']} label="联系电话" {...again(masked(f.name).phone)}>
                    <Input maxLength={20} autoComplete="off" inputMode="tel" placeholder={masked(f.name).phone} />
                  </Field>
                  <Field name={[f.name, 'address']} label="住址或住所地" className={s.half}>
                    <Input maxLength={200} />
                  </Field>
                  <Field name={[f.name, 'representative']} label="法定代表人或负责人">
                    <Input maxLength={50} />
                  </Field>
                  <div className={s.remove}>
                    {1 < fields.length ? <Button onClick={() => remove(f.name)}>移除此人</Button> : null}
                  </div>
                  {applicant ? <ApplicantOnly at={f.name} several={1 < fields.length} account={masked(f.name).account} /> : null}
                </div>
              </div>
            ))}
            <Button size="small" onClick={() => add({ kind: 'person' })}>
              {addLabel}
            </Button>
          </>
        )}
      </Form.List>
    </Panel>
  );
}

/** What was on record and is only shown masked must be typed again, or the supplement would take it away. */
function again(masked: string | undefined) {
  return masked ? { required: true, rules: [{ required: true, whitespace: true, message: c.again(masked) }] } : {};
}

function ApplicantOnly({ at, several, account }: { at: number; several: boolean; account?: string }) {
  return (
    <>
      <Field name={[at, 'service_address']} label="确认的送达地址" className={s.half}>
        <Input maxLength={200} />
      </Field>
      <Field name={[at, 'account', 'name']} label="收款户名" extra="不填则与姓名相同">
        <Input maxLength={100} autoComplete="off" />
      </Field>
      <Field name={[at, 'account', 'bank']} label="开户行">
        <Input maxLength={100} autoComplete="off" />
      </Field>
      <Field name={[at, 'account', 'account']} label="收款账号" className={s.half} {...again(account)}>
        <Input maxLength={40} autoComplete="off" inputMode="numeric" placeholder={account} />
      </Field>
      {several ? (
        <Field name={[at, 'claim_share_fen']} label="本人的份额" rules={moneyRules(false)}>
          <MoneyInput />
        </Field>
      ) : null}
      <Field name={[at, 'account', 'bank_code']} label="联行号">
        <Input maxLength={14} autoComplete="off" inputMode="numeric" />
      </Field>
    </>
  );
}
