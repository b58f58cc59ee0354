import { useQuery } from '@tanstack/react-query';
import { Radio } from 'antd';
import { useState } from 'react';
import { modeQuery, type ModeRow, type Version } from '../../api/modes';
import { ErrorBar } from '../../ui/ErrorBar';
import { Sheet } from '../../ui/Panel';
import s from '../pages/list.module.css';
import m from './modes.module.css';

/** What a row is called, and its key in the file. */
export function RowName({ of }: { of: Pick<ModeRow, 'id' | 'name'> }) {
  return (
    <>
      {of.name || null}
      {of.id ? <small>{of.id}</small> : null}
    </>
  );
}

/** What a version says, one section at a time. */
export function ModeRows({ of }: { of: Version }) {
  const detail = useQuery(modeQuery({ key: of.key, version: of.version }));
  const [section, setSection] = useState('mode');
  const rows = detail.data?.rows ?? [];
  const sections = [...new Map(rows.map((r) => [r.section, r.section_name])).entries()];
  const shown = rows.filter((r) => r.section === section);
  const name = sections.find(([key]) => key === section)?.[1] ?? '';
  return (
    <div className={s.stack}>
      <ErrorBar error={detail.error} onRetry={() => void detail.refetch()} />
      {detail.isPending ? <p>正在载入…</p> : null}
      {detail.data ? (
        <>
          <Radio.Group
            aria-label="看哪一节"
            optionType="button"
            value={section}
            onChange={(e) => setSection(e.target.value as string)}
            options={sections.map(([key, label]) => ({
              value: key,
              label: key === 'mode' ? label : `${label} ${rows.filter((r) => r.section === key).length}`,
            }))}
          />
          <Sheet caption={name} head={[name, '写法']} empty="没有">
            {shown.map((row) => (
              <tr key={row.id}>
                <td className={m.name}>
                  <RowName of={row} />
                </td>
                <td>
                  <pre className={m.code}>{row.text}</pre>
                </td>
              </tr>
            ))}
          </Sheet>
        </>
      ) : null}
    </div>
  );
}
