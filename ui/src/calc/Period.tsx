import { asks, type PeriodFound } from '../api/calc';
import { calc } from '../copy/calc';
import { Desk } from './Desk';
import { Choice, Pick, Rows, Text, Tick, type Faults } from './fields';
import { period, type PeriodForm, type Span } from './question';
import { useRules } from './useAsk';
import s from './calc.module.css';

const c = calc.period;
const KINDS = [['own', c.own], ['rule', c.rule]] as const;
const UNITS = [['day', c.units.day], ['workday', c.units.workday], ['month', c.units.month], ['year', c.units.year], ['hour', c.units.hour]] as const;

export function Period() {
  return (
    <Desk home="/calc/period" heading={c.heading} about={c.about} door={period} asked={period.asked} ask={asks.period} said={said} result={(found) => <Result found={found} />}
      fields={(form, set, faults) => (
        <>
          <Text name="from" kind="day" label={c.from} hint={form.kind === 'own' && form.unit === 'hour' ? c.momentHint : c.fromHint} value={form.from} onChange={(from) => set({ from })} faults={faults} />
          <Choice label={c.kind} value={form.kind} options={KINDS} onChange={(kind) => set({ kind })} />
          {form.kind === 'own' ? (
            <>
              <div className={s.pair}>
                <Text name="length" kind="number" label={c.length} value={form.length} onChange={(length) => set({ length })} faults={faults} short />
                <Pick name="unit" label={c.unit} value={form.unit} options={UNITS} onChange={(unit) => set({ unit })} faults={faults} short />
              </div>
              {form.unit === 'hour' ? null : <Tick label={c.rolls} hint={c.rollsHint} value={form.rolls} onChange={(rolls) => set({ rolls })} />}
            </>
          ) : (
            <Limits value={form.rule} onChange={(rule) => set({ rule })} faults={faults} />
          )}
          <Spans legend={c.exclusions} hint={c.exclusionsHint} rows={form.exclusions} onChange={(exclusions) => set({ exclusions })} faults={faults} />
        </>
      )}
    />
  );
}

/** The catalogue's limits. */
function Limits({ value, onChange, faults }: { value: string; onChange: (id: string) => void; faults: Faults }) {
  const { found, problem } = useRules();
  const limits = (found ?? []).filter((rule) => rule.chapter === '期限');
  const options: [string, string][] = limits.map((rule) => [rule.id, `${rule.title}：${rule.parameters}（${rule.id}）`]);
  if (value && !limits.some((rule) => rule.id === value)) options.unshift([value, value]);
  return (
    <Pick name="rule" label={c.pick} hint={problem ? c.pickFailed : undefined} value={value} options={[['', c.pickNone], ...options]} onChange={onChange} faults={faults} />
  );
}

/** Excluded stretches, the same in every calculator. */
export function Spans({ legend, hint, rows, onChange, faults }: { legend: string; hint: string; rows: Span[]; onChange: (rows: Span[]) => void; faults: Faults }) {
  return (
    <Rows legend={legend} hint={hint} name="exclusions" rows={rows} least={0} blank={{ from: '', to: '' }} title={c.exclusion} onChange={onChange} faults={faults}>
      {(row, set, place) => (
        <>
          <Text name={`${place}.from`} kind="day" label={c.spanFrom} value={row.from} onChange={(from) => set({ from })} faults={faults} short />
          <Text name={`${place}.to`} kind="day" label={c.spanTo} value={row.to} onChange={(to) => set({ to })} faults={faults} short />
        </>
      )}
    </Rows>
  );
}

export function spansSaid(legend: string, rows: Span[]): [string, string][] {
  return 0 < rows.length ? [[legend, rows.map((e) => `${e.from} 至 ${e.to}`).join('；')]] : [];
}

function said(form: PeriodForm): [string, string][] {
  const own = `${form.length} ${c.units[form.unit]}${form.unit === 'hour' || form.rolls ? '' : '，末日不顺延'}`;
  return [[c.from, form.from], [c.kind, form.kind === 'rule' ? form.rule : own], ...spansSaid(c.exclusions, form.exclusions)];
}

function Result({ found }: { found: PeriodFound }) {
  return (
    <>
      <p className={s.big}>{c.result(found.at ?? found.end, found.weekday)}</p>
      {found.assumed ? <p className={s.assumed}>▲ {c.assumed}</p> : null}
    </>
  );
}
