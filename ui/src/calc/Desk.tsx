import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Problem } from '../api/problem';
import type { Working } from '../api/calc';
import { calc as c } from '../copy/calc';
import { dayLong } from '../ui/format';
import type { Faults } from './fields';
import { follow, go, useSearch } from './place';
import { useAsk } from './useAsk';
import s from './calc.module.css';

/** What the pages of one calculator have in common: address, form, answer. */
export interface DeskProps<F, Q, R extends { working: Working }> {
  /** The address without a question. */
  home: string;
  heading: string;
  about: string;
  door: { read: (params: URLSearchParams) => F; write: (form: F) => string };
  /** The question as it is sent. */
  asked: (form: F) => Q;
  ask: (question: Q, signal: AbortSignal) => Promise<R>;
  fields: (form: F, set: (patch: Partial<F>) => void, faults: Faults) => ReactNode;
  /** The question in words, for the printed page. */
  said: (form: F) => [string, string][];
  result: (found: R) => ReactNode;
}

export function Desk<F extends object, Q, R extends { working: Working }>(props: DeskProps<F, Q, R>) {
  const search = useSearch();
  return <Sheet key={search} search={search} {...props} />;
}

function Sheet<F extends object, Q, R extends { working: Working }>({
  search,
  home,
  heading,
  about,
  door,
  asked,
  ask,
  fields,
  said,
  result,
}: DeskProps<F, Q, R> & { search: string }) {
  const [form, setForm] = useState(() => door.read(new URLSearchParams(search)));
  const [turn, setTurn] = useState(0);
  const written = useMemo(() => (search === '' ? null : door.read(new URLSearchParams(search))), [search, door]);
  const question = useMemo(() => (written === null ? null : asked(written)), [written, asked]);
  const { found, problem, busy } = useAsk(ask, question, turn);
  const faults = faultsOf(problem);
  const box = useRef<HTMLFormElement>(null);
  const answer = useRef<HTMLHeadingElement>(null);
  useArrival(found, problem, box, answer);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const next = door.write(form);
    justAsked = true;
    if (next === search) setTurn(turn + 1);
    else go(`${home}?${next}`);
  };
  const clear = (event: React.MouseEvent<HTMLAnchorElement>) => {
    follow(event);
    // Where nothing was asked yet, the address is the same and does not make a new form.
    if (event.defaultPrevented) setForm(door.read(new URLSearchParams()));
  };
  return (
    <div className={s.desk}>
      <form ref={box} className={s.form} onSubmit={submit} noValidate aria-labelledby="heading">
        <h1 id="heading">{heading}</h1>
        <p className={s.about}>{about}</p>
        {fields(form, (patch) => setForm({ ...form, ...patch }), faults)}
        <div className={s.acts}>
          {/* Never disabled: Enter would be lost while the question of the address is still being answered. */}
          <button type="submit" className={s.primary}>
            {busy ? c.busy : c.submit}
          </button>
          <a className={s.secondary} href={home} onClick={clear}>
            {c.fresh}
          </a>
        </div>
      </form>
      <section className={s.answer} aria-labelledby="answer" aria-busy={busy}>
        <h2 id="answer" ref={answer} tabIndex={-1}>
          {c.result}
        </h2>
        {problem ? <Refused problem={problem} onRetry={() => setTurn(turn + 1)} /> : null}
        {found && written ? (
          <Found heading={heading} said={said(written)} working={found.working}>
            {result(found)}
          </Found>
        ) : null}
        {found || problem || busy ? null : <p className={s.waiting}>{c.waiting}</p>}
      </section>
    </div>
  );
}

/** Whether somebody pressed the button: only then the focus moves, never on a page that was merely opened. */
let justAsked = false;

function useArrival(found: unknown, problem: Problem | null, box: React.RefObject<HTMLFormElement | null>, answer: React.RefObject<HTMLElement | null>) {
  useEffect(() => {
    if (!justAsked || (!found && !problem)) return;
    justAsked = false;
    const bad = problem ? box.current?.querySelector<HTMLElement>('[aria-invalid="true"]') : null;
    (bad ?? answer.current)?.focus();
  }, [found, problem, box, answer]);
}

function faultsOf(problem: Problem | null): Faults {
  const faults: Faults = {};
  for (const finding of problem?.findings ?? []) {
    if (finding.field) faults[finding.field] ??= finding.title;
  }
  return faults;
}

function Refused({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const mine = problem.kind === 'refused';
  return (
    <div role="alert" className={s.refused}>
      <p>
        <span aria-hidden="true">▲ </span>
        {mine ? c.wrongHead : c.failed}
      </p>
      {mine ? <p>{problem.message}</p> : null}
      {mine ? null : (
        <button type="button" className={s.secondary} onClick={onRetry}>
          {c.retry}
        </button>
      )}
    </div>
  );
}

function Found({ heading, said, working, children }: { heading: string; said: [string, string][]; working: Working; children: ReactNode }) {
  const [note, setNote] = useState('');
  const copy = () => {
    // Plain HTTP inside a court has no clipboard; then the address bar has the link.
    const put = navigator.clipboard?.writeText(location.href) ?? Promise.reject(new Error('no clipboard'));
    put.then(
      () => setNote(c.copied),
      () => setNote(c.copyFailed),
    );
  };
  return (
    <div className={s.found}>
      <p className={s.printTitle}>
        {c.title} · {heading}
      </p>
      <dl className={s.said}>
        {said.map(([label, value], i) => (
          <div key={i}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {children}
      {0 < working.cautions.length ? (
        <div className={s.caution}>
          <h3>{c.cautions}</h3>
          <ul>
            {working.cautions.map((caution) => (
              <li key={caution}>{caution}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <h3>{c.working}</h3>
      <ol className={s.steps}>
        {working.steps.map((step, i) => (
          <li key={i}>
            {step.text}
            {step.rules.map((id) => (
              <RuleLink key={id} id={id} />
            ))}
          </li>
        ))}
      </ol>
      <h3>{c.grounds}</h3>
      <ul className={s.grounds}>
        {working.rules.map((rule) => (
          <li key={rule.id}>
            <RuleLink id={rule.id} /> <b>{rule.title}</b>
            <p>{rule.parameters}</p>
            <p className={s.sources}>
              {rule.basis.map((b) => (
                <span key={b.source}>
                  {b.source}
                  <Mark mark={b.mark} label={b.mark_label} />
                </span>
              ))}
            </p>
          </li>
        ))}
      </ul>
      <p className={s.foot}>
        {c.computedOn(dayLong(working.computed_on))}　{c.disclaimer}
      </p>
      <div className={s.acts}>
        <button type="button" className={s.secondary} onClick={() => print()}>
          {c.print}
        </button>
        <button type="button" className={s.secondary} onClick={copy}>
          {c.copy}
        </button>
        <span role="status" className={s.note}>
          {note}
        </span>
      </div>
    </div>
  );
}

export function RuleLink({ id }: { id: string }) {
  return (
    <a className={s.rule} href={`/calc/rules/${encodeURIComponent(id)}`} onClick={follow} title={c.rules}>
      {id}
    </a>
  );
}

/** How well a source is known, in words and in shape. */
export function Mark({ mark, label }: { mark: string; label: string }) {
  // A source of our own design says so itself.
  if (mark === 'design') return null;
  return <span className={mark === 'memory' ? s.doubt : s.mark}>{label}</span>;
}
