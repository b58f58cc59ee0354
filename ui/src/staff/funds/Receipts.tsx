import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { claimReceipt, confirmReceipt, demoStatementUrl, importStatement, receiptsQuery, refuseReceipt } from '../../api/funds';
import type { Receipt } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { ActButton } from '../../ui/ActButton';
import { Confirm } from '../../ui/Confirm';
import { ErrorBar } from '../../ui/ErrorBar';
import { FilePick } from '../../ui/FilePick';
import { caseNo, daysBefore, yuan, yuanUpper } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Masked } from '../../ui/Masked';
import { Money } from '../../ui/Money';
import { Facts, Sheet } from '../../ui/Panel';
import { useMay, useMe } from '../me';
import s from '../pages/list.module.css';
import { ImportResult } from './ImportResult';
import { FUND_TOUCHES, said } from './said';

const RECEIPT_STATES: [string, string][] = [
  ['unknown', '不明款'],
  ['claimed', '待复核'],
  ['matched', '已入案'],
  ['outgoing', '付款支出'],
  ['all', '全部'],
];

export function Receipts({ state, onState }: { state: string; onState: (state: string | undefined) => void }) {
  const may = useMay();
  const list = useInfiniteQuery(receiptsQuery(state));
  const [claiming, setClaiming] = useState<Receipt | null>(null);
  const [deciding, setDeciding] = useState<{ receipt: Receipt; refuse: boolean } | null>(null);
  const rows = list.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <div className={s.stack}>
      {may('import_statement') ? <StatementUpload /> : null}
      <div className={s.row} role="group" aria-label="到账状态">
        {RECEIPT_STATES.map(([value, label]) => (
          <Button key={value} type={value === state ? 'primary' : 'default'} size="small" aria-pressed={value === state} onClick={() => onState(value)}>
            {label}
          </Button>
        ))}
      </div>
      <ErrorBar error={list.error} onRetry={() => void list.refetch()} />
      <Sheet
        caption="到账"
        head={['到账日期', { title: '金额（元）', right: true }, '付款人', '付款账号', '摘要', '状态', '案号', '操作']}
        empty={list.isPending ? '正在载入…' : '没有到账记录。导入银行流水后列在这里'}
      >
        {rows.map((r) => (
          <tr key={r.id}>
            <td className="num">{r.received_on}</td>
            <td data-right>
              <Money fen={r.amount_fen} />
            </td>
            <td>{r.payer}</td>
            <td>
              <Masked value={r.payer_account} label="付款账号" />
            </td>
            <td>{r.memo}</td>
            <td>
              <Light light={r.light}>
                {r.state_label}
                {r.state === 'unknown' ? ` ${r.age_days} 天` : ''}
              </Light>
              {r.claimed_by ? <div className={s.dim}>认领 {r.claimed_by}</div> : null}
              {r.confirmed_by ? <div className={s.dim}>复核 {r.confirmed_by}</div> : null}
            </td>
            <td className="num">{r.case_id && r.case_no ? <Link to={`/cases/${r.case_id}?tab=funds`}>{caseNo(r.case_no)}</Link> : '—'}</td>
            <td>
              <ActButton small actions={r.actions} act="claim_receipt" label="认领" onClick={() => setClaiming(r)} />
              <ActButton small actions={r.actions} act="confirm_receipt" label="复核入案" onClick={() => setDeciding({ receipt: r, refuse: false })} />
              <ActButton small actions={r.actions} act="refuse_receipt" label="退回认领" onClick={() => setDeciding({ receipt: r, refuse: true })} />
            </td>
          </tr>
        ))}
      </Sheet>
      {list.hasNextPage ? (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          载入更多
        </Button>
      ) : null}
      {claiming ? <Claim receipt={claiming} onClose={() => setClaiming(null)} /> : null}
      {deciding ? <Decide {...deciding} onClose={() => setDeciding(null)} /> : null}
    </div>
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
      <p>认领人：{receipt.claimed_by ?? '—'}</p>
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
