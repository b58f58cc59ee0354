import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { modesQuery, type ModeFile, type Modes as Book, type ModeVersion } from '../../api/modes';
import { ErrorBar } from '../../ui/ErrorBar';
import { momentFull } from '../../ui/format';
import { Panel, Sheet } from '../../ui/Panel';
import { Tabs } from '../../ui/Tabs';
import { useUrlState } from '../../ui/useUrlState';
import { useMay } from '../me';
import { AdoptMode } from '../modes/AdoptMode';
import { Compare } from '../modes/Compare';
import { DryRun } from '../modes/DryRun';
import { ModeEditor } from '../modes/ModeEditor';
import { ModeRows } from '../modes/ModeRows';
import m from '../modes/modes.module.css';
import { code, title } from '../modes/versions';
import s from './list.module.css';

const KEYS = ['tab', 'mode'] as const;
const STATES: Record<string, string> = { in_force: '现行', coming: '将启用', past: '已过' };

/** 办案模式: the versions a court has, what they say, what moving under one would do, and from when it works so. */
export default function Modes() {
  const [url, setUrl] = useUrlState(KEYS);
  // While matters move the counts do.
  const book = useQuery({ ...modesQuery, refetchInterval: (q) => (q.state.data && 0 < toMove(q.state.data) ? 3_000 : false) });
  const [drafts, setDrafts] = useState<Record<string, ModeFile[]>>({});
  const imported = useRef(false);
  useEffect(() => {
    // The button that had the focus is gone with its tab.
    if (imported.current) document.querySelector<HTMLElement>('main [role="tab"][aria-selected="true"]')?.focus();
    imported.current = false;
  }, [url.tab]);
  const versions = book.data?.versions ?? [];
  const chosen = versions.find((v) => code(v) === url.mode) ?? versions[0];
  return (
    <Panel fill>
      <ErrorBar error={book.error} onRetry={() => void book.refetch()} />
      {book.isPending ? <p>正在载入…</p> : null}
      {book.data && chosen ? (
        <>
          <div className={`${s.row} ${m.version}`}>
            <span>版本</span>
            <Select
              aria-label="办案模式的版本"
              style={{ width: 320 }}
              value={code(chosen)}
              onChange={(mode) => setUrl({ mode })}
              options={versions.map((v) => ({ value: code(v), label: title(v) }))}
            />
            <span className={s.dim}>
              {chosen.imported ? `${chosen.by}于 ${momentFull(chosen.at)} 导入` : '随附，启用时导入'}，在办 {chosen.running} 件
            </span>
          </div>
          <Tabs
            label="办案模式"
            active={url.tab ?? 'adoptions'}
            onChange={(tab) => setUrl({ tab })}
            items={[
              { key: 'adoptions', label: '启用', render: () => <Adoptions book={book.data} chosen={chosen} /> },
              { key: 'read', label: '内容', render: () => <ModeRows key={code(chosen)} of={chosen} /> },
              { key: 'diff', label: '比较', render: () => <Compare key={code(chosen)} book={book.data} of={chosen} /> },
              { key: 'dry', label: '试算', render: () => <DryRun key={code(chosen)} of={chosen} /> },
              {
                key: 'edit',
                label: '复制修改',
                render: () => (
                  <ModeEditor
                    key={code(chosen)}
                    of={chosen}
                    draft={drafts[code(chosen)]}
                    onEdit={(files) => setDrafts({ ...drafts, [code(chosen)]: files })}
                    onImported={() => {
                      setDrafts({});
                      // The newest comes first.
                      setUrl({ mode: undefined, tab: 'diff' });
                      imported.current = true;
                    }}
                    version={book.data.version}
                  />
                ),
              },
            ]}
          />
        </>
      ) : null}
    </Panel>
  );
}

/** Running matters that the adoption in force moves and that are under another version still. */
function toMove(book: Book): number {
  const now = book.adoptions.find((a) => a.state === 'in_force');
  if (now?.in_flight !== 'move') return 0;
  return book.versions.reduce((sum, v) => (code(v) === code(now) ? sum : sum + v.running), 0);
}

function Adoptions({ book, chosen }: { book: Book; chosen: ModeVersion }) {
  const manage = useMay()('manage_modes');
  const left = toMove(book);
  return (
    <div className={s.stack}>
      {manage ? <AdoptMode key={`${code(chosen)}/${book.today}`} of={chosen} today={book.today} version={book.version} /> : null}
      <p role="status" className={s.dim} hidden={left === 0}>
        {left === 0 ? '' : `还有 ${left} 件没有转入，正在逐件办理；这次不能转入的，每日再试。`}
      </p>
      <Sheet caption="启用记录" head={['模式', '启用日', '在办案件', '操作人', '操作时间', '状态']} empty="还没有启用办案模式，不能收案">
        {[...book.adoptions].reverse().map((a, i) => (
          <tr key={book.adoptions.length - i}>
            <td>
              {a.name} 第{a.version}版
            </td>
            <td className="num">{a.from}</td>
            <td>{a.in_flight === 'move' ? '转入' : '按原模式办完'}</td>
            <td>{a.by}</td>
            <td className="num">{momentFull(a.at)}</td>
            <td>{STATES[a.state]}</td>
          </tr>
        ))}
      </Sheet>
    </div>
  );
}
