import { Button, Checkbox, Form, Input, Select } from 'antd';
import { DEEDS, filing as c } from '../../copy/filing';
import { Field, MoneyInput, moneyRules } from '../../ui/fields';
import { Panel } from '../../ui/Panel';
import type { FilingValues } from './application';
import s from './Filing.module.css';

export function ClaimFields() {
  const form = Form.useFormInstance<FilingValues>();
  const deeds = ((Form.useWatch(['claim', 'deeds'], form) ?? []) as unknown[]).length;
  return (
    <Panel title={c.sections.claim}>
      <Form.List name={['claim', 'items']}>
        {(fields, { add, remove }) => (
          <>
            {fields.map((f) => (
              <div key={f.key} className={s.grid}>
                <Field name={[f.name, 'kind']} label="种类">
                  <Select
                    options={[
                      { value: 'principal', label: '本金或其他主债务' },
                      { value: 'general_interest', label: '一般债务利息' },
                      { value: 'costs', label: '实现债权的费用' },
                    ]}
                  />
                </Field>
                <Field name={[f.name, 'title']} label="名称" required>
                  <Input maxLength={100} />
                </Field>
                <Field name={[f.name, 'amount_fen']} label="金额" required rules={moneyRules()}>
                  <MoneyInput />
                </Field>
                <div className={s.remove}>
                  {1 < fields.length || 0 < deeds ? <Button onClick={() => remove(f.name)}>移除此项</Button> : null}
                </div>
              </div>
            ))}
            <Button size="small" onClick={() => add({ kind: 'costs', title: '案件受理费', amount_fen: null })}>
              添加标的项目
            </Button>
          </>
        )}
      </Form.List>
      <Form.List name={['claim', 'deeds']}>
        {(fields, { add, remove }) => (
          <>
            {fields.map((f) => (
              <div key={f.key} className={s.grid}>
                <Field name={[f.name, 'kind']} label={c.deedKind}>
                  <Select options={DEEDS} />
                </Field>
                <Field name={[f.name, 'content']} label={c.deed} required className={s.half}>
                  <Input maxLength={300} placeholder="例如：迁出怀城街道解放中路12号房屋" />
                </Field>
                <div className={s.remove}>
                  <Button onClick={() => remove(f.name)}>移除此项</Button>
                </div>
              </div>
            ))}
            <Button size="small" onClick={() => add({ kind: 'transfer', content: '' })}>
              {c.addDeed}
            </Button>
          </>
        )}
      </Form.List>
      <div className={s.ticks}>
        <Form.Item name={['claim', 'delay_interest']} valuePropName="checked" noStyle>
          <Checkbox>请求加倍部分债务利息</Checkbox>
        </Form.Item>
        <Form.Item name={['claim', 'livelihood']} valuePropName="checked" noStyle>
          <Checkbox>涉民生（劳动报酬、交通事故、赡养抚养等）</Checkbox>
        </Form.Item>
      </div>
    </Panel>
  );
}

