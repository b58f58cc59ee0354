import { useDeferredValue, useState } from 'react';
import { oneRule, type Rule as RuleShown } from '../api/calc';
import { calc } from '../copy/calc';
import { Mark } from './Desk';
import { follow } from './place';
import { useAsk, useRules } from './useAsk';
import s from './calc.module.css';

const c = calc.rule;
function matches(rule: RuleShown, words: string[]): boolean {
  const text = [rule.id, rule.chapter, rule.title, rule.parameters, rule.note, ...rule.basis.map((b) => b.source)].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The whole catalogue, chapter by chapter. */
export function Rules() {
  const { found, problem } = useRules();
  const [sought, seek] = useState('');
  const words = useDeferredValue(sought).toLowerCase().split(/\s+/).filter(Boolean);
  const shown = (found ?? []).filter((rule) => matches(rule, words));
  const chapters = [...new Set(shown.map((rule) => rule.chapter))];
  return (
    <div className={s.page}>
      <h1>{calc.rules}</h1>
      <div className={s.field}>
        <label htmlFor="seek">{c.find}</label>
        <input id="seek" type="search" className={s.input} value={sought} maxLength={64} autoComplete="off" onChange={(event) => seek(event.target.value)} />
        <p role="status" className={s.hint}>
          {found ? c.count(shown.length) : ''}
        </p>
      </div>
      {problem ? <p role="alert" className={s.refused}>{calc.failed}</p> : null}
      {found && shown.length === 0 ? <p>{c.none}</p> : null}
      {chapters.map((chapter) => (
        <section key={chapter} aria-label={chapter}>
          <h2 className={s.chapter}>{chapter}</h2>
          <ul className={s.list}>
            {shown.filter((rule) => rule.chapter === chapter).map((rule) => (
              <li key={rule.id}>
                <a href={`/calc/rules/${encodeURIComponent(rule.id)}`} onClick={follow}>
                  <span className={s.number}>{rule.id}</span>
                  <span>{rule.title}</span>
                </a>
                <span className={s.dim}>{rule.parameters}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** One rule: what it says, where it stands, how well that is known. */
export function Rule({ id }: { id: string }) {
  const { found, problem } = useAsk(oneRule, id);
  return (
    <div className={s.page}>
      <p className={s.back}>
        <a href="/calc/rules" onClick={follow}>
          ← {c.back}
        </a>
      </p>
      {problem ? <p role="alert" className={s.refused}>{problem.kind === 'missing' ? c.missing : calc.failed}</p> : null}
      {found ? (
        <article className={s.card}>
          <p className={s.dim}>
            {found.chapter} · {found.id}
          </p>
          <h1>{found.title}</h1>
          <h2>{c.parameters}</h2>
          <p>{found.parameters}</p>
          <h2>{c.basis}</h2>
          <ul className={s.basis}>
            {found.basis.map((b) => (
              <li key={b.source}>
                {b.source} <Mark mark={b.mark} label={b.mark_label} />
                {b.mark === 'text' ? null : <p className={s.dim}>{c.marks[b.mark]}</p>}
              </li>
            ))}
          </ul>
          {found.note ? (
            <>
              <h2>{c.note}</h2>
              <p>{found.note}</p>
            </>
          ) : null}
          {found.chapter === '期限' ? (
            <p className={s.acts}>
              <a className={s.secondary} href={`/calc/period?rule=${encodeURIComponent(found.id)}`} onClick={follow}>
                {c.use}
              </a>
            </p>
          ) : null}
        </article>
      ) : null}
    </div>
  );
}
