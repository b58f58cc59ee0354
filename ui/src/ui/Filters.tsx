import { lazy, Suspense, useEffect, useId, useRef, useState, type ReactNode } from 'react';
import s from './Filters.module.css';

/** A row of filters. */
export function Filters({ children }: { children: ReactNode }) {
  return (
    <div className={s.filters} role="search" aria-label="筛选">
      {children}
    </div>
  );
}

/** A word to search by; asked for when typing pauses, at once with Enter. */
export function TextFilter({ label, value, hint, onChange }: { label: string; value: string; hint?: string; onChange: (value: string) => void }) {
  const id = useId();
  const [text, setText] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);
  const send = (next: string) => {
    if (next === sent.current) return;
    sent.current = next;
    onChange(next);
  };
  useEffect(() => {
    const timer = setTimeout(() => send(text.trim()), 350);
    return () => clearTimeout(timer);
  });
  return (
    <label className={s.filter} htmlFor={id}>
      <span>{label}：</span>
      <input
        id={id}
        className={s.input}
        value={text}
        placeholder={hint}
        maxLength={60}
        autoComplete="off"
        onChange={(e) => setText(e.target.value)}
        onKeyDown={(e) => e.key === 'Enter' && !e.nativeEvent.isComposing && send(text.trim())}
      />
    </label>
  );
}

/** One of a few; the browser's own list, which is quick on old machines and right for screen readers. */
export function PickFilter({
  label,
  value,
  options,
  onChange,
  width = 96,
  all = true,
}: {
  label: string;
  value?: string;
  options: { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
  width?: number;
  /** Offers 全部 as well. */
  all?: boolean;
}) {
  const id = useId();
  return (
    <span className={s.filter}>
      <label htmlFor={id}>{label}：</label>
      <select id={id} className={s.select} style={{ width }} value={value ?? ''} onChange={(e) => onChange(e.target.value || undefined)}>
        {all ? <option value="">全部</option> : null}
        {options.map((o) => (
          <option key={o.value} value={o.value}>
            {o.label}
          </option>
        ))}
      </select>
    </span>
  );
}

const Range = lazy(() => import('./DaysRange'));

/** From and to, both civil dates. The calendar is only fetched once it is wanted. */
export function DaysFilter(props: DaysFilterProps) {
  const [wanted, setWanted] = useState(false);
  const id = useId();
  const { label, from, to } = props;
  const closed = (
    <button type="button" className={s.days} aria-describedby={id} onClick={() => setWanted(true)}>
      全部
    </button>
  );
  return (
    <span className={s.filter}>
      <span id={id}>{label}：</span>
      {wanted || from || to ? (
        <Suspense fallback={closed}>
          <Range {...props} open={wanted} />
        </Suspense>
      ) : (
        closed
      )}
    </span>
  );
}

export interface DaysFilterProps {
  label: string;
  from?: string;
  to?: string;
  onChange: (from: string | undefined, to: string | undefined) => void;
}
