import { useId, useRef, type ReactNode } from 'react';
import { calc as c } from '../copy/calc';
import s from './calc.module.css';

/** What is wrong with the fields, by their place in the question. */
export type Faults = Record<string, string>;

interface TextProps {
  /** The place of this field in the question; a fault there is shown here. */
  name: string;
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  faults: Faults;
  kind?: 'day' | 'money' | 'number' | 'text';
  short?: boolean;
}

const MODES = { day: 'text', money: 'decimal', number: 'numeric', text: 'text' } as const;

/** A line of text with its label, how it is written, and what is wrong with it. */
export function Text({ name, label, hint, value, onChange, faults, kind = 'text', short }: TextProps) {
  const id = useId();
  const fault = faults[name];
  const notes = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ');
  return (
    <div className={short ? s.short : s.field}>
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <p id={`${id}-hint`} className={s.hint}>
          {hint}
        </p>
      ) : null}
      <input
        id={id}
        name={name}
        className={fault ? s.bad : s.input}
        value={value}
        maxLength={64}
        autoComplete="off"
        inputMode={MODES[kind]}
        aria-invalid={fault ? true : undefined}
        aria-describedby={notes || undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {fault ? (
        <p id={`${id}-fault`} className={s.fault}>
          <span aria-hidden="true">▲ </span>
          {fault}
        </p>
      ) : null}
    </div>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChange: (value: T) => void;
}

/** One of a few, all in sight. */
export function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  const id = useId();
  return (
    <fieldset className={s.choice}>
      <legend>{label}</legend>
      {options.map(([key, shown]) => (
        <label key={key} className={s.option}>
          <input type="radio" name={id} value={key} checked={value === key} onChange={() => onChange(key)} />
          <span>{shown}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** One of many. */
export function Pick<T extends string>({ name, label, hint, value, options, onChange, faults, short }: ChoiceProps<T> & { name: string; hint?: string; faults: Faults; short?: boolean }) {
  const id = useId();
  const fault = faults[name];
  return (
    <div className={short ? s.short : s.field}>
      <label htmlFor={id}>{label}</label>
      {hint ? <p className={s.hint}>{hint}</p> : null}
      <select
        id={id}
        name={name}
        className={fault ? s.bad : s.input}
        value={value}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onChange={(event) => onChange(event.target.value as T)}
      >
        {options.map(([key, shown]) => (
          <option key={key} value={key}>
            {shown}
          </option>
        ))}
      </select>
      {fault ? (
        <p id={`${id}-fault`} className={s.fault}>
          <span aria-hidden="true">▲ </span>
          {fault}
        </p>
      ) : null}
    </div>
  );
}

export function Tick({ label, hint, value, onChange }: { label: string; hint?: string; value: boolean; onChange: (value: boolean) => void }) {
  const id = useId();
  return (
    <div className={s.field}>
      <label className={s.option}>
        <input type="checkbox" checked={value} aria-describedby={hint ? id : undefined} onChange={(event) => onChange(event.target.checked)} />
        <span>{label}</span>
      </label>
      {hint ? (
        <p id={id} className={s.hint}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}

interface RowsProps<T> {
  legend: string;
  hint?: string;
  /** Place of the list in the question. */
  name: string;
  rows: T[];
  /** At least so many stay. */
  least: number;
  blank: T;
  title: (n: number) => string;
  onChange: (rows: T[]) => void;
  faults: Faults;
  children: (row: T, set: (patch: Partial<T>) => void, place: string) => ReactNode;
}

/** A list that grows and shrinks; the focus follows what was added, and never falls off what was removed. */
export function Rows<T>({ legend, hint, name, rows, least, blank, title, onChange, faults, children }: RowsProps<T>) {
  const box = useRef<HTMLFieldSetElement>(null);
  const focus = (selector: string) => {
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(selector)?.focus());
  };
  const add = () => {
    onChange([...rows, blank]);
    focus(`[data-row="${rows.length}"] input`);
  };
  const remove = (at: number) => {
    onChange(rows.filter((_, i) => i !== at));
    focus('[data-add]');
  };
  return (
    <fieldset ref={box} className={s.rows}>
      <legend>{legend}</legend>
      {hint ? <p className={s.hint}>{hint}</p> : null}
      {faults[name] ? (
        <p className={s.fault}>
          <span aria-hidden="true">▲ </span>
          {faults[name]}
        </p>
      ) : null}
      {rows.map((row, at) => (
        <div key={at} data-row={at} role="group" aria-label={`${legend} ${title(at + 1)}`} className={s.row}>
          <span className={s.rowTitle} aria-hidden="true">
            {title(at + 1)}
          </span>
          <div className={s.rowFields}>
            {children(row, (patch) => onChange(rows.map((r, i) => (i === at ? { ...r, ...patch } : r))), `${name}[${at}]`)}
          </div>
          {least < rows.length ? (
            <button type="button" className={s.plain} aria-label={c.remove(title(at + 1))} onClick={() => remove(at)}>
              ✕
            </button>
          ) : null}
        </div>
      ))}
      <button type="button" data-add className={s.add} onClick={add}>
        ＋ {c.add}
      </button>
    </fieldset>
  );
}
