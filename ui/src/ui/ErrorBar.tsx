import { useEffect, useRef } from 'react';
import { asProblem, type Finding } from '../api/problem';
import s from './ErrorBar.module.css';

/** What went wrong, where, what to do: sentence, findings, basis and the number to give when calling. */
export function ErrorBar({
  error,
  onRetry,
  focus,
  onField,
  marked = [],
}: {
  error: unknown;
  onRetry?: () => void;
  /** Moves the focus here when the error appears (long forms). */
  focus?: boolean;
  /** Jumps to the field of a finding. */
  onField?: (field: string) => void;
  /** Fields of the form below that say themselves what is wrong with them; it is not said twice. */
  marked?: readonly string[];
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focus && error) {
      box.current?.focus();
      box.current?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [error, focus]);
  if (!error) return null;
  const problem = asProblem(error);
  const atField = (f: Finding) => f.field !== null && marked.includes(f.field);
  // What the sentence says already is not said again.
  const findings = problem.findings.filter((f) => !atField(f) && (f.field || f.remedy || !problem.message.includes(f.title)));
  const said = problem.findings.find((f) => atField(f) && problem.message === f.title);
  return (
    <div ref={box} className={s.bar} role="alert" tabIndex={-1}>
      <p className={s.message}>
        <span aria-hidden="true">▲ </span>
        {said ? '请修改标出的栏目后重新提交。' : problem.message}
        {onRetry ? (
          <button type="button" className={s.retry} onClick={onRetry}>
            重试
          </button>
        ) : null}
      </p>
      {0 < findings.length ? (
        <ul className={s.findings}>
          {findings.map((f, i) => (
            <li key={`${f.field ?? ''}${i}`}>
              {f.field && onField ? (
                <button type="button" className={s.jump} onClick={() => onField(f.field ?? '')}>
                  {f.title}
                </button>
              ) : (
                <b>{f.title}</b>
              )}
              {f.remedy ? `：${f.remedy}` : ''}
              {f.basis ? <span className={s.basis}>（{f.basis}）</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {problem.basis ? <p className={s.basis}>依据：{problem.basis}</p> : null}
      <details className={s.code}>
        <summary>报障信息</summary>
        <p>
          代码 {problem.code}
          {problem.number ? ` · 编号 ${problem.number}` : ''}
        </p>
      </details>
    </div>
  );
}
