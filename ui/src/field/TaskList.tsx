import type { FieldTask } from '../api/field';
import { field as c } from '../copy/field';
import { caseNo } from '../ui/format';
import { Light } from '../ui/Light';
import s from './field.module.css';

/** What is taken along, urgent first, then by the last day, as the court sorted it. */
export function TaskList({ tasks, chosen, onChoose, more }: { tasks: FieldTask[]; chosen: string | null; onChoose: (id: string) => void; more: boolean }) {
  return (
    <>
      <h2>{c.tasks(tasks.length)}</h2>
      <ol>
        {tasks.map((task) => (
          <li key={task.id}>
            <button type="button" className={s.task} aria-current={task.id === chosen ? 'true' : undefined} onClick={() => onChoose(task.id)}>
              <b>
                {task.title} {task.urgent ? <span className={s.urgent}>{c.urgent}</span> : null}
              </b>
              <span className="num">{caseNo(task.case_no)}</span>
              <span className={s.dim}>{addressOf(task)}</span>
              <span>
                {task.light_label ? <Light light={task.light}>{task.light_label}</Light> : null}{' '}
                <span className={s.dim}>{task.own ? c.own : c.ofPost}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {more ? <p className={s.dim}>{c.more}</p> : null}
    </>
  );
}

/** Where one goes: to the respondents. */
function addressOf(task: FieldTask): string {
  const known = task.parties.filter((party) => party.respondent).map((party) => party.address ?? party.service_address);
  return known.find(Boolean) ?? '';
}
