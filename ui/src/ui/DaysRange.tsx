import { useState } from 'react';
import { dayFromText } from './day';
import { DayInput } from './DayInput';
import type { DaysFilterProps } from './Filters';
import s from './Filters.module.css';
import { useToday } from './today';

const two = (n: number) => String(n).padStart(2, '0');
const lastOf = (year: number, month: number) => `${year}-${two(month)}-${two(new Date(Date.UTC(year, month, 0)).getUTCDate())}`;

/** The month, quarter and year that a day lies in, by its court's calendar. */
export function spansOf(today: string): { name: string; from: string; to: string }[] {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const quarter = Math.floor((month - 1) / 3) * 3 + 1;
  const span = (name: string, first: number, last: number) => ({ name, from: `${year}-${two(first)}-01`, to: lastOf(year, last) });
  return [span('本月', month, month), span('本季', quarter, quarter + 2), span('本年', 1, 12)];
}

/** From and to, or the usual spans with one click. */
export default function DaysRange({ label, from, to, onChange }: DaysFilterProps & { open: boolean }) {
  const today = useToday();
  return (
    <span role="group" aria-label={label} className={s.range}>
      <End label={`${label}自`} value={from} onChange={(day) => onChange(day, to)} />
      至
      <End label={`${label}至`} value={to} onChange={(day) => onChange(from, day)} />
      {spansOf(today).map((span) => {
        const on = span.from === from && span.to === to;
        return (
          <button key={span.name} type="button" className={s.span} aria-pressed={on} onClick={() => (on ? onChange(undefined, undefined) : onChange(span.from, span.to))}>
            {span.name}
          </button>
        );
      })}
    </span>
  );
}

/** One end. The list is asked for when a whole day stands there, or nothing. */
function End({ label, value, onChange }: { label: string; value: string | undefined; onChange: (day: string | undefined) => void }) {
  const [text, setText] = useState<string | null>(value ?? null);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setText(value ?? null);
  }
  const take = (next: string | null) => {
    setText(next);
    const day = next === null ? undefined : dayFromText(next);
    if (day !== null && day !== value) onChange(day);
  };
  return (
    <span className={s.end}>
      <DayInput aria-label={label} value={text} onChange={take} />
    </span>
  );
}
