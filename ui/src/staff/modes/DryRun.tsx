import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { dryRunQuery, type Version } from '../../api/modes';
import { ErrorBar } from '../../ui/ErrorBar';
import { Sheet } from '../../ui/Panel';
import { CaseLink } from '../Opener';
import s from '../pages/list.module.css';

/** What moving the running matters under a version would come to; nothing is written. */
export function DryRun({ of }: { of: Version }) {
  const [asked, setAsked] = useState(false);
  const run = useQuery({ ...dryRunQuery({ key: of.key, version: of.version }), enabled: asked });
  const done = run.data;
  const changed = done?.rows.filter((row) => row.refused || 0 < row.late.length + row.opened.length + row.ended.length) ?? [];
  return (
    <div className={s.stack}>
      <div className={s.row}>
        <Button loading={run.isFetching} onClick={() => (asked ? void run.refetch() : setAsked(true))}>
          试算在办案件转入这一版
        </Button>
        <span className={s.dim}>只算不写。案件多的，要等一会儿。</span>
      </div>
      <ErrorBar error={run.error} onRetry={() => void run.refetch()} />
      {done ? (
        <>
          <p role="status">
            会转入 <b>{done.moving}</b> 件，其中会逾期 <b>{done.late}</b> 件；不能转入 <b>{done.refused}</b> 件；已按这一版办理{' '}
            <b>{done.staying}</b> 件。
            {done.capped ? `案件太多，只试算了前 ${done.moving + done.refused} 件。` : ''}
          </p>
          {changed.length < done.moving + done.refused ? (
            <p className={s.dim}>
              {done.rows.length < done.moving + done.refused ? `最多列出 ${done.rows.length} 件，不能转入、会逾期的在前。` : '只列出有变化的；其余的转入以后，事项和期限不变。'}
            </p>
          ) : null}
          <Sheet caption="试算结果" head={['案号', '新派事项', '终结事项', '会逾期', '不能转入的原因']} empty={done.moving === 0 ? '没有需要转入的案件' : '转入的案件，事项和期限都不变'}>
            {changed.map((row) => (
              <tr key={row.case}>
                <td className="num">
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
