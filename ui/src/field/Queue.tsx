import { useState } from 'react';
import { field as c } from '../copy/field';
import { caseNo, clockTime } from '../ui/format';
import s from './field.module.css';
import { useLive, type Item, type Store } from './store';
import type { Field } from './useField';

/** What waits, how far each is, and what the court did not take with its reason: it stays until somebody decides. */
export function Queue({ store, items, field }: { store: Store; items: Item[]; field: Field }) {
  return (
    <section className={s.card} aria-label={c.queue(items.length)}>
      <header className={s.title}>
        <h2>{items.length === 0 ? c.nothingWaits : c.queue(items.length)}</h2>
        <button type="button" className={s.secondary} disabled={items.length === 0} onClick={field.again}>
          {c.sendNow}
        </button>
      </header>
      <ul>
        {items.map((item) => (
          <Row key={item.id} store={store} item={item} sending={field.sending === item.id} onNote={field.again} />
        ))}
      </ul>
    </section>
  );
}

function Row({ store, item, sending, onNote }: { store: Store; item: Item; sending: boolean; onNote: () => void }) {
  const evidence = useLive(() => store.evidenceOf(item.id), `evidence ${item.id}`) ?? [];
  const [asked, setAsked] = useState(false);
  const { sending: what } = item;
  const state = item.refused !== null ? `▲ ${c.refused}` : sending ? `▶ ${c.sending}` : `◆ ${c.waits}`;
  return (
    <li className={s.party}>
      <p>
        <b>{c.kinds[what.kind]}</b> {item.title} <span className="num">{caseNo(item.case_no)}</span>{' '}
        {what.kind === 'risk' ? null : <span className={`${s.dim} num`}>{clockTime(what.account.written_at)}</span>}{' '}
        <span className={item.refused !== null ? s.bad : s.soon}>{state}</span>
      </p>
      {0 < evidence.length ? <p className={`${s.dim} num`}>{c.pieces(evidence.filter((one) => one.file !== null).length, evidence.length)}</p> : null}
      {item.refused !== null ? (
        <>
          <p role="alert">{item.refused}</p>
          <div className={s.acts}>
            {what.kind === 'report' ? (
              <button type="button" className={s.primary} onClick={() => void store.turnIntoNote(item, what.account).then(onNote)}>
                {c.toNote}
              </button>
            ) : null}
            {asked ? (
              <>
                <button type="button" className={s.dangerous} onClick={() => void store.drop(item.id)}>
                  {c.really}
                </button>
                <button type="button" className={s.secondary} onClick={() => setAsked(false)}>
                  {c.keep}
                </button>
              </>
            ) : (
              <button type="button" className={s.secondary} onClick={() => setAsked(true)}>
                {c.giveUp}
              </button>
            )}
          </div>
          {what.kind === 'report' ? <p className={s.dim}>{c.toNoteHint}</p> : null}
        </>
      ) : null}
    </li>
  );
}
