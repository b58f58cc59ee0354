import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { fundsSummaryQuery, payoutsQuery } from '../../api/funds';
import { ErrorBar } from '../../ui/ErrorBar';
import { yuan } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Money } from '../../ui/Money';
import { Facts, Panel } from '../../ui/Panel';
import { Tabs } from '../../ui/Tabs';
import { useUrlState } from '../../ui/useUrlState';
import { Batches } from '../funds/Batches';
import { Receipts } from '../funds/Receipts';
import { Statements } from '../funds/Statements';
import { Unpaid } from '../funds/Unpaid';
import { PayoutCard } from '../PayoutCard';
import s from './list.module.css';

const KEYS = ['tab', 'state'] as const;

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
            { key: 'receipts', label: '到账与认领', render: () => <Receipts state={url.state ?? 'unknown'} onState={(state) => setUrl({ state })} /> },
            { key: 'unpaid', label: '到账未发放', render: () => <Unpaid /> },
            { key: 'payouts', label: '发放审批', render: () => <Payouts /> },
            { key: 'batches', label: '付款批次', render: () => <Batches /> },
            { key: 'statements', label: '银行流水', render: () => <Statements /> },
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
