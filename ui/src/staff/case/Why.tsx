import { useQuery } from '@tanstack/react-query';
import { whyQuery } from '../../api/cases';
import type { WhyTask } from '../../api/types';
import { ErrorBar } from '../../ui/ErrorBar';
import { Light } from '../../ui/Light';
import { Sheet } from '../../ui/Panel';
import s from './Case.module.css';

type Clauses = WhyTask['needs'];

/** 事项的由来: of every kind of task whether it is there, which of its conditions hold, and what would change it. */
export default function Why({ id, version }: { id: string; version: number }) {
  const why = useQuery(whyQuery(id, version));
  if (why.error) return <ErrorBar error={why.error} onRetry={() => void why.refetch()} />;
  if (!why.data) return <p className={s.dim}>正在核对……</p>;
  const there = why.data.items.filter((i) => i.live);
  const others = why.data.items.filter((i) => !i.live);
  return (
    <>
      <p className={s.dim}>按“{why.data.mode}”核对：条件成立，事项就在；条件不再成立，事项就办结或撤回。</p>
      <Kinds caption="现有的事项" items={there} />
      <Kinds caption="现在没有的事项" items={others} />
    </>
  );
}

function Kinds({ caption, items }: { caption: string; items: WhyTask[] }) {
  return (
    <section className={s.section}>
      <header>
        <h3>{caption}</h3>
      </header>
      <Sheet caption={caption} head={['事项', '情形', '条件', '办结于', '期限', '期限依据']} empty="无">
        {items.map((one, place) => (
          <tr key={`${one.task}${place}`}>
            <td>
              {one.task}
              {one.about ? <div className={s.dim}>{one.about}</div> : null}
            </td>
            <td>{one.standing}</td>
            <td>
              <Groups groups={one.needs} between="或者" />
              {one.until.length === 0 ? null : (
                <>
                  <div className={s.dim}>办结前还须：</div>
                  <Groups groups={one.until} between="或者" />
                </>
              )}
            </td>
            <td>{one.done_by.join('、') || '—'}</td>
            <td>{one.limit}</td>
            <td>{one.basis}</td>
          </tr>
        ))}
      </Sheet>
    </section>
  );
}

function Groups({ groups, between }: { groups: Clauses; between: string }) {
  return groups.map((group, place) => (
    <div key={place}>
      {place === 0 ? null : <div className={s.dim}>{between}</div>}
      {group.map((clause) => (
        <div key={clause.text}>
          <Light light={clause.holds ? 'normal' : 'overdue'} plain>
            {clause.text}
          </Light>
          {clause.now ? <span className={s.dim}>（{clause.now}）</span> : null}
        </div>
      ))}
    </div>
  ));
}
