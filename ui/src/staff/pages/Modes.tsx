import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { diffQuery, dryRunQuery, modeQuery, modesQuery, type Modes as Book, type ModeVersion, type Version } from '../../api/modes';
import { ErrorBar } from '../../ui/ErrorBar';
import { moment } from '../../ui/format';
import { Panel, Sheet } from '../../ui/Panel';
import { Tabs } from '../../ui/Tabs';
import { useUrlState } from '../../ui/useUrlState';
import { useMay } from '../me';
import { AdoptMode } from '../modes/AdoptMode';
import { ModeEditor } from '../modes/ModeEditor';
import { CaseLink } from '../Opener';
import s from './list.module.css';

const KEYS = ['tab', 'mode'] as const;
const STATES: Record<string, string> = { in_force: '现行', coming: '将启用', past: '已过' };

const code = (of: Version) => `${of.key}@${of.version}`;
const title = (of: ModeVersion) => `${of.name} 第${of.version}版`;

/** 办案模式: the versions a court has, what they say, what moving under one would do, and from when it works so. */
export default function Modes() {
  const [url, setUrl] = useUrlState(KEYS);
  const book = useQuery(modesQuery);
  const versions = book.data?.versions ?? [];
  const chosen = versions.find((v) => code(v) === url.mode) ?? versions[0];
  return (
    <Panel fill>
      <ErrorBar error={book.error} onRetry={() => void book.refetch()} />
      {book.isPending ? <p>正在载入…</p> : null}
      {book.data && chosen ? (
        <>
          <div className={s.row}>
            <span>版本</span>
            <Select
              aria-label="办案模式的版本"
              style={{ width: 360 }}
              value={code(chosen)}
              onChange={(mode) => setUrl({ mode })}
              options={versions.map((v) => ({ value: code(v), label: title(v) }))}
            />
            <span className={s.dim}>
              {chosen.imported ? `${chosen.by}于${moment(chosen.at)}导入` : '随附，启用时导入'}，在办 {chosen.running} 件
            </span>
          </div>
          <Tabs
            label="办案模式"
            active={url.tab ?? 'adoptions'}
            onChange={(tab) => setUrl({ tab })}
            items={[
              { key: 'adoptions', label: '启用', render: () => <Adoptions book={book.data} chosen={chosen} /> },
              { key: 'read', label: '内容', render: () => <Rows of={chosen} /> },
              { key: 'diff', label: '比较', render: () => <Compare book={book.data} of={chosen} /> },
              { key: 'dry', label: '试算', render: () => <DryRun of={chosen} /> },
              { key: 'edit', label: '复制修改', render: () => <ModeEditor key={code(chosen)} of={chosen} version={book.data.version} /> },
            ]}
          />
        </>
      ) : null}
    </Panel>
  );
}

function Adoptions({ book, chosen }: { book: Book; chosen: ModeVersion }) {
  const manage = useMay()('manage_modes');
  return (
    <div className={s.stack}>
      {manage ? <AdoptMode key={code(chosen)} of={chosen} today={book.today} version={book.version} /> : null}
      <Sheet caption="启用记录" head={['模式', '启用日', '在办案件', '谁', '何时', '状态']} empty="还没有启用办案模式，不能收案">
        {[...book.adoptions].reverse().map((a) => (
          <tr key={`${a.key}@${a.version}/${a.at}`}>
            <td>
              {a.name} 第{a.version}版
            </td>
            <td className="num">{a.from}</td>
            <td>{a.in_flight === 'move' ? '转入' : '按原模式办完'}</td>
            <td>{a.by}</td>
            <td className="num">{moment(a.at)}</td>
            <td>{STATES[a.state]}</td>
          </tr>
        ))}
      </Sheet>
    </div>
  );
}

function Rows({ of }: { of: Version }) {
  const detail = useQuery(modeQuery(of));
  return (
    <div className={s.stack}>
      <ErrorBar error={detail.error} onRetry={() => void detail.refetch()} />
      {detail.isPending ? <p>正在载入…</p> : null}
      <p className={s.dim}>{detail.data?.source}</p>
      <pre tabIndex={0} aria-label="模式的内容" style={{ overflow: 'auto', maxHeight: '70vh' }}>
        {detail.data?.rows.map((row) => row.text).join('\n\n')}
      </pre>
    </div>
  );
}

function Compare({ book, of }: { book: Book; of: Version }) {
  const others = book.versions.filter((v) => code(v) !== code(of));
  const [chosen, setChosen] = useState<string | null>(null);
  const against = others.find((v) => code(v) === chosen) ?? others[0];
  if (!against) return <p>只有这一版，没有可以比较的。</p>;
  return (
    <div className={s.stack}>
      <div className={s.row}>
        <span>同</span>
        <Select
          aria-label="同哪一版比较"
          style={{ width: 360 }}
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

function Changes({ of, against }: { of: Version; against: Version }) {
  const changes = useQuery(diffQuery({ key: of.key, version: of.version }, { key: against.key, version: against.version }));
  return (
    <>
      <ErrorBar error={changes.error} onRetry={() => void changes.refetch()} />
      <Sheet caption="不同的行" head={['行', '原来', '现在']} empty={changes.isPending ? '正在载入…' : '没有不同'}>
        {(changes.data ?? []).map((c) => (
          <tr key={`${c.section}.${c.id}`}>
            <td>
              {c.section} {c.id}
            </td>
            <td>
              <pre>{c.before ?? '—'}</pre>
            </td>
            <td>
              <pre>{c.after ?? '—'}</pre>
            </td>
          </tr>
        ))}
      </Sheet>
    </>
  );
}

function DryRun({ of }: { of: Version }) {
  const [asked, setAsked] = useState(false);
  const run = useQuery({ ...dryRunQuery({ key: of.key, version: of.version }), enabled: asked });
  const done = run.data;
  return (
    <div className={s.stack}>
      <div className={s.row}>
        <Button loading={run.isFetching} onClick={() => (asked ? void run.refetch() : setAsked(true))}>
          试算在办案件转入这一版
        </Button>
        <span className={s.dim}>只算不写</span>
      </div>
      <ErrorBar error={run.error} onRetry={() => void run.refetch()} />
      {done ? (
        <>
          <p role="status">
            会转入 {done.moving} 件，其中 {done.late} 件会逾期；不能转入 {done.refused} 件；已按这一版办理 {done.staying} 件
            {done.capped ? '（案件太多，只试算了一部分）' : ''}
          </p>
          <Sheet caption="试算结果" head={['案号', '新派事项', '终结事项', '会逾期', '不能转入的原因']} empty="没有需要转入的案件">
            {done.rows.map((row) => (
              <tr key={row.case}>
                <td>
                  <CaseLink to={`/cases/${row.case}`} known={{ case_no: row.number, facts: [] }} />
                </td>
                <td>{row.opened.join('、') || '—'}</td>
                <td>{row.ended.join('、') || '—'}</td>
                <td>{row.late.join('、') || '—'}</td>
                <td>{row.refused ?? '—'}</td>
              </tr>
            ))}
          </Sheet>
        </>
      ) : null}
    </div>
  );
}
