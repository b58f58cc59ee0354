import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { batchesQuery, batchFileUrl, demoReturnUrl, importReturn, makeBatch } from '../../api/funds';
import type { Batch } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { Confirm } from '../../ui/Confirm';
import { ErrorBar } from '../../ui/ErrorBar';
import { FilePick } from '../../ui/FilePick';
import { moment } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Money } from '../../ui/Money';
import { Sheet } from '../../ui/Panel';
import { useMay, useMe } from '../me';
import s from '../pages/list.module.css';
import { ImportResult } from './ImportResult';
import { FUND_TOUCHES, said } from './said';

export function Batches() {
  const may = useMay();
  const batches = useQuery(batchesQuery);
  const [asking, setAsking] = useState(false);
  const make = useCommand(makeBatch, { touches: FUND_TOUCHES, onDone: said('付款批次已生成', () => setAsking(false)) });
  return (
    <div className={s.stack}>
      {may('export_batch') ? (
        <div className={s.drop}>
          <Button type="primary" onClick={() => setAsking(true)}>
            生成付款批次
          </Button>
          <span className={s.dim}>把已批准的发放合并为一个批次，导出后送银行付款</span>
        </div>
      ) : null}
      <ErrorBar error={batches.error} onRetry={() => void batches.refetch()} />
      <Sheet
        caption="付款批次"
        head={['批次号', '生成', { title: '笔数', right: true }, { title: '金额（元）', right: true }, '状态', '银行文件', '回单']}
        empty={batches.isPending ? '正在载入…' : '没有付款批次'}
      >
        {batches.data?.map((b) => <BatchRow key={b.id} batch={b} mayImport={may('import_return')} mayExport={may('export_batch')} />) ?? []}
      </Sheet>
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
    </div>
  );
}

function BatchRow({ batch, mayImport, mayExport }: { batch: Batch; mayImport: boolean; mayExport: boolean }) {
  const command = useCommand(importReturn, { touches: FUND_TOUCHES });
  const { manual } = useMe().clock;
  return (
    <tr>
      <td className="num">{batch.number}</td>
      <td>
        {batch.made_by} {moment(batch.made_at)}
      </td>
      <td data-right>
        {batch.count}
        {0 < batch.rejected ? <div className={s.dim}>退回 {batch.rejected}</div> : null}
      </td>
      <td data-right>
        <Money fen={batch.amount_fen} />
      </td>
      <td>
        <Light light={batch.light}>{batch.state_label}</Light>
      </td>
      <td>
        {mayExport ? (
          <>
            <a href={batchFileUrl(batch.id, 'pain001')} download>
              pain.001
            </a>{' '}
            <a href={batchFileUrl(batch.id, 'csv')} download>
              CSV
            </a>
          </>
        ) : (
          '—'
        )}
      </td>
      <td>
        {batch.open && mayImport ? (
          <>
            <FilePick
              id={`return-${batch.id}`}
              label="导入银行回单"
              accept=".xml,.csv,.txt"
              busy={command.isPending}
              onFile={(file) => command.mutate({ batch: batch.id, file })}
            />
            {manual ? (
              <Button size="small" type="link" href={demoReturnUrl(batch.id)} download title="由模拟银行生成，仅演示环境有">
                下载模拟回单
              </Button>
            ) : null}
          </>
        ) : (
          '—'
        )}
        <ErrorBar error={command.error} />
        {command.data ? <ImportResult result={command.data} action="已导入" /> : null}
      </td>
    </tr>
  );
}
