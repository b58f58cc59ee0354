import { CalendarOutlined } from '@ant-design/icons';
import { Input, Popover, type InputRef } from 'antd';
import { lazy, Suspense, useRef, useState, type KeyboardEvent } from 'react';
import { dayFromText } from './day';
import { useToday } from './today';

const Month = lazy(() => import('./Month'));

interface DayInputProps {
  id?: string;
  /** Where no label of a form names it. */
  'aria-label'?: string;
  'aria-invalid'?: boolean | 'true' | 'false';
  'aria-describedby'?: string;
  /** A day, or the text as typed while it is none. */
  value?: string | null;
  onChange?: (value: string | null) => void;
  /** Days after today cannot be chosen. */
  past?: boolean;
}

/** What is wrong with a day as typed; the field keeps what was typed. */
export function dayFault(text: string | null | undefined, past: boolean | undefined, today: string): string | null {
  if (!text?.trim()) return null;
  const day = dayFromText(text);
  if (!day) return `“${text.trim()}”不是日期，请按 2026-11-20 的样子填写`;
  return past && today < day ? `“${day}”在今天之后（今天是 ${today}），请重新填写` : null;
}

/**
 * A civil date as text. It is a plain field: what is typed stays as it was typed until it is a day, the focus goes
 * where the keyboard says; a day in any usual form is put right on leaving the field or with Enter. The calendar
 * opens on the day that is in the field, else on the court's own day.
 */
export function DayInput({ value, onChange, past, ...rest }: DayInputProps) {
  const today = useToday();
  const [open, setOpen] = useState(false);
  const input = useRef<InputRef>(null);
  const text = value ?? '';
  const fault = dayFault(text, past, today);
  const [left, setLeft] = useState(false);
  const settle = () => {
    const day = dayFromText(text);
    if (day && day !== text) onChange?.(day);
    setLeft(true);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' && event.altKey) setOpen(true);
    else if (event.key === 'Escape' && open) setOpen(false);
    else if (event.key === 'Enter') {
      settle();
      // Enter takes the date and does nothing else; Ctrl+Enter goes on to submit it.
      if (event.ctrlKey || event.metaKey) return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const pick = (day: string) => {
    onChange?.(day);
    setOpen(false);
    input.current?.focus();
  };
  return (
    <>
      <Input
        {...rest}
        ref={input}
        value={text}
        placeholder={`例如 ${today}`}
        maxLength={20}
        autoComplete="off"
        status={left && fault ? 'error' : undefined}
        onChange={(e) => {
          setLeft(false);
          onChange?.(e.target.value || null);
        }}
        onBlur={settle}
        onKeyDown={onKeyDown}
        suffix={
          <Popover
            trigger="click"
            placement="bottomRight"
            open={open}
            onOpenChange={setOpen}
            content={
              <Suspense fallback={null}>
                <Month day={dayFromText(text) ?? today} chosen={dayFromText(text)} today={today} past={past} onPick={pick} />
              </Suspense>
            }
          >
            <button type="button" tabIndex={-1} aria-label="打开日历" style={{ padding: 0, border: 0, background: 'none', cursor: 'pointer', color: 'var(--dim)' }}>
              <CalendarOutlined />
            </button>
          </Popover>
        }
      />
      {left && fault && String(rest['aria-invalid']) !== 'true' ? (
        <span role="alert" style={{ color: '#a8071a', fontSize: '0.857rem' }}>
          {fault}
        </span>
      ) : null}
    </>
  );
}
