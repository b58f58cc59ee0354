import { asks, type DistributionFound } from '../api/calc';
import { calc } from '../copy/calc';
import { yuan, yuanTyped } from '../ui/format';
import { Desk } from './Desk';
import { Choice, Pick, Rows, Text } from './fields';
import { Table } from './Interest';
import { distribution, type Class, type DistributionForm } from './question';
import s from './calc.module.css';

const c = calc.distribution;
const RULES = [['pro_rata', c.rules.pro_rata], ['sealing_order', c.rules.sealing_order], ['same_title', c.rules.same_title]] as const;
const BLANK: DistributionForm['claims'][number] = { name: '', class: 'ordinary', amount: '' };
const CLASSES: [Class, string][] = [['ordinary', c.classes.ordinary], ['secured', c.classes.secured], ['costs', c.classes.costs]];

export function Distribution() {
  return (
    <Desk home="/calc/distribution" heading={c.heading} about={c.about} door={distribution} asked={distribution.asked} ask={asks.distribution} said={said} result={(found) => <Result found={found} />}
      fields={(form, set, faults) => (
        <>
          <Text name="pool" kind="money" label={c.pool} hint={calc.moneyHint} value={form.pool} onChange={(pool) => set({ pool })} faults={faults} />
          <Choice label={c.rule} value={form.rule} options={RULES} onChange={(rule) => set({ rule })} />
          <Rows legend={c.claims} hint={c.claimsHint} name="claims" rows={form.claims} least={1} blank={BLANK} title={c.claim} onChange={(claims) => set({ claims })} faults={faults}>
            {(row, change, place) => (
              <>
                <Text name={`${place}.name`} label={c.name} value={row.name} onChange={(name) => change({ name })} faults={faults} short />
                <Pick name={`${place}.class`} label={c.class} value={row.class} options={CLASSES} onChange={(kind) => change({ class: kind })} faults={faults} short />
                <Text name={`${place}.amount`} kind="money" label={c.amount} value={row.amount} onChange={(amount) => change({ amount })} faults={faults} short />
              </>
            )}
          </Rows>
        </>
      )}
    />
  );
}

function said(form: DistributionForm): [string, string][] {
  return [
    [c.pool, yuanTyped(form.pool)],
    [c.rule, c.rules[form.rule]],
    ...form.claims.map((claim): [string, string] => [c.classes[claim.class], `${claim.name} ${yuanTyped(claim.amount)}`]),
  ];
}

function Result({ found }: { found: DistributionFound }) {
  const rows = found.shares.map((share) => [share.name, yuan(share.claim_fen), yuan(share.share_fen)]);
  return (
    <>
      <Table caption={c.table} head={c.columns} rows={rows} words={1} />
      <p className={s.second}>
        {c.surplus} <b>{yuan(found.surplus_fen)} 元</b>
      </p>
    </>
  );
}
