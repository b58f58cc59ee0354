import { Button, Checkbox, Form, Input, Select } from 'antd';
import { AGENT_KINDS, party as c } from '../../copy/party';
import { Field } from '../../ui/fields';
import type { FilingValues } from './application';
import s from './Filing.module.css';

/** 委托诉讼代理人 of a party, with what they may do in its name. */
export function AgentFields({ side, at, person }: { side: 'applicants' | 'respondents'; at: number; person: boolean }) {
  return (
    <Form.List name={[at, 'agents']}>
      {(fields, { add, remove }) => (
        <>
          {fields.map((f) => (
            <AgentForm key={f.key} path={[side, at, 'agents', f.name]} at={f.name} person={person} onRemove={1 < fields.length ? () => remove(f.name) : undefined} />
          ))}
          <Button size="small" onClick={() => add({ kind: 'lawyer', authority: 'general' })}>
            添加代理人
          </Button>
        </>
      )}
    </Form.List>
  );
}

function AgentForm({ path, at, person, onRemove }: { path: (string | number)[]; at: number; person: boolean; onRemove?: () => void }) {
  const form = Form.useFormInstance<FilingValues>();
  const kind = (Form.useWatch([...path, 'kind'] as never, form) ?? 'lawyer') as string;
  const special = (Form.useWatch([...path, 'authority'] as never, form) as string | undefined) === 'special';
  const chosen = AGENT_KINDS.find((k) => k.value === kind);
  return (
    <div className={s.agent} role="group" aria-label={`委托诉讼代理人${at + 1}`}>
      <div className={s.grid}>
        <Field name={[at, 'name']} label="代理人姓名" required>
          <Input maxLength={50} />
        </Field>
        <Field name={[at, 'kind']} label="代理人身份">
          <Select options={AGENT_KINDS.filter((k) => person || k.value !== 'relative')} popupMatchSelectWidth={false} />
        </Field>
        <Field name={[at, 'firm']} label={chosen?.firm ?? '单位'} required={kind !== 'recommended'}>
          <Input maxLength={100} />
        </Field>
        <Field name={[at, 'phone']} label="代理人电话">
          <Input maxLength={20} autoComplete="off" inputMode="tel" />
        </Field>
        <Field name={[at, 'authority']} label="代理权限" extra={special ? c.special : c.general} className={s.half}>
          <Select
            onChange={(value: string) => {
              if (value === 'general') form.setFieldValue([...path, 'receives'] as never, false);
            }}
            options={[
              { value: 'general', label: '一般授权' },
              { value: 'special', label: '特别授权' },
            ]}
          />
        </Field>
        <div className={s.remove}>
          {special ? (
            <Form.Item name={[at, 'receives']} valuePropName="checked" noStyle>
              <Checkbox>{c.receives}</Checkbox>
            </Form.Item>
          ) : null}
          {onRemove ? (
            <Button size="small" onClick={onRemove}>
              移除代理人
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  );
}
