import { Form, Input, type FormItemProps } from 'antd';
import { isValidElement, useState } from 'react';
import { dayFault, DayInput } from './DayInput';
import { FilePick } from './FilePick';
import { fenFromYuan, fileSize, yuanPlain, yuanUpper } from './format';
import { useToday } from './today';

interface MoneyInputProps {
  id?: string;
  /** Fen, or the text as typed while it is not an amount. */
  value?: number | string | null;
  onChange?: (value: number | string | null) => void;
  disabled?: boolean;
}

/** An amount typed in yuan, kept in fen; the capitals below show what was understood. */
export function MoneyInput({ id, value, onChange, disabled }: MoneyInputProps) {
  const shown = typeof value === 'number' ? yuanPlain(value) : (value ?? '');
  const [text, setText] = useState(shown);
  const mine = fenFromYuan(text);
  const display = typeof value === 'number' && mine !== value ? shown : text;
  return (
    <>
      <Input
        id={id}
        value={value === null || value === undefined ? '' : display}
        disabled={disabled}
        inputMode="decimal"
        suffix="元"
        maxLength={24}
        autoComplete="off"
        onChange={(e) => {
          setText(e.target.value);
          const trimmed = e.target.value.trim();
          onChange?.(trimmed === '' ? null : (fenFromYuan(trimmed) ?? trimmed));
        }}
      />
      {typeof value === 'number' && 0 < value ? <span style={{ color: 'var(--dim)', fontSize: '0.857rem' }}>{yuanUpper(value)}</span> : null}
    </>
  );
}

/** What is wrong with an amount that could not be read. */
const wrongMoney = (value: unknown): string =>
  /^[\d,，]{14,}(\.\d*)?$/.test(String(value).trim()) ? '金额太大，请核对是否多输了数字' : '金额应为数字，最多两位小数，例如 5289.00';

/** Rules of an amount field. */
export function moneyRules(required = true): FormItemProps['rules'] {
  return [
    {
      validator: (_, value: unknown) => {
        if (value === null || value === undefined || value === '') {
          return required ? Promise.reject(new Error('请填写金额')) : Promise.resolve();
        }
        if (typeof value !== 'number') return Promise.reject(new Error(wrongMoney(value)));
        return 0 < value ? Promise.resolve() : Promise.reject(new Error('金额应大于零'));
      },
    },
  ];
}

/** A chosen file as a form value. */
export function FileInput({ id, value, onChange, accept, label }: { id?: string; value?: File; onChange?: (file: File) => void; accept: string; label: string }) {
  return (
    <div style={{ display: 'flex', gap: 10, alignItems: 'center' }}>
      <FilePick id={id ?? 'file'} label={label} accept={accept} onFile={(file) => onChange?.(file)} />
      <span>{value ? `${value.name}（${fileSize(value.size)}）` : '未选择'}</span>
    </div>
  );
}

export { DayInput };

/** Rules of a date field: what was typed and is no day is not sent, and not thrown away. */
function useDayRules(children: FormItemProps['children']): FormItemProps['rules'] {
  const today = useToday();
  if (!isValidElement<{ past?: boolean }>(children) || children.type !== DayInput) return [];
  const { past } = children.props;
  return [
    {
      // While somebody types, half a date is no fault.
      validateTrigger: 'onSubmit',
      validator: (_, value: string | null | undefined) => {
        const fault = dayFault(value, past, today);
        return fault ? Promise.reject(new Error(fault)) : Promise.resolve();
      },
    },
  ];
}

/** A form item whose label is tied to its field, with the required rule in a whole sentence. */
export function Field({ name, label, required, rules, children, extra, ...rest }: FormItemProps & { required?: boolean; label: string }) {
  const days = useDayRules(children);
  return (
    <Form.Item
      name={name}
      label={label}
      required={required}
      extra={extra}
      rules={[...(required && !rules ? [{ required: true, whitespace: true, message: `请填写${label}` }] : []), ...(rules ?? []), ...(days ?? [])]}
      {...rest}
    >
      {children}
    </Form.Item>
  );
}

/** `parties[0].name` → `['parties', 0, 'name']`. */
export function fieldPath(field: string): (string | number)[] {
  return field
    .replace(/^\//, '')
    .split(/[.[\]/]+/)
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
