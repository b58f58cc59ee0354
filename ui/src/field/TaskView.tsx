import { useState } from 'react';
import { take, type FieldReport, type FieldTask } from '../api/field';
import { asProblem } from '../api/problem';
import { newKey } from '../api/useCommand';
import { field as c } from '../copy/field';
import { caseNo, day, moment } from '../ui/format';
import { Light } from '../ui/Light';
import s from './field.module.css';
import { distance, far, whereAmI } from './place';
import { Report } from './Report';
import { RiskPart } from './RiskPart';
import type { About, Store } from './store';

export type Risks = { code: string; name: string }[];

/** One task: what awaits there before anything else, what is asked and of whom, and the report. */
export function TaskView({ task, store, risks, online, onSent }: { task: FieldTask; store: Store; risks: Risks; online: boolean; onSent: () => void }) {
  const about: About = { task: task.id, case_id: task.case_id, case_no: task.case_no, title: task.title };
  return (
    <>
      <section className={s.card} aria-label={task.title}>
        <header className={s.title}>
          <h2>
            {task.title} {task.urgent ? <span className={s.urgent}>{c.urgent}</span> : null}
          </h2>
          {task.light_label ? <Light light={task.light}>{task.light_label}</Light> : null}
        </header>
        <p className="num">
          {caseNo(task.case_no)} {task.cause} <span className={s.dim}>{day(task.due_on)} 前</span>
        </p>
        <p className={s.dim}>{[task.handler ? c.handler(task.handler) : '', task.raised_by ? c.by(task.raised_by) : ''].filter(Boolean).join('，')}</p>
        {task.own || task.parties.length === 0 || !online ? null : <Take task={task} onTaken={onSent} />}
      </section>
      <RiskPart about={about} card={task.risk} risks={risks} store={store} onSent={onSent} />
      <section className={s.card}>
        <h3>{c.asks}</h3>
        <p className={s.words}>{task.asks}</p>
      </section>
      {0 < task.parties.length ? (
        <section className={s.card}>
          <h3>{c.parties}</h3>
          {task.parties.map((party) => (
            <div key={`${party.role_label}${party.name}`} className={s.party}>
              <p>
                <b>{party.name}</b> <span className={s.dim}>{[party.role_label, party.representative].filter(Boolean).join('，')}</span>
              </p>
              <dl>
                <Line label={c.address} value={party.address} />
                <Line label={c.serviceAddress} value={party.service_address === party.address ? null : party.service_address} />
                <Line label={c.phone} value={party.phone} />
                <Line label={c.identity} value={party.identity_number} />
              </dl>
            </div>
          ))}
        </section>
      ) : null}
      {0 < task.earlier.length ? <Earlier reports={task.earlier} /> : null}
      <Report about={about} store={store} onSent={onSent} />
    </>
  );
}

function Line({ label, value }: { label: string; value: string | null }) {
  if (!value) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd className="num">{value}</dd>
    </div>
  );
}

/** 签收, while there is a network. */
function Take({ task, onTaken }: { task: FieldTask; onTaken: () => void }) {
  const [fault, setFault] = useState<string | null>(null);
  const [key] = useState(newKey);
  return (
    <>
      <button type="button" className={s.secondary} onClick={() => void take(task.case_id, key, task.id).then(onTaken, (error: unknown) => setFault(asProblem(error).message))}>
        {c.take}
      </button>
      {fault ? (
        <p className={s.fault} role="alert">
          {fault}
        </p>
      ) : null}
    </>
  );
}

/** Where people of the court have been for this case, and how far that is from here. */
function Earlier({ reports }: { reports: FieldReport[] }) {
  const [here, setHere] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const ask = () =>
    void whereAmI().then((place) => {
      setHere(place.position || null);
      setFault(place.no_position || null);
    });
  return (
    <section className={s.card}>
      <header className={s.title}>
        <h3>{c.earlier}</h3>
        {reports.some((one) => one.place.geo) ? (
          <button type="button" className={s.link} onClick={ask}>
            {c.whereAmI}
          </button>
        ) : null}
      </header>
      {fault ? <p role="alert">{fault}</p> : null}
      <ol>
        {reports.map((one) => {
          const metres = distance(here, one.place.geo);
          return (
            <li key={`${one.written_at}${one.by}`} className={s.party}>
              <p>
                <b>{one.outcome_label}</b> <span className={s.dim}>{`${moment(one.written_at)} ${one.by}`}</span>
              </p>
              <p className={s.words}>{one.result}</p>
              <p className={s.dim}>
                {one.place.label}{' '}
                {one.place.geo ? (
                  <a className={s.map} href={one.place.geo}>
                    {c.map}
                  </a>
                ) : null}
                {metres === null ? null : ` ${c.away(far(metres))}`}
              </p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
