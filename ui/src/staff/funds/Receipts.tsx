import { Button, Checkbox, Input } from 'antd';
import { useMemo, useState } from 'react';
import { claimReceipt, confirmReceipt, demoStatementUrl, importStatement, refuseReceipt } from '../../api/funds';
import type { ListRow } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { ActButton } from '../../ui/ActButton';
import type { Column } from '../../ui/CaseGrid';
import { Confirm } from '../../ui/Confirm';
import { ErrorBar } from '../../ui/ErrorBar';
import { FilePick } from '../../ui/FilePick';
import { caseNo, daysBefore, yuan, yuanUpper } from '../../ui/format';
import { Facts } from '../../ui/Panel';
import { ListView } from '../list/ListView';
import { useMay, useMe } from '../me';
import s from '../pages/list.module.css';
import { ImportResult } from './ImportResult';
import { FUND_TOUCHES, said } from './said';

/** What the forms show of a receipt. */
interface Receipt {
  id: string;
  received_on: string;
  amount_fen: number;
  payer: string;
  memo: string;
  case_no: string;
  claimed_by: string;
  /** The bank says that it is a payment of ours that came back. */
  returned: boolean;
}

function receiptOf(row: ListRow): Receipt {
  const text = (name: string) => (typeof row[name] === 'string' ? row[name] : '');
  const [received_on, payer, memo, case_no, claimed_by] = ['received_on', 'payer', 'memo', 'case_no', 'claimed_by'].map(text) as [string, string, string, string, string];
  return { id: row.id, received_on, amount_fen: Number(row['amount_fen']), payer, memo, case_no, claimed_by, returned: row['state'] === 'unknown_return' };
}

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
      <ListView list="receipts" more={acts} empty="没有到账记录。导入银行流水后列在这里" />
      {claiming ? <Claim receipt={claiming} onClose={() => setClaiming(null)} /> : null}
      {deciding ? <Decide {...deciding} onClose={() => setDeciding(null)} /> : null}
    </>
  );
}

function ReceiptFacts({ receipt }: { receipt: Receipt }) {
  return (
    <Facts
      columns={1}
      items={[
        { label: '到账日期', value: receipt.received_on },
        { label: '金额', value: `${yuan(receipt.amount_fen)} 元（${yuanUpper(receipt.amount_fen)}）` },
        { label: '付款人', value: receipt.payer },
        { label: '摘要', value: receipt.memo || '—' },
        ...(receipt.case_no ? [{ label: '认领到', value: caseNo(receipt.case_no) }] : []),
      ]}
    />
  );
}

function Claim({ receipt, onClose }: { receipt: Receipt; onClose: () => void }) {
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const [returned, setReturned] = useState(receipt.returned);
  const command = useCommand(claimReceipt, { touches: FUND_TOUCHES, onDone: said('已认领，等待复核', onClose) });
  const ready = number.trim() !== '' && reason.trim() !== '';
  return (
    <Confirm
      open
      title="认领不明款"
      action={`认领 ${yuan(receipt.amount_fen)} 元`}
      busy={command.isPending}
      error={command.error}
      onConfirm={() => ready && command.mutate({ receipt: receipt.id, case_no: number.trim(), returned, reason: reason.trim() })}
      onClose={onClose}
    >
      <ReceiptFacts receipt={receipt} />
      <p style={{ margin: '12px 0 4px' }}>
        <label htmlFor="claim-case">案号</label>
      </p>
      <Input id="claim-case" value={number} autoFocus maxLength={40} placeholder="（2026）粤1224执1号" onChange={(e) => setNumber(e.target.value)} />
      <p style={{ margin: '12px 0 4px' }}>
        <label htmlFor="claim-reason">认领理由（凭据）</label>
      </p>
      <Input id="claim-reason" value={reason} maxLength={300} onChange={(e) => setReason(e.target.value)} />
      <p style={{ margin: '12px 0 4px' }}>
        <Checkbox checked={returned} disabled={receipt.returned} onChange={(e) => setReturned(e.target.checked)}>
          是本院付款的退汇{receipt.returned ? '（银行已注明）' : ''}
        </Checkbox>
      </p>
      <p className={s.dim}>
        {returned ? '认领后由另一人复核，复核通过即退回该案原来的发放，更正账户后重新发放；不作为该案的到账。' : '认领后由另一人复核，复核通过才记入该案。'}
      </p>
    </Confirm>
  );
}

function Decide({ receipt, refuse, onClose }: { receipt: Receipt; refuse: boolean; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const confirm = useCommand(confirmReceipt, { touches: FUND_TOUCHES, onDone: said('复核通过，款项已入案', onClose) });
  const back = useCommand(refuseReceipt, { touches: FUND_TOUCHES, onDone: said('已退回到不明款', onClose) });
  const command = refuse ? back : confirm;
  return (
    <Confirm
      open
      title={refuse ? '退回认领' : '复核认领'}
      action={refuse ? '退回到不明款' : `复核无误，${yuan(receipt.amount_fen)} 元入案`}
      danger={refuse}
      busy={command.isPending}
      error={command.error}
      onConfirm={() => {
        if (!refuse) confirm.mutate({ receipt: receipt.id });
        else if (reason.trim()) back.mutate({ receipt: receipt.id, reason: reason.trim() });
      }}
      onClose={onClose}
    >
      <ReceiptFacts receipt={receipt} />
      <p>认领人：{receipt.claimed_by || '—'}</p>
      {refuse ? (
        <>
          <label htmlFor="refuse-reason">退回理由</label>
          <Input id="refuse-reason" value={reason} maxLength={300} autoFocus onChange={(e) => setReason(e.target.value)} />
        </>
      ) : null}
    </Confirm>
  );
}

function StatementUpload() {
  const command = useCommand(importStatement, { touches: FUND_TOUCHES });
  return (
    <div>
      <div className={s.drop}>
        <FilePick id="statement-file" label="导入银行流水" accept=".xml,.csv,.txt" busy={command.isPending} onFile={(file) => command.mutate({ file })} />
        <span className={s.dim}>ISO 20022 camt.053，或本院约定格式的 CSV（UTF-8 或 GBK）；重复导入不会重复入账</span>
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
        下载模拟银行流水 camt.053
      </Button>
      <Button size="small" href={demoStatementUrl(from, today, 'csv')} download>
        下载模拟银行流水 CSV
      </Button>
      <span className={s.dim}>
        由模拟银行生成（{from} 至 {today}），仅演示环境有
      </span>
    </div>
  );
}
