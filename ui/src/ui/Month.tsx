import { useState } from 'react';
import s from './Month.module.css';

const WEEK = ['一', '二', '三', '四', '五', '六', '日'];
const two = (n: number) => String(n).padStart(2, '0');

/** The month some months away from one: `2026-11`. */
function moved(month: string, by: number): string {
  const at = new Date(`${month}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + by);
  return at.toISOString().slice(0, 7);
}

/** The days of a month in weeks that begin on Monday; `null` before the first and after the last. */
function weeks(month: string): (string | null)[][] {
  const first = new Date(`${month}-01T00:00:00Z`);
  const before = (first.getUTCDay() + 6) % 7;
  const count = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const days = [...Array.from({ length: before }, () => null), ...Array.from({ length: count }, (_, i) => `${month}-${two(i + 1)}`)];
  return Array.from({ length: Math.ceil(days.length / 7) }, (_, week) => Array.from({ length: 7 }, (_unused, at) => days[week * 7 + at] ?? null));
}

/** A month to pick a day from. It knows the court's own day, and no other clock. */
export default function Month({ day, chosen, today, past, onPick }: { day: string; chosen: string | null; today: string; past?: boolean; onPick: (day: string) => void }) {
  const [month, setMonth] = useState(day.slice(0, 7));
  const step = (label: string, sign: string, by: number) => (
    <button type="button" className={s.step} aria-label={label} onClick={() => setMonth(moved(month, by))}>
      {sign}
    </button>
  );
  return (
    <div className={s.month} role="group" aria-label="日历">
      <div className={s.head}>
        {step('上一年', '«', -12)}
        {step('上一月', '‹', -1)}
        <b className="num" aria-live="polite">
          {month.slice(0, 4)}年{Number(month.slice(5))}月
        </b>
        {step('下一月', '›', 1)}
        {step('下一年', '»', 12)}
      </div>
      <table>
        <thead>
          <tr>
            {WEEK.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks(month).map((week, at) => (
            <tr key={at}>
              {week.map((one, place) => (
                <td key={one ?? place}>
                  {one ? (
                    <button
                      type="button"
                      className={`${s.day} ${one === today ? s.today : ''} ${one === chosen ? s.chosen : ''}`}
                      aria-label={one}
                      aria-current={one === today ? 'date' : undefined}
                      aria-pressed={one === chosen}
                      disabled={past && today < one}
                      onClick={() => onPick(one)}
                    >
                      {Number(one.slice(8))}
                    </button>
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" className={s.now} onClick={() => onPick(today)}>
        今天 {today}
      </button>
    </div>
  );
}
