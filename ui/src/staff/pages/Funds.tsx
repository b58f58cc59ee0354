import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import {
  batchesQuery,
  batchFileUrl,
  claimReceipt,
  confirmReceipt,
  fundsSummaryQuery,
  importReturn,
  importStatement,
  makeBatch,
  payoutsQuery,
  receiptsQuery,
  refuseReceipt,
} from '../../api/funds';
import type { Batch, Receipt, StatementImport } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { ActButton } from '../../ui/ActButton';
import { announce } from '../../ui/announce';
import { Confirm } from '../../ui/Confirm';
import { ErrorBar } from '../../ui/ErrorBar';
import { FilePick } from '../../ui/FilePick';
import { caseNo, moment, yuan, yuanUpper } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Masked } from '../../ui/Masked';
import { Money } from '../../ui/Money';
import { Facts, Panel, Sheet } from '../../ui/Panel';
import { Tabs } from '../../ui/Tabs';
import { useUrlState } from '../../ui/useUrlState';
import { useMay } from '../me';
import { PayoutCard } from '../PayoutCard';
import s from './list.module.css';

const KEYS = ['tab', 'state'] as const;
const said = (text: string, then: () => void) => () => {
  announce(text);
  then();
};
const TOUCHES = [['funds'], ['case'], ['focus'], ['tasks']];

export default function Funds() {
  const [url, setUrl] = useUrlState(KEYS);
  const summary = useQuery(fundsSummaryQuery);
  const f = summary.data;
  return (
    <>
      <Panel title="案款">
        <ErrorBar error={summary.error} onRetry={() => void summary.refetch()} />
        <Facts
          items={[
            { label: '不明款', value: <span>{f?.pool_count ?? '—'} 笔 <Money fen={f?.pool_fen} unit /></span> },
            { label: '到账未发放', value: <span>{f?.unpaid_count ?? '—'} 件 <Money fen={f?.unpaid_fen} unit /></span> },
            { label: '付款在途', value: <Money fen={f?.in_flight_fen} unit /> },
            {
              label: '与银行核对',
              value: !f ? '—' : f.bank_fen === null ? '尚未导入银行流水' : (
                <span>
                  <Money fen={f.bank_fen} unit /> {f.balanced ? <Light light="normal">账实相符</Light> : <Light light="overdue">账实不符</Light>}
                </span>
              ),
            },
          ]}
        />
        {f && 0 < f.ageing.length ? (
          <p style={{ marginTop: 8, display: 'flex', gap: 12, flexWrap: 'wrap' }}>
            {f.ageing.map((a) => (
              <Light key={a.label} light={a.light}>
                {a.label}：{a.count} 件 {yuan(a.amount_fen)} 元
              </Light>
            ))}
          </p>
        ) : null}
      </Panel>
      <Panel fill>
        <Tabs
          label="案款内容"
          active={url.tab ?? 'receipts'}
          onChange={(tab) => setUrl({ tab, state: undefined })}
          items={[
            { key: 'receipts', label: '到账与认领', render: () => <Receipts state={url.state ?? ''} onState={(state) => setUrl({ state })} /> },
            { key: 'payouts', label: '发放审批', render: () => <Payouts /> },
            { key: 'batches', label: '付款批次', render: () => <Batches /> },
          ]}
        />
      </Panel>
    </>
  );
}

const RECEIPT_STATES: [string, string][] = [
  ['', '全部'],
  ['unknown', '不明款'],
  ['claimed', '待复核'],
  ['matched', '已入案'],
];

function Receipts({ state, onState }: { state: string; onState: (state: string | undefined) => void }) {
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
          <Button key={value} type={value === state ? 'primary' : 'default'} size="small" aria-pressed={value === state} onClick={() => onState(value || undefined)}>
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
  const command = useCommand(claimReceipt, { touches: TOUCHES, onDone: said('已认领，等待复核', onClose) });
  const ready = number.trim() !== '' && reason.trim() !== '';
  return (
    <Confirm
      open
      title="认领不明款"
      action={`认领 ${yuan(receipt.amount_fen)} 元`}
      busy={command.isPending}
      error={command.error}
      onConfirm={() => ready && command.mutate({ receipt: receipt.id, case_no: number.trim(), reason: reason.trim() })}
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
      <p className={s.dim}>认领后由另一人复核，复核通过才记入该案。</p>
    </Confirm>
  );
}

function Decide({ receipt, refuse, onClose }: { receipt: Receipt; refuse: boolean; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const confirm = useCommand(confirmReceipt, { touches: TOUCHES, onDone: said('复核通过，款项已入案', onClose) });
  const back = useCommand(refuseReceipt, { touches: TOUCHES, onDone: said('已退回到不明款', onClose) });
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

function ImportResult({ result, action }: { result: StatementImport; action: string }): ReactNode {
  return (
    <div role="status">
      <p>
        {action} {result.file_name}：共 {result.lines} 行，记入 {result.imported} 行，重复 {result.repeated} 行，已匹配案件 {result.matched} 笔，不明款{' '}
        {result.unknown} 笔。
      </p>
      {0 < result.problems.length ? (
        <ul>
          {result.problems.map((p) => (
            <li key={`${p.where}${p.what}`}>
              ▲ {p.where}：{p.what}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function StatementUpload() {
  const command = useCommand(importStatement, { touches: TOUCHES });
  return (
    <div>
      <div className={s.drop}>
        <FilePick id="statement-file" label="导入银行流水" accept=".xml,.csv,.txt" busy={command.isPending} onFile={(file) => command.mutate({ file })} />
        <span className={s.dim}>ISO 20022 camt.053，或本院约定格式的 CSV（UTF-8 或 GBK）；重复导入不会重复入账</span>
      </div>
      <ErrorBar error={command.error} />
      {command.data ? <ImportResult result={command.data} action="已导入" /> : null}
    </div>
  );
}

function Payouts() {
  const list = useInfiniteQuery(payoutsQuery('live'));
  const rows = list.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <div className={s.stack}>
      <ErrorBar error={list.error} onRetry={() => void list.refetch()} />
      {list.isSuccess && rows.length === 0 ? <p className={s.dim}>没有待办的发放。发放由承办人在案件的案款页提出。</p> : null}
      {rows.map((p) => (
        <PayoutCard key={p.id} payout={p} version={p.case_version} withCase />
      ))}
      {list.hasNextPage ? (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          载入更多
        </Button>
      ) : null}
    </div>
  );
}

function Batches() {
  const may = useMay();
  const batches = useQuery(batchesQuery);
  const [asking, setAsking] = useState(false);
  const make = useCommand(makeBatch, { touches: TOUCHES, onDone: said('付款批次已生成', () => setAsking(false)) });
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
        {batches.data?.map((b) => <BatchRow key={b.id} batch={b} mayImport={may('import_return')} />) ?? []}
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

function BatchRow({ batch, mayImport }: { batch: Batch; mayImport: boolean }) {
  const command = useCommand(importReturn, { touches: TOUCHES });
  return (
    <tr>
      <td className="num">{batch.number}</td>
      <td>
        {batch.made_by} {moment(batch.made_at)}
      </td>
      <td data-right>{batch.count}</td>
      <td data-right>
        <Money fen={batch.amount_fen} />
      </td>
      <td>
        <Light light={batch.light}>{batch.state_label}</Light>
      </td>
      <td>
        <a href={batchFileUrl(batch.id, 'pain001')} download>
          pain.001
        </a>{' '}
        <a href={batchFileUrl(batch.id, 'csv')} download>
          CSV
        </a>
      </td>
      <td>
        {batch.open && mayImport ? (
          <FilePick
            id={`return-${batch.id}`}
            label="导入银行回单"
            accept=".xml,.csv,.txt"
            busy={command.isPending}
            onFile={(file) => command.mutate({ batch: batch.id, file })}
          />
        ) : (
          (batch.returned_at && moment(batch.returned_at)) || '—'
        )}
        <ErrorBar error={command.error} />
        {command.data ? <ImportResult result={command.data} action="已导入" /> : null}
      </td>
    </tr>
  );
}
