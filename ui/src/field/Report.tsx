import { useCallback, useId, useState } from 'react';
import type { Outcome } from '../api/field';
import { field as c } from '../copy/field';
import { clockTime, fileSize } from '../ui/format';
import { EVIDENCE_MAX, gather } from './capture';
import s from './field.module.css';
import { whereAmI } from './place';
import { useLive, type About, type Draft, type Evidence, type Store } from './store';

const RESULT_MAX = 1_000;
const OUTCOMES = Object.entries(c.outcomes) as [Outcome, string][];

/** 外勤回填. What is typed and taken is on the tablet at once; it is handed over when it is whole. */
export function Report({ about, store, onSent }: { about: About; store: Store; onSent: () => void }) {
  const kept = useLive(async () => ({ draft: await store.drafts.get(about.task) }), `draft ${about.task}`);
  if (!kept) return null;
  return <Form about={about} store={store} first={kept.draft} onSent={onSent} />;
}

function Form({ about, store, first, onSent }: { about: About; store: Store; first: Draft | undefined; onSent: () => void }) {
  const [outcome, setOutcome] = useState<Outcome | null>(first?.outcome ?? null);
  const [result, setResult] = useState(first?.result ?? '');
  const [busy, setBusy] = useState(false);
  const evidence = useLive(() => store.evidenceOf(about.task), `evidence ${about.task}`) ?? [];
  const id = useId();
  const keep = (draft: { outcome: Outcome | null; result: string }) => void store.drafts.put({ ...about, ...draft });
  const lacks = [outcome ? '' : c.outcome, result.trim() ? '' : c.result].filter(Boolean).join('、');
  const submit = async () => {
    if (!outcome) return;
    setBusy(true);
    const written_at = new Date().toISOString();
    await store.submit(about, { kind: 'report', account: { outcome, result: result.trim(), written_at, place: await whereAmI() } });
    onSent();
  };
  return (
    <section className={s.card} aria-label={c.report}>
      <h3>{c.report}</h3>
      <fieldset className={s.segments}>
        <legend>{c.outcome}</legend>
        {OUTCOMES.map(([code, label]) => (
          <label key={code}>
            <input
              type="radio"
              name={id}
              checked={outcome === code}
              onChange={() => {
                setOutcome(code);
                keep({ outcome: code, result });
              }}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <label htmlFor={`${id}result`}>{c.result}</label>
      <textarea
        id={`${id}result`}
        className={s.input}
        rows={4}
        maxLength={RESULT_MAX}
        placeholder={c.resultHint}
        value={result}
        onChange={(e) => {
          setResult(e.target.value);
          keep({ outcome, result: e.target.value });
        }}
      />
      <Gathered about={about} store={store} evidence={evidence} />
      <div className={s.acts}>
        <button type="button" className={s.primary} disabled={lacks !== '' || busy} onClick={() => void submit()}>
          {busy ? c.locating : c.submit}
        </button>
        {lacks ? <span className={s.dim}>{c.lacks(lacks)}</span> : null}
      </div>
    </section>
  );
}

/** Photographs and recordings, each with when and where; a bad one is told on the spot. */
function Gathered({ about, store, evidence }: { about: About; store: Store; evidence: Evidence[] }) {
  const [faults, setFaults] = useState<string[]>([]);
  const add = async (input: HTMLInputElement) => {
    const files = Array.from(input.files ?? []);
    setFaults(await gather(store, about.task, files));
    input.value = '';
  };
  return (
    <>
      <h4>{c.evidence(evidence.length, EVIDENCE_MAX)}</h4>
      <p className={s.dim}>{c.evidenceHint}</p>
      {faults.map((fault) => (
        <p key={fault} className={s.fault} role="alert">
          {fault}
        </p>
      ))}
      <ul className={s.pieces}>
        {evidence.map((one) => (
          <Piece key={one.id} one={one} onRemove={() => void store.evidence.delete(one.id)} />
        ))}
      </ul>
      <div className={s.acts}>
        <Pick label={c.camera} accept="image/jpeg,image/png" capture="environment" onPick={add} />
        <Pick label={c.record} accept="audio/*" capture="user" onPick={add} />
      </div>
    </>
  );
}

function Pick({ label, accept, capture, onPick }: { label: string; accept: string; capture: 'environment' | 'user'; onPick: (input: HTMLInputElement) => Promise<void> }) {
  return (
    <label className={s.secondary}>
      {label}
      <input type="file" className="sr" accept={accept} capture={capture} multiple onChange={(e) => void onPick(e.currentTarget)} />
    </label>
  );
}

function Piece({ one, onRemove }: { one: Evidence; onRemove: () => void }) {
  const shown = useCallback(
    (element: HTMLMediaElement | HTMLImageElement | null) => {
      if (!element) return undefined;
      const url = URL.createObjectURL(one.blob);
      element.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [one.blob],
  );
  const where = one.place.position ? one.place.position.slice('geo:'.length).split(';')[0] : `未取得位置（${one.place.no_position}）`;
  return (
    <li>
      {/* What was just recorded has no captions. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      {one.kind === 'photo' ? <img ref={shown} alt={one.name} /> : <audio ref={shown} controls aria-label={one.name} />}
      <span className={s.pieceName}>{one.name}</span>
      <span className={`${s.dim} num`}>{`${clockTime(one.taken_at)} · ${fileSize(one.blob.size)}`}</span>
      <span className={`${s.dim} num`}>{where}</span>
      <span className={`${s.dim} num`} title={one.sha256}>{`校验码 ${one.sha256.slice(0, 8)}…`}</span>
      <button type="button" className={s.link} aria-label={c.remove(one.name)} onClick={onRemove}>
        删去
      </button>
    </li>
  );
}
