import { asks } from '../api/calc';
import { calc } from '../copy/calc';
import { yuan, yuanTyped } from '../ui/format';
import { Desk } from './Desk';
import { Choice, Text } from './fields';
import { fee, words, type FeeForm } from './question';
import s from './calc.module.css';

const c = calc.fee;
const KINDS = [['application', c.application], ['preservation', c.preservation]] as const;
const asIs = <F,>(form: F) => form;

export function Fee() {
  return (
    <Desk home="/calc/fee" heading={c.heading} about={c.about} door={fee} asked={asIs<FeeForm>} ask={asks.fee}
      said={(form) => [[c.kind, c[form.kind]], [c.amount, yuanTyped(form.amount)]]}
      result={(found) => <p className={s.big}>{yuan(found.fee_fen)} 元</p>}
      fields={(form, set, faults) => (
        <>
          <Choice label={c.kind} value={form.kind} options={KINDS} onChange={(kind) => set({ kind })} />
          <Text name="amount" kind="money" label={c.amount} hint={calc.moneyHint} value={form.amount} onChange={(amount) => set({ amount })} faults={faults} />
        </>
      )}
    />
  );
}

export function Words() {
  const w = calc.words;
  return (
    <Desk home="/calc/words" heading={w.heading} about={w.about} door={words} asked={asIs} ask={asks.words}
      said={(form) => [[w.amount, yuanTyped(form.amount)]]}
      result={(found) => <p className={s.big}>{found.words}</p>}
      fields={(form, set, faults) => (
        <Text name="amount" kind="money" label={w.amount} hint={calc.moneyHint} value={form.amount} onChange={(amount) => set({ amount })} faults={faults} />
      )}
    />
  );
}
