import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { diffQuery, type Modes, type ModeVersion } from '../../api/modes';
import { ErrorBar } from '../../ui/ErrorBar';
import { Sheet } from '../../ui/Panel';
import s from '../pages/list.module.css';
import { RowName } from './ModeRows';
import m from './modes.module.css';
import { code, title } from './versions';

/** Two versions, row by row: only those that differ, and in them the lines that do. */
export function Compare({ book, of }: { book: Modes; of: ModeVersion }) {
  const others = book.versions.filter((v) => code(v) !== code(of));
  const [chosen, setChosen] = useState<string | null>(null);
  // With another version of the same, else with one of the modes that ship.
  const against = others.find((v) => code(v) === chosen) ?? others.find((v) => v.key === of.key) ?? others[0];
  if (!against) return null;
  return (
    <div className={s.stack}>
      <div className={s.row}>
        <span>与</span>
        <Select
          aria-label="与哪一版比较"
          style={{ width: 320 }}
          value={code(against)}
          onChange={setChosen}
          options={others.map((v) => ({ value: code(v), label: title(v) }))}
        />
        <span>比较</span>
      </div>
      <Changes of={of} against={against} />
    </div>
  );
}

function Changes({ of, against }: { of: ModeVersion; against: ModeVersion }) {
  const changes = useQuery(diffQuery({ key: of.key, version: of.version }, { key: against.key, version: against.version }));
  return (
    <>
      <ErrorBar error={changes.error} onRetry={() => void changes.refetch()} />
      <Sheet caption="不同的行" head={['哪一节', '哪一行', title(against), title(of)]} empty={changes.isPending ? '正在载入…' : '没有不同'}>
        {(changes.data ?? []).map((c) => (
          <tr key={`${c.section}.${c.id}`}>
            <td className="num">{c.section_name}</td>
            <td className={m.name}>
              <RowName of={c} />
            </td>
            <td className={m.half}>
              <Lines text={c.before} other={c.after} mark={m.gone} none="没有这一行" />
            </td>
            <td className={m.half}>
              <Lines text={c.after} other={c.before} mark={m.come} none="删去" />
            </td>
          </tr>
        ))}
      </Sheet>
    </>
  );
}

function Lines({ text, other, mark, none }: { text: string | null; other: string | null; mark: string | undefined; none: string }) {
  if (text === null) return <span className={s.dim}>{none}</span>;
  const known = new Set(other?.split('\n'));
  return (
    <pre className={m.code}>
      {text.split('\n').map((line, i) => {
        const differs = !known.has(line);
        return (
          <span key={i} className={differs ? mark : undefined}>
            {differs ? <b>{line}</b> : line}
          </span>
        );
      })}
    </pre>
  );
}
