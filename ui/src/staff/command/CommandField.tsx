import { Input, Radio, Select } from 'antd';
import type { CaseDetail, CommandFieldInfo } from '../../api/types';
import { DayInput, Field, MoneyInput, moneyRules } from '../../ui/fields';

/** Texts up to here are one line. */
const LINE = 100;

/** So many words of a choice are shown at once; more are picked from a list. */
const SHOWN = 4;

/** One field of a command, by its shape. */
export function CommandField({ field, file }: { field: CommandFieldInfo; file?: CaseDetail }) {
  const { name, label, required, hint } = field;
  const common = { name, label, required, extra: hint ?? undefined };
  switch (field.shape) {
    case 'money':
      return (
        <Field {...common} rules={moneyRules(required)}>
          <MoneyInput />
        </Field>
      );
    case 'day':
      return (
        <Field {...common}>
          <DayInput past={field.past} />
        </Field>
      );
    case 'choice':
    case 'thing':
      return (
        <Field {...common}>
          <Pick options={optionsOf(field, file)} clearable={!required} />
        </Field>
      );
    default:
      return (
        <Field {...common}>
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

function optionsOf(field: CommandFieldInfo, file: CaseDetail | undefined): { value: string; label: string }[] {
  if (file && field.thing === 'party') return file.parties.map((p) => ({ value: p.id, label: `${p.role_label} ${p.name}` }));
  if (file && field.thing === 'asset') return file.assets.map((a) => ({ value: a.id, label: `${a.kind_label} ${a.title}` }));
  return field.options.map((o) => ({ value: o.code, label: o.name }));
}
