import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { batchFileUrl, demoReturnUrl, importReturn, makeBatch } from '../../api/funds';
import type { ListRow } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import type { Column } from '../../ui/CaseGrid';
import { Confirm } from '../../ui/Confirm';
import { ErrorBar } from '../../ui/ErrorBar';
import { FilePick } from '../../ui/FilePick';
import { ListView } from '../list/ListView';
import { useMay, useMe } from '../me';
import s from '../pages/list.module.css';
import { ImportResult } from './ImportResult';
import { FUND_TOUCHES, said } from './said';

export function Batches() {
  const may = useMay();
  const { manual } = useMe().clock;
  const [asking, setAsking] = useState(false);
  const make = useCommand(makeBatch, { touches: FUND_TOUCHES, onDone: said('付款批次已生成', () => setAsking(false)) });
  const answer = useCommand(importReturn, { touches: FUND_TOUCHES });
  const { mutate, isPending } = answer;
  const made = make.data;
  const [mayExport, mayImport] = [may('export_batch'), may('import_return')];
  const files = useMemo<Column<ListRow>[]>(
    () => [
      ...(mayExport ? [{ key: 'files', title: '银行文件', width: 130, render: (row: ListRow) => <Files batch={row.id} /> }] : []),
      ...(mayImport
        ? [
            {
              key: 'return',
              title: '回单',
              width: 240,
              render: (row: ListRow) =>
                row['state'] === 'open' ? (
                  <>
                    <FilePick id={`return-${row.id}`} label="导入银行回单" accept=".xml,.csv,.txt" busy={isPending} onFile={(file) => mutate({ batch: row.id, file })} />
                    {manual ? (
                      <Button size="small" type="link" href={demoReturnUrl(row.id)} download title="由模拟银行生成，仅演示环境有">
                        下载模拟回单
                      </Button>
                    ) : null}
                  </>
                ) : (
                  '—'
                ),
            },
          ]
        : []),
    ],
    [isPending, manual, mayExport, mayImport, mutate],
  );
  return (
    <>
      {mayExport ? (
        <div className={s.drop}>
          <Button type="primary" onClick={() => setAsking(true)}>
            生成付款批次
          </Button>
          <span className={s.dim}>把已批准的发放合并为一个批次，导出后送银行付款</span>
        </div>
      ) : null}
      {made && 0 < made.left_out.length ? (
        <div role="status">
          <p>有 {made.left_out.length} 处银行不会接受，所涉发放没有进入本批次。更正收款账户后再生成批次：</p>
          <ul>
            {made.left_out.map((line) => (
              <li key={line}>▲ {line}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <ErrorBar error={answer.error} />
      {answer.data ? <ImportResult result={answer.data} action="已导入" /> : null}
      <ListView list="batches" more={files} empty="没有付款批次" />
      <Confirm
        open={asking}
        title="生成付款批次"
        action="生成付款批次"
        typed="生成付款批次"
        busy={make.isPending}
        error={make.error}
        onConfirm={() => make.mutate({})}
        onClose={() => setAsking(false)}
      >
        <p>所有已批准、尚未付款的发放将进入本批次，款项记为在途。</p>
      </Confirm>
    </>
  );
}

function Files({ batch }: { batch: string }) {
  return (
    <>
      <a href={batchFileUrl(batch, 'pain001')} download>
        pain.001
      </a>{' '}
      <a href={batchFileUrl(batch, 'csv')} download>
        CSV
      </a>
    </>
  );
}
