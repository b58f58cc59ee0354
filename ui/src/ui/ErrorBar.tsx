import { useEffect, useRef } from 'react';
import { asProblem } from '../api/problem';
import s from './ErrorBar.module.css';

/** What went wrong, where, what to do: sentence, findings, basis and the number to give when calling. */
export function ErrorBar({
  error,
  onRetry,
  focus,
  onField,
}: {
  error: unknown;
  onRetry?: () => void;
  /** Moves the focus here when the error appears (long forms). */
  focus?: boolean;
  /** Jumps to the field of a finding. */
  onField?: (field: string) => void;
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
  // What the sentence says already is not said again.
  const findings = problem.findings.filter((f) => f.field || f.remedy || !problem.message.includes(f.title));
  return (
    <div ref={box} className={s.bar} role="alert" tabIndex={-1}>
      <p className={s.message}>
        <span aria-hidden="true">▲ </span>
        {problem.message}
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
      <p className={s.code}>
        代码 {problem.code}
        {problem.number ? ` · 编号 ${problem.number}` : ''}
      </p>
    </div>
  );
}
