import { useState } from 'react';
import type { RiskCard } from '../api/field';
import { field as c } from '../copy/field';
import { moment } from '../ui/format';
import s from './field.module.css';
import type { About, Store } from './store';
import type { Risks } from './TaskView';

const DETAIL_MAX = 500;

/** What awaits there, before anything else; whoever learns more writes it down for those who come next. */
export function RiskPart({ about, card, risks, store, onSent }: { about: About; card: RiskCard | null; risks: Risks; store: Store; onSent: () => void }) {
  const [open, setOpen] = useState(false);
  const danger = card !== null && 0 < card.risks.length;
  return (
    <section className={danger ? `${s.card} ${s.danger}` : s.card} aria-label={c.risk}>
      <header className={s.title}>
        <h3>
          {danger ? '▲ ' : ''}
          {c.risk} {danger ? <span className={s.read}>{c.readFirst}</span> : null}
        </h3>
        {open ? null : (
          <button type="button" className={s.link} onClick={() => setOpen(true)}>
            {c.editRisk}
          </button>
        )}
      </header>
      {card ? (
        <>
          <p className={s.risks}>{danger ? card.risks.map((one) => <b key={one.code}>{one.name}</b>) : c.clear}</p>
          <p className={s.words}>{card.detail}</p>
          <p className={s.dim}>{`${card.by} ${moment(card.at)}`}</p>
        </>
      ) : (
        <p>{c.noRisk}</p>
      )}
      {open ? (
        <RiskForm
          card={card}
          risks={risks}
          onCancel={() => setOpen(false)}
          onSave={(chosen, detail) => {
            setOpen(false);
            void store.submit(about, { kind: 'risk', risks: chosen, detail }).then(onSent);
          }}
        />
      ) : null}
    </section>
  );
}

function RiskForm({ card, risks, onSave, onCancel }: { card: RiskCard | null; risks: Risks; onSave: (risks: string[], detail: string) => void; onCancel: () => void }) {
  const [chosen, setChosen] = useState<string[]>(card?.risks.map((one) => one.code) ?? []);
  const [detail, setDetail] = useState(card?.detail ?? '');
  const toggle = (code: string) => setChosen(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);
  return (
    <form
      className={s.form}
      onSubmit={(e) => {
        e.preventDefault();
        onSave(chosen, detail.trim());
      }}
    >
      <fieldset className={s.options}>
        <legend>{c.riskKinds}</legend>
        {risks.map((one) => (
          <label key={one.code} className={s.option}>
            <input type="checkbox" checked={chosen.includes(one.code)} onChange={() => toggle(one.code)} />
            {one.name}
          </label>
        ))}
      </fieldset>
      <label htmlFor="risk-detail">{c.riskDetail}</label>
      <textarea id="risk-detail" className={s.input} rows={3} maxLength={DETAIL_MAX} value={detail} onChange={(e) => setDetail(e.target.value)} />
      <div className={s.acts}>
        <button type="submit" className={s.primary} disabled={!detail.trim()}>
          {c.saveRisk}
        </button>
        <button type="button" className={s.secondary} onClick={onCancel}>
          {c.cancel}
        </button>
      </div>
    </form>
  );
}
