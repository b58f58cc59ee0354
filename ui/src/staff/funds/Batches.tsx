import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { batchFileUrl, demoReturnUrl, importReturn, makeBatch } from '../../api/funds';
import type { ListRow } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import type { Column } from '../../ui/CaseGrid';
import { ErrorBar } from '../../ui/ErrorBar';
import { FilePick } from '../../ui/FilePick';
import { ListView } from '../list/ListView';
import { useUrlState } from '../../ui/useUrlState';
import { useMay, useMe } from '../me';
import s from '../pages/list.module.css';
import { BatchLines } from './BatchLines';
import { ImportResult } from './ImportResult';
import { NextBatch } from './NextBatch';
import { FUND_TOUCHES, said } from './said';

/** `make=1`: the next batch is being put together. */
const KEYS = ['make'] as const;

export function Batches() {
  const may = useMay();
  const [mayExport, mayImport] = [may('export_batch'), may('import_return')];
  const { manual } = useMe().clock;
  const [{ make: wanted }, setUrl] = useUrlState(KEYS);
  const asking = wanted === '1' && mayExport;
  const setAsking = (on: boolean) => setUrl({ make: on ? '1' : undefined });
  const [open, setOpen] = useState<ListRow | null>(null);
  const make = useCommand(makeBatch, { touches: FUND_TOUCHES, onDone: said('付款批次已生成', () => setAsking(false)) });
  const answer = useCommand(importReturn, { touches: FUND_TOUCHES });
  const { mutate, isPending } = answer;
  const made = make.data;
  const files = useMemo<Column<ListRow>[]>(
    () => [
      {
        key: 'lines',
        title: '明细',
        width: 70,
        render: (row: ListRow) => (
          <Button type="link" size="small" style={{ padding: 0 }} aria-label={`明细 ${String(row['number'])}`} onClick={() => setOpen(row)}>
            明细
          </Button>
        ),
      },
      ...(mayExport ? [{ key: 'files', title: '银行文件', width: 100, render: (row: ListRow) => <Files batch={row.id} /> }] : []),
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
      <ListView list="batches" lead={files} empty="没有付款批次" onOpen={setOpen} />
      {asking ? <NextBatch busy={make.isPending} error={make.error} onMake={make.mutate} onClose={() => setAsking(false)} /> : null}
      {open ? <BatchLines batch={open.id} number={String(open['number'])} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

function Files({ batch }: { batch: string }) {
  return (
    <>
      <a href={batchFileUrl(batch, 'pain001')} download>
        报文
      </a>{' '}
      <a href={batchFileUrl(batch, 'csv')} download>
        表格
      </a>
    </>
  );
}
