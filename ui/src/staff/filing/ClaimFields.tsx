import { Button, Checkbox, Form, Input, Select } from 'antd';
import { filing as c } from '../../copy/filing';
import { Field, MoneyInput, moneyRules } from '../../ui/fields';
import { Panel } from '../../ui/Panel';
import s from './Filing.module.css';

export function ClaimFields() {
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
                  {1 < fields.length ? <Button onClick={() => remove(f.name)}>移除此项</Button> : null}
                </div>
              </div>
            ))}
            <Button size="small" onClick={() => add({ kind: 'costs', title: '案件受理费', amount_fen: null })}>
              添加标的项目
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

