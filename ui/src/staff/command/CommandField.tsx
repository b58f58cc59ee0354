import { useQuery } from '@tanstack/react-query';
import { Checkbox, Form, Input, Radio, Select } from 'antd';
import { organisationQuery } from '../../api/people';
import type { Action, CaseDetail, CommandFieldInfo } from '../../api/types';
import { DayInput, Field, FileInput, MoneyInput, moneyRules } from '../../ui/fields';

/** Texts up to here are one line. */
const LINE = 100;

/** So many words of a choice are shown at once; more are picked from a list. */
const SHOWN = 4;

/** One field of a command, by its shape. */
export function CommandField({ field, file, choices = [] }: { field: CommandFieldInfo; file?: CaseDetail; choices?: Action['choices'] }) {
  const { name, label, required, hint } = field;
  const common = { name, label, required, extra: hint ?? undefined };
  switch (field.shape) {
    case 'money':
      return (
        <Field {...common} rules={moneyRules(required)}>
          <MoneyInput />
        </Field>
      );
    case 'count':
      return (
        <Field {...common} rules={[{ pattern: /^\d+$/, message: `${label}应为整数` }]} normalize={(text: string) => (/^\d+$/.test(text) ? Number(text) : text)}>
          <Input inputMode="numeric" maxLength={String(field.max ?? LINE).length} />
        </Field>
      );
    case 'yes':
      return (
        <Form.Item name={name} valuePropName="checked" extra={hint ?? undefined}>
          <Checkbox>{label}</Checkbox>
        </Form.Item>
      );
    case 'scan':
      return (
        <Field {...common} rules={[{ required, message: '请选择文件' }]}>
          <FileInput label="选择文件" accept=".pdf,.jpg,.jpeg,.png,.tif,.tiff,.docx,.ofd" />
        </Field>
      );
    case 'day':
      return (
        <Field {...common}>
          <DayInput past={field.past} />
        </Field>
      );
    case 'several':
      return (
        <Field {...common} rules={[{ required, message: `请选择${label}` }]}>
          <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={optionsOf(field, file, choices)} />
        </Field>
      );
    case 'choices':
      return (
        <Field {...common}>
          <Checkbox.Group options={optionsOf(field, file, choices)} />
        </Field>
      );
    case 'choice':
    case 'key':
    case 'thing':
      return (
        <Field {...common}>
          {field.thing === 'staff' && !choices.some((c) => c.field === name) ? <Colleague /> : <Pick options={optionsOf(field, file, choices)} clearable={!required} />}
        </Field>
      );
    default:
      return (
        // The counter of a long text stands at the right, on the hint's first line.
        <Field {...common} extra={hint && LINE < (field.max ?? LINE) ? <span style={{ display: 'block', paddingRight: '6rem' }}>{hint}</span> : common.extra}>
          <Words max={field.max ?? LINE} />
        </Field>
      );
  }
}

interface InputProps {
  id?: string;
  value?: string;
  onChange?: (value: string) => void;
}

function Words({ max, onChange, ...rest }: InputProps & { max: number }) {
  if (max <= LINE) return <Input {...rest} maxLength={max} onChange={(e) => onChange?.(e.target.value)} />;
  return <Input.TextArea {...rest} rows={3} maxLength={max} showCount onChange={(e) => onChange?.(e.target.value)} />;
}

function Pick({ options, clearable, onChange, ...rest }: InputProps & { clearable: boolean; options: { value: string; label: string }[] }) {
  if (options.length <= SHOWN && !clearable) return <Radio.Group {...rest} options={options} onChange={(e) => onChange?.(e.target.value as string)} />;
  return <Select {...rest} allowClear={clearable} showSearch={{ optionFilterProp: 'label' }} options={options} onChange={(value) => onChange?.(value)} />;
}

/** One of the people of the court. */
function Colleague({ onChange, ...rest }: InputProps) {
  const organisation = useQuery(organisationQuery);
  const options = organisation.data?.people.map((h) => ({ value: h.id, label: h.name }));
  return <Select {...rest} showSearch={{ optionFilterProp: 'label' }} loading={organisation.isPending} options={options} onChange={(value) => onChange?.(value)} />;
}

function optionsOf(field: CommandFieldInfo, file: CaseDetail | undefined, choices: Action['choices'] = []): { value: string; label: string }[] {
  if (field.thing === 'party') return file?.parties.map((p) => ({ value: p.id, label: `${p.role_label} ${p.name}` })) ?? [];
  if (field.thing === 'asset') return file?.assets.map((a) => ({ value: a.id, label: `${a.kind_label} ${a.title}` })) ?? [];
  const offered = choices.find((c) => c.field === field.name)?.options;
  return (offered ?? field.options).map((o) => ({ value: o.code, label: o.name }));
}
