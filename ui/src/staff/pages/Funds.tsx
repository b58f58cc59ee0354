import { Link } from 'react-router';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { fundsAgreementQuery, fundsSummaryQuery, payoutsQuery } from '../../api/funds';
import type { FundsAgreement } from '../../api/types';
import { ErrorBar } from '../../ui/ErrorBar';
import { yuan } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Money } from '../../ui/Money';
import { Facts, Panel } from '../../ui/Panel';
import { Tabs } from '../../ui/Tabs';
import { useUrlState } from '../../ui/useUrlState';
import { Batches } from '../funds/Batches';
import { Receipts } from '../funds/Receipts';
import { ListView } from '../list/ListView';
import { useMay, useMayAll } from '../me';
import { PayoutCard } from '../PayoutCard';
import s from './list.module.css';

const KEYS = ['tab'] as const;
const NOT_YOURS = '您的职务不办理案款，看不到这里的内容。本案的到账和发放在案件的“案款”页。';

/** So many, and what they come to. */
function Counted({ of, unit, fen }: { of: number | undefined; unit: string; fen: number | undefined }) {
  return (
    <span>
      {of ?? '—'} {unit} <Money fen={fen} unit />
    </span>
  );
}

/** 账实核对: what the bank says of the account, and whether the books say the same. */
function Agreed({ of }: { of: FundsAgreement | null | undefined }) {
  if (of === undefined) return '—';
  if (of === null) return '尚未导入银行流水';
  return (
    <span>
      <Money fen={of.bank_fen} unit /><span style={{ whiteSpace: 'nowrap' }}>（{of.bank_on}）</span> {of.agrees ? <Light light="normal">账实相符</Light> : <Light light="overdue">账实不符</Light>}
    </span>
  );
}

/** Where the bank and the books differ, and what is on its way between them. */
function Disagreements({ of }: { of: FundsAgreement }) {
  return (
    <>
      {of.problems.map((problem) => (
        <p key={problem} style={{ marginTop: 8 }}>
          <Light light="overdue">{problem}</Light>
        </p>
      ))}
      {0 < of.strange.length ? (
        <ul aria-label="对不上本院付款的支出" style={{ margin: '8px 0 0 20px' }}>
          {of.strange.map((p, at) => (
            <li key={at}>
              {p.on} 付{p.payee || '（流水未写收款人）'} <Money fen={p.amount_fen} unit />
            </li>
          ))}
        </ul>
      ) : null}
      {0 < of.paid_since_fen || 0 < of.unreported_fen ? (
        <p className={s.dim} style={{ marginTop: 8 }}>
          未达账项：账面已付、流水未见 <Money fen={of.paid_since_fen} unit />；流水已付、回单未到 <Money fen={of.unreported_fen} unit />
        </p>
      ) : null}
    </>
  );
}

/** 案款: what has come in, what waits for whom, what is on its way; together it is what lies at the bank. */
export default function Funds() {
  const [url, setUrl] = useUrlState(KEYS);
  // The books are the court's: who sees the money of their own cases sees the lists only.
  const may = useMay();
  const books = useMayAll()('view_funds');
  const summary = useQuery({ ...fundsSummaryQuery, enabled: books });
  const agreement = useQuery({ ...fundsAgreementQuery, enabled: books });
  const f = summary.data;
  if (!may('view_funds')) return <Panel title="案款">{NOT_YOURS}</Panel>;
  return (
    <>
      {books ? (
        <Panel title="案款">
          <ErrorBar error={summary.error} onRetry={() => void summary.refetch()} />
          <Facts
            items={[
              { label: '不明款待认领', value: <Counted of={f?.pool_count} unit="笔" fen={f?.pool_fen} /> },
              { label: '不明款待复核', value: <Counted of={f?.claimed_count} unit="笔" fen={f?.claimed_fen} /> },
              { label: '到账未发放', value: <Counted of={f?.unpaid_count} unit="件" fen={f?.unpaid_fen} /> },
              { label: '发放待审批', value: <Counted of={f?.proposed_count} unit="笔" fen={f?.proposed_fen} /> },
              { label: '已批准待付款', value: <Counted of={f?.approved_count} unit="笔" fen={f?.approved_fen} /> },
              { label: '付款在途', value: <Money fen={f?.in_flight_fen} unit /> },
              { label: '与银行核对', value: <Agreed of={agreement.data} /> },
            ]}
          />
          <ErrorBar error={agreement.error} onRetry={() => void agreement.refetch()} />
          {agreement.data ? <Disagreements of={agreement.data} /> : null}
          {f && 0 < f.ageing.length ? (
            <p style={{ marginTop: 8, display: 'flex', gap: 12, flexWrap: 'wrap' }}>
              {f.ageing.map((a) => (
                <Link key={a.label} to={`/funds?tab=unpaid&age=${a.age}`}>
                  <Light light={a.light}>
                    {a.label}：{a.count} 件 {yuan(a.amount_fen)} 元
                  </Light>
                </Link>
              ))}
            </p>
          ) : null}
        </Panel>
      ) : null}
      <Panel fill>
        <Tabs
          label="案款内容"
          active={url.tab ?? 'receipts'}
          onChange={(tab) => setUrl({ tab }, true)}
          items={[
            { key: 'receipts', label: '到账与认领', render: () => <Receipts /> },
            { key: 'unpaid', label: '到账未发放', render: () => <ListView list="unpaid" /> },
            { key: 'payouts', label: '发放审批', render: () => <Payouts /> },
            ...(books
              ? [
                  { key: 'batches', label: '付款批次', render: () => <Batches /> },
                  { key: 'statements', label: '银行流水', render: () => <ListView list="statements" /> },
                ]
              : []),
          ]}
        />
      </Panel>
    </>
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
