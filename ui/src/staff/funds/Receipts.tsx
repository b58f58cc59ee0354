import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { demoStatementUrl, importStatement } from '../../api/funds';
import type { ListRow } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { ActButton } from '../../ui/ActButton';
import type { Column } from '../../ui/CaseGrid';
import { ErrorBar } from '../../ui/ErrorBar';
import { FilePick } from '../../ui/FilePick';
import { daysBefore } from '../../ui/format';
import { ListView } from '../list/ListView';
import { useMay, useMe } from '../me';
import s from '../pages/list.module.css';
import { Claim, Decide } from './Claim';
import { ImportResult } from './ImportResult';
import { receiptOf, type Receipt } from './receipt';
import { FUND_TOUCHES } from './said';

export function Receipts() {
  const may = useMay();
  const [claiming, setClaiming] = useState<Receipt | null>(null);
  const [deciding, setDeciding] = useState<{ receipt: Receipt; refuse: boolean } | null>(null);
  const acts = useMemo<Column<ListRow>[]>(
    () => [
      {
        key: 'acts',
        title: '操作',
        width: 200,
        render: (row) => (
          <>
            <ActButton small actions={row.actions} act="claim_receipt" label="认领" onClick={() => setClaiming(receiptOf(row))} />
            <ActButton small actions={row.actions} act="confirm_receipt" label="复核入案" onClick={() => setDeciding({ receipt: receiptOf(row), refuse: false })} />
            <ActButton small actions={row.actions} act="refuse_receipt" label="退回认领" onClick={() => setDeciding({ receipt: receiptOf(row), refuse: true })} />
          </>
        ),
      },
    ],
    [],
  );
  return (
    <>
      {may('import_statement') ? <StatementUpload /> : null}
      <ListView list="receipts" lead={acts} empty="没有到账记录。导入银行流水后列在这里" />
      {claiming ? <Claim receipt={claiming} onClose={() => setClaiming(null)} /> : null}
      {deciding ? <Decide {...deciding} onClose={() => setDeciding(null)} /> : null}
    </>
  );
}

function StatementUpload() {
  const command = useCommand(importStatement, { touches: FUND_TOUCHES });
  return (
    <div>
      <div className={s.drop}>
        <FilePick id="statement-file" label="导入银行流水" accept=".xml,.csv,.txt" busy={command.isPending} onFile={(file) => command.mutate({ file })} />
        <span className={s.dim}>银行的标准报文（XML）或者约定格式的表格（CSV）；重复导入不会重复入账</span>
      </div>
      <DemoStatement />
      <ErrorBar error={command.error} />
      {command.data ? <ImportResult result={command.data} action="已导入" /> : null}
    </div>
  );
}

/** Only in a demo: the file that the simulated bank would send, of the last week. */
function DemoStatement() {
  const { manual, today } = useMe().clock;
  if (!manual) return null;
  const from = daysBefore(today, 6);
  return (
    <div className={s.drop} style={{ marginTop: 8 }}>
      <Button size="small" href={demoStatementUrl(from, today, 'camt053')} download>
        下载模拟银行流水（报文）
      </Button>
      <Button size="small" href={demoStatementUrl(from, today, 'csv')} download>
        下载模拟银行流水（表格）
      </Button>
      <span className={s.dim}>
        由模拟银行生成（{from} 至 {today}），仅演示环境有
      </span>
    </div>
  );
}
