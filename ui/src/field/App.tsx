import { useEffect, useState } from 'react';
import type { FieldTask, Person } from '../api/field';
import { field as c } from '../copy/field';
import { clockTime } from '../ui/format';
import s from './field.module.css';
import { Queue } from './Queue';
import { SignIn } from './SignIn';
import { unsentOfOthers, useLive, type Draft, type Store } from './store';
import { TaskList } from './TaskList';
import { TaskView } from './TaskView';
import { useField, type Field } from './useField';

export function App() {
  const field = useField();
  const { phase } = field;
  if (phase.at === 'starting') return <div className={s.boot}>{c.title}</div>;
  if (phase.at === 'out')
    return (
      <>
        <Others person={null} />
        <SignIn key={phase.said} said={phase.said} onEntered={field.entered} />
      </>
    );
  return <Inside field={field} person={phase.person} store={phase.store} />;
}

/** A draft whose task is gone from the list stays reachable, with what is known of it. */
function stray(draft: Draft): FieldTask {
  const { task, case_id, case_no, title } = draft;
  return { id: task, case_id, case_no, title, cause: '', asks: c.gone, raised_by: null, urgent: false, own: false, due_on: null, light: 'idle', light_label: c.gone, handler: null, parties: [], risk: null, earlier: [] };
}

function Inside({ field, person, store }: { field: Field; person: Person; store: Store }) {
  const kept = useLive(() => store.tasks(), store);
  const drafts = useLive(() => store.drafts.toArray(), store) ?? [];
  const waiting = useLive(() => store.waiting(), store) ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [queue, setQueue] = useState(false);
  const unsent = useLive(() => store.unsent(), store) ?? 0;
  const [leaving, setLeaving] = useState(false);
  const tasks = kept?.tasks.items ?? [];
  // What waits to be sent is done with, for whoever holds the tablet.
  const handed = new Set(waiting.filter((item) => item.sending.kind !== 'risk').map((item) => item.task));
  const strays = drafts.filter((draft) => !tasks.some((task) => task.id === draft.task)).map(stray);
  const all = [...tasks.filter((task) => !handed.has(task.id)), ...strays];
  const task = all.find((one) => one.id === chosen) ?? all[0];
  const refused = waiting.filter((item) => item.refused !== null).length;
  // What is on its way, and what is not taken, is said at the top.
  const handedOver = () => {
    scrollTo(0, 0);
    field.again();
  };
  const leave = () => {
    setLeaving(0 < unsent);
    void field.signOut();
  };
  return (
    <div className={s.page}>
      <div className={s.top}>
        <header className={s.head}>
          <h1>{c.title}</h1>
          <span className={s.who}>{person.name}</span>
          <span className={s.net} role="status">
            {field.online ? c.online : c.offline}
          </span>
          <button type="button" className={s.onDark} onClick={leave}>
            {c.signOut}
          </button>
        </header>
        <div className={field.online ? s.bar : `${s.bar} ${s.away}`}>
          <span>
            {field.online ? null : <b>◆ {c.working} </b>}
            {field.online || !kept ? null : c.since(clockTime(kept.at))}
            {field.online ? <Ready /> : null}
          </span>
          <button type="button" className={s.link} aria-expanded={queue} onClick={() => setQueue(!queue)}>
            {0 < waiting.length ? c.queue(waiting.length) : c.nothingWaits}
            {0 < refused ? <b className={s.bad}> {c.notTaken(refused)}</b> : null}
          </button>
        </div>
      </div>
      <Others person={person.id} />
      {[leaving && 0 < unsent ? c.mayNotLeave(unsent) : null, field.fault].map((said) =>
        said ? (
          <p key={said} className={s.fault} role="alert">
            {said}
          </p>
        ) : null,
      )}
      {queue || 0 < refused ? <Queue store={store} items={waiting} field={field} /> : null}
      <div className={s.columns}>
        <nav aria-label={c.title} className={s.side}>
          <TaskList tasks={all} chosen={task?.id ?? null} onChoose={setChosen} more={kept?.tasks.more ?? false} />
          {kept?.tasks.court_phone ? (
            <a className={s.urgentCall} href={`tel:${kept.tasks.court_phone}`}>
              {c.phoneCourt(kept.tasks.court_phone)}
            </a>
          ) : null}
        </nav>
        <main className={s.main}>
          {task ? (
            <TaskView key={task.id} task={task} store={store} risks={kept?.tasks.risks ?? []} online={field.online} onSent={handedOver} />
          ) : (
            <p className={s.card}>{kept ? c.noTasks : c.pick}</p>
          )}
        </main>
      </div>
    </div>
  );
}

/** Said once the page opens without a network. */
function Ready() {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let here = true;
    void navigator.serviceWorker?.ready.then(() => here && setReady(true));
    return () => {
      here = false;
    };
  }, []);
  return ready ? <span className={s.dim}>{c.ready}</span> : null;
}

/** What others left on this tablet: not shown, and not lost. */
function Others({ person }: { person: string | null }) {
  const [others, setOthers] = useState<{ name: string; count: number }[]>([]);
  useEffect(() => {
    let here = true;
    void unsentOfOthers(person).then((found) => here && setOthers(found));
    return () => {
      here = false;
    };
  }, [person]);
  if (others.length === 0) return null;
  const count = others.reduce((sum, one) => sum + one.count, 0);
  return (
    <p className={s.away} role="status">
      {c.others(others.map((one) => one.name).join('、'), count)}
    </p>
  );
}
