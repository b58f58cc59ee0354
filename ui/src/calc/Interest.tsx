import { asks, type InterestFound } from '../api/calc';
import { calc } from '../copy/calc';
import { yuan, yuanTyped } from '../ui/format';
import { Desk } from './Desk';
import { Choice, Pick, Rows, Text, Tick, type Faults } from './fields';
import { Spans, spansSaid } from './Period';
import { interest, type InterestForm } from './question';
import s from './calc.module.css';

const c = calc.interest;
const MODES = [['single', c.single], ['account', c.account]] as const;
const GENERAL = [['none', c.generalKinds.none], ['fixed', c.generalKinds.fixed], ['one_year', c.generalKinds.one_year], ['five_years', c.generalKinds.five_years]] as const;
const TIERS = [
  ['', c.tiers.fitting],
  ['six_months', c.tiers.six_months],
  ['one_year', c.tiers.one_year],
  ['three_years', c.tiers.three_years],
  ['five_years', c.tiers.five_years],
  ['longer', c.tiers.longer],
] as const;

interface Part {
  form: InterestForm;
  set: (patch: Partial<InterestForm>) => void;
  faults: Faults;
}

export function Interest() {
  return (
    <Desk home="/calc/interest" heading={c.heading} about={c.about} door={interest} asked={interest.asked} ask={asks.interest} said={said} result={(found) => <Result found={found} />}
      fields={(form, set, faults) => (
        <>
          <Choice label={c.mode} value={form.mode} options={MODES} onChange={(mode) => set({ mode })} />
          {form.mode === 'single' ? <Single form={form} set={set} faults={faults} /> : <Account form={form} set={set} faults={faults} />}
          <Text name="until" kind="day" label={form.mode === 'single' ? c.paid : c.asOf} hint={calc.dayHint} value={form.until} onChange={(until) => set({ until })} faults={faults} />
          <Spans legend={calc.period.exclusions} hint={c.exclusionsHint} rows={form.exclusions} onChange={(exclusions) => set({ exclusions })} faults={faults} />
          <Tick label={c.inclusive} hint={c.inclusiveHint} value={form.inclusive} onChange={(inclusive) => set({ inclusive })} />
        </>
      )}
    />
  );
}

function Single({ form, set, faults }: Part) {
  const [first = { principal: '', due: '' }, ...rest] = form.instalments;
  const change = (patch: Partial<typeof first>) => set({ instalments: [{ ...first, ...patch }, ...rest] });
  return (
    <>
      <Text name="instalments[0].principal" kind="money" label={c.principal} hint={c.principalHint} value={first.principal} onChange={(principal) => change({ principal })} faults={faults} />
      <Text name="instalments[0].due" kind="day" label={c.due} hint={calc.dayHint} value={first.due} onChange={(due) => change({ due })} faults={faults} />
    </>
  );
}

function Account({ form, set, faults }: Part) {
  return (
    <>
      <Rows legend={c.instalments} hint={c.principalHint} name="instalments" rows={form.instalments} least={1} blank={{ principal: '', due: '' }} title={c.instalment} onChange={(instalments) => set({ instalments })} faults={faults}>
        {(row, change, place) => (
          <>
            <Text name={`${place}.principal`} kind="money" label={c.principal} value={row.principal} onChange={(principal) => change({ principal })} faults={faults} short />
            <Text name={`${place}.due`} kind="day" label={c.due} value={row.due} onChange={(due) => change({ due })} faults={faults} short />
          </>
        )}
      </Rows>
      <Rows legend={c.payments} name="payments" rows={form.payments} least={0} blank={{ on: '', amount: '' }} title={c.payment} onChange={(payments) => set({ payments })} faults={faults}>
        {(row, change, place) => (
          <>
            <Text name={`${place}.on`} kind="day" label={c.paymentOn} value={row.on} onChange={(on) => change({ on })} faults={faults} short />
            <Text name={`${place}.amount`} kind="money" label={c.paymentAmount} value={row.amount} onChange={(amount) => change({ amount })} faults={faults} short />
          </>
        )}
      </Rows>
      <Text name="costs" kind="money" label={c.costs} hint={c.costsHint} value={form.costs} onChange={(costs) => set({ costs })} faults={faults} />
      <Choice label={c.general} value={form.general} options={GENERAL} onChange={(general) => set({ general })} />
      {form.general === 'none' ? null : <General form={form} set={set} faults={faults} />}
    </>
  );
}

function General({ form, set, faults }: Part) {
  return (
    <div className={s.inset}>
      {form.general === 'fixed' ? (
        <Text name="general.rate" kind="money" label={c.rate} hint={c.rateHint} value={form.rate} onChange={(rate) => set({ rate })} faults={faults} />
      ) : (
        <>
          <Text name="general.times" kind="money" label={c.times} hint={c.timesHint} value={form.times} onChange={(times) => set({ times })} faults={faults} />
          <Pick name="general.tier" label={c.tier} hint={c.tierHint} value={form.tier} options={TIERS} onChange={(tier) => set({ tier })} faults={faults} />
        </>
      )}
      <Text name="general.from" kind="day" label={c.generalFrom} hint={c.generalFromHint} value={form.generalFrom} onChange={(generalFrom) => set({ generalFrom })} faults={faults} />
      <Text name="general.until" kind="day" label={c.generalUntil} hint={c.generalUntilHint} value={form.generalUntil} onChange={(generalUntil) => set({ generalUntil })} faults={faults} />
    </div>
  );
}

function said(form: InterestForm): [string, string][] {
  const account = form.mode === 'account';
  const tier = form.tier ? `，${c.tier} ${c.tiers[form.tier]}` : '';
  const rate = form.general === 'fixed' ? `${c.generalKinds.fixed} ${form.rate}%` : `${c.generalKinds[form.general]}，${form.times || '1'} 倍${tier}`;
  const until = form.generalUntil ? `至 ${form.generalUntil}` : '';
  return [
    ...form.instalments.map((i): [string, string] => [c.principal, `${yuanTyped(i.principal)}，${i.due} 届满`]),
    ...form.payments.map((p): [string, string] => [c.paymentOn, `${p.on} 清偿 ${yuanTyped(p.amount)}`]),
    ...(form.costs ? [[c.costs, yuanTyped(form.costs)] as [string, string]] : []),
    ...(form.general === 'none' ? [] : [[c.general, `${rate}，自 ${form.generalFrom} 次日起${until}`] as [string, string]]),
    [account ? c.asOf : c.paid, form.until],
    ...spansSaid(calc.period.exclusions, form.exclusions),
    ...(form.inclusive ? [[c.inclusive, '是'] as [string, string]] : []),
  ];
}

function Result({ found }: { found: InterestFound }) {
  const { balance } = found;
  const rows = c.balanceRows;
  return (
    <>
      <p className={s.big}>
        {c.double} {yuan(found.interest_fen)} 元
        {found.days === null ? null : <small>{c.days(found.days)}{found.excluded_days ? `，${c.excluded(found.excluded_days)}` : ''}</small>}
      </p>
      {found.days === null ? (
        <>
          <p className={s.second}>
            {c.generalSum} {yuan(found.general_fen)} 元；{c.owed(found.until)} <b>{yuan(balance.total_fen)} 元</b>
          </p>
          {0 < found.payments.length ? (
            <Payments found={found} />
          ) : null}
          <Table caption={c.balance} head={[rows.costs, rows.general, rows.principal, rows.double, rows.total]}
            rows={[[yuan(balance.costs_fen), yuan(balance.general_fen), yuan(balance.principal_fen), yuan(balance.double_fen), yuan(balance.total_fen)]]}
          />
        </>
      ) : null}
    </>
  );
}

/** How each payment was set off; too much paid is a column only where somebody paid too much. */
function Payments({ found }: { found: InterestFound }) {
  const over = found.payments.some((p) => 0 < p.surplus_fen);
  const rows = found.payments.map((p) => [
    p.on,
    ...[p.amount_fen, p.to_costs_fen, p.to_general_fen, p.to_principal_fen, p.to_double_fen, ...(over ? [p.surplus_fen] : [])].map((fen) => yuan(fen)),
  ]);
  return <Table caption={c.table} head={over ? [...c.columns, c.over] : c.columns} rows={rows} />;
}

/** A table of figures that scrolls by itself where the screen is narrow. */
export function Table({ caption, head, rows, words = 0 }: { caption: string; head: string[]; rows: string[][]; words?: number }) {
  return (
    <div className={s.tableBox} role="region" aria-label={caption} tabIndex={0}>
      <table className={s.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((title, i) => (
              <th key={title} scope="col" className={i < words ? s.left : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, i) => (
                <td key={i} className={i < words ? s.left : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
