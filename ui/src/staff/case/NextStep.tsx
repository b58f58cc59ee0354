import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { CaseDetail } from '../../api/types';
import { caseCopy as c } from '../../copy/case';
import { useKeys } from '../../ui/keys';
import { Light } from '../../ui/Light';
import { caseLink, pageOf } from '../tabs';
import { formOf, type ActAt, type OnForm } from './formOf';
import s from './NextStep.module.css';

type Next = CaseDetail['next'];
type Step = NonNullable<Next['step']>;

/** How a step is done: its form, the page where it is done, or the part of this page. */
export function useDo(file: CaseDetail, onForm: OnForm): (step: { what: string; act: ActAt | null; opens: string }) => void {
  const navigate = useNavigate();
  return ({ what, act, opens }) => {
    const form = act && formOf(file, act);
    if (form) onForm(form, { what, act });
    else if (act?.act === 'supplement_filing') void navigate(`/filing?case=${file.id}`);
    else void navigate(pageOf(opens) ?? caseLink(file.id, opens), { replace: pageOf(opens) === undefined });
  };
}

/** 下一步: what comes next and whose it is; the one button of the page is what this person can do now. */
export function NextStep({ file, focus, onForm }: { file: CaseDetail; focus: boolean; onForm: OnForm }) {
  const { step, waits, more, others } = file.next;
  const go = useDo(file, onForm);
  const button = useRef<HTMLButtonElement>(null);
  useKeys({ n: () => step && go(step) });
  useEffect(() => {
    if (focus) button.current?.focus();
  }, [focus]);
  if (!step && waits.length === 0) return null;
  return (
    <section className={s.next} aria-label={c.nextStep}>
      {step ? (
        <div className={s.step}>
          <b className={s.word}>{c.nextStep}</b>
          <Said step={step} more={more} />
          <Button ref={button} type="primary" className={s.go} title={step.act ? `${step.act.label}（N）` : c.nextKey} onClick={() => go(step)}>
            {c.go}
          </Button>
        </div>
      ) : null}
      {waits.length === 0 ? null : (
        <ul className={s.waits} aria-label={c.waiting}>
          <li className={s.word}>{step ? c.meanwhile : c.waiting}</li>
          {waits.map((w) => (
            <li key={`${w.who}${w.what}`}>
              {w.who}：{w.what}
              {w.due_on ? <span className="num">（{c.before(w.due_on)}）</span> : null} {w.light_label ? <Light light={w.light}>{w.light_label}</Light> : null}
            </li>
          ))}
          {0 < others ? <li>{c.andOthers(others)}</li> : null}
        </ul>
      )}
    </section>
  );
}

function Said({ step, more }: { step: Step; more: number }) {
  return (
    <p className={s.said}>
      <b>{step.what}</b>
      <span className="num">（{c.yours(step.due_on)}）</span> {step.light_label ? <Light light={step.light}>{step.light_label}</Light> : null}
      {step.why ? <span className={s.why}> {step.why}</span> : null}
      {0 < more ? <span className={s.why}> {c.andMine(more)}</span> : null}
    </p>
  );
}
