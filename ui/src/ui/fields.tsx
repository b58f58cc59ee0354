import { DatePicker, Form, Input, type FormItemProps } from 'antd';
import dayjs from 'dayjs';
import { useState, type FocusEvent, type KeyboardEvent } from 'react';
import { dayFromText } from './day';
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

/** Rules of an amount field. */
export function moneyRules(required = true): FormItemProps['rules'] {
  return [
    {
      validator: (_, value: unknown) => {
        if (value === null || value === undefined || value === '') {
          return required ? Promise.reject(new Error('请填写金额')) : Promise.resolve();
        }
        if (typeof value !== 'number') return Promise.reject(new Error('金额应为数字，最多两位小数，例如 5289.00'));
        return 0 < value ? Promise.resolve() : Promise.reject(new Error('金额应大于零'));
      },
    },
  ];
}

interface DayInputProps {
  id?: string;
  /** Where no label of a form names it. */
  'aria-label'?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
  /** Days after today cannot be chosen. */
  past?: boolean;
}

/**
 * A civil date as text; the picker speaks Chinese whatever the browser speaks. What is typed is taken on Enter and on
 * leaving the field; text that is no date, or a day that cannot be chosen, empties the field and says so under it, so
 * that the field never shows one thing and means another.
 */
export function DayInput({ id, value, onChange, past, 'aria-label': label }: DayInputProps) {
  const today = useToday();
  const [refused, setRefused] = useState('');
  const [round, setRound] = useState(0);
  const shown = value ?? '';
  /** Takes the text as it stands; false when it is refused. */
  const take = (text: string): boolean => {
    const day = dayFromText(text);
    if (day && !(past && today < day)) {
      setRefused('');
      if (day !== shown) onChange?.(day);
      return true;
    }
    if (text.trim() === '') {
      setRefused('');
      if (shown) onChange?.(null);
      return true;
    }
    setRefused(day ? `“${day}”在今天之后，未采用，请重新填写` : `“${text.trim()}”不是日期，未采用，请按 2026-11-20 的样子填写`);
    onChange?.(null);
    return false;
  };
  const onBlurCapture = (event: FocusEvent<HTMLDivElement>) => {
    const field = event.target;
    // Another window came to the front, or the calendar of this field is being used.
    if (!(field instanceof HTMLInputElement) || document.activeElement === field) return;
    if (event.relatedTarget instanceof Element && event.relatedTarget.closest('.ant-picker-dropdown')) return;
    if (field.value === shown) return;
    take(field.value);
    // The picker is built anew, or it could go on showing the text as typed.
    setRound(round + 1);
  };
  const onKeyDownCapture = (event: KeyboardEvent<HTMLDivElement>) => {
    const field = event.target;
    if (event.nativeEvent.isComposing || !(field instanceof HTMLInputElement) || field.value === shown) return;
    // The picker itself would drop what it does not like without a word; leaving the field takes it.
    if (event.key === 'Tab') event.stopPropagation();
    if (event.key !== 'Enter') return;
    const taken = take(field.value);
    // Enter takes the date and does nothing else; Ctrl+Enter goes on to submit what was taken.
    if (!taken || !(event.ctrlKey || event.metaKey)) event.preventDefault();
    if (!taken) event.stopPropagation();
  };
  return (
    <div onBlurCapture={onBlurCapture} onKeyDownCapture={onKeyDownCapture}>
      <DatePicker
        key={round}
        id={id}
        aria-label={label}
        style={{ width: '100%' }}
        value={value ? dayjs(value) : null}
        // One form only: of several, a date half typed would already be a date.
        format="YYYY-MM-DD"
        defaultPickerValue={dayjs(today)}
        placeholder="例如 2026-11-20"
        status={refused ? 'error' : undefined}
        disabledDate={past ? (d) => today < d.format('YYYY-MM-DD') : undefined}
        onChange={(d) => {
          setRefused('');
          onChange?.(d ? d.format('YYYY-MM-DD') : null);
        }}
      />
      {refused ? (
        <span role="alert" style={{ color: '#a8071a', fontSize: '0.857rem' }}>
          {refused}
        </span>
      ) : null}
    </div>
  );
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

/** A form item whose label is tied to its field, with the required rule in a whole sentence. */
export function Field({ name, label, required, rules, children, extra, ...rest }: FormItemProps & { required?: boolean; label: string }) {
  return (
    <Form.Item
      name={name}
      label={label}
      required={required}
      extra={extra}
      rules={[...(required && !rules ? [{ required: true, whitespace: true, message: `请填写${label}` }] : []), ...(rules ?? [])]}
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
