import { Button, Popover } from 'antd';
import { useState } from 'react';
import { deleteView, saveView, type ListFilter } from '../api/lists';
import type { SavedView } from '../api/types';
import { useCommand } from '../api/useCommand';
import { lists } from '../copy/lists';
import { ErrorBar } from './ErrorBar';
import s from './SavedViews.module.css';

const c = lists;

/** As long as the server keeps. */
const VIEW_NAME = 40;

/** Two filters are the same view when they ask for the same rows; the sort does not matter. */
export function sameFilter(a: ListFilter, b: ListFilter): boolean {
  const plain = (f: ListFilter) =>
    JSON.stringify(Object.entries(f).filter(([k, v]) => k !== 'sort' && v).sort(([x], [y]) => (x < y ? -1 : 1)));
  return plain(a) === plain(b);
}

/** Two layouts hide the same columns, in whatever order they were hidden. */
function sameColumns(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((key) => b.includes(key));
}

/** Built-in and the reader's own filters as a strip, each with its columns; the one in force is marked. */
export default function SavedViews({
  list,
  builtIn,
  own,
  filter,
  hidden,
  onPick,
}: {
  list: string;
  builtIn: SavedView[];
  own: SavedView[];
  filter: ListFilter;
  hidden: string[];
  onPick: (view: SavedView) => void;
}) {
  const [name, setName] = useState('');
  const [open, setOpen] = useState(false);
  const save = useCommand(saveView, {
    touches: [['views', list]],
    onDone: () => {
      setOpen(false);
      setName('');
    },
  });
  const remove = useCommand(deleteView, { touches: [['views', list]] });
  const current = own.find((v) => sameFilter(v.filter, filter) && sameColumns(v.hidden ?? [], hidden)) ?? own.find((v) => sameFilter(v.filter, filter));
  // Of views that ask for the same rows one is in force: one's own, before a built-in one.
  const inForce = current ?? builtIn.find((v) => sameFilter(v.filter, filter));
  const wanted = name.trim();
  const taken = builtIn.some((v) => v.name === wanted)
    ? `“${wanted}”是内置视图，请换一个名称。`
    : own.some((v) => v.name === wanted)
      ? `已有名为“${wanted}”的视图，请换一个名称；要改它，请先删除原来的。`
      : null;
  const submit = () => wanted && !taken && save.mutate({ list, name: wanted, filter, hidden });
  return (
    <div className={s.strip}>
      <div className={s.views} role="group" aria-label="视图">
        {[...builtIn, ...own].map((view) => {
          const on = view === inForce;
          return (
            <button key={view.name} type="button" aria-pressed={on} className={on ? s.on : s.off} onClick={() => onPick(view)}>
              {view.name}
            </button>
          );
        })}
      </div>
      {current ? (
        <>
          {sameColumns(current.hidden ?? [], hidden) ? null : (
            <Button type="link" size="small" loading={save.isPending} onClick={() => save.mutate({ list, name: current.name, filter: current.filter, hidden })}>
              {c.saveColumns}
            </Button>
          )}
          <Button type="link" size="small" loading={remove.isPending} onClick={() => remove.mutate({ list, name: current.name })}>
            {c.removeView}
          </Button>
        </>
      ) : (
        <Popover
          trigger="click"
          open={open}
          onOpenChange={setOpen}
          content={
            <div className={s.save}>
              <ErrorBar error={save.error} />
              <label htmlFor="view-name">{c.viewName}</label>
              <input id="view-name" value={name} maxLength={VIEW_NAME} aria-invalid={taken !== null} aria-describedby="view-name-taken" onChange={(e) => setName(e.target.value)} onKeyDown={(e) => e.key === 'Enter' && submit()} />
              <p id="view-name-taken" role="status" className={s.taken}>
                {taken}
              </p>
              <Button type="primary" disabled={!wanted || taken !== null} loading={save.isPending} onClick={submit}>
                {c.save}
              </Button>
            </div>
          }
        >
          <Button type="link" size="small">
            + {c.saveView}
          </Button>
        </Popover>
      )}
      <ErrorBar error={remove.error} />
    </div>
  );
}
