import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Checkbox, Drawer } from 'antd';
import { useEffect, useState } from 'react';
import { payoutsQuery } from '../../api/funds';
import type { Payout } from '../../api/types';
import { DrawerFoot } from '../../ui/DrawerFoot';
import { ErrorBar } from '../../ui/ErrorBar';
import { caseNo, yuanUpper } from '../../ui/format';
import { Masked } from '../../ui/Masked';
import { Money } from '../../ui/Money';
import { Facts, Sheet } from '../../ui/Panel';

/** What a batch takes at most. */
const MOST = 200;

/** What the next batch would pay, line by line with its sum; what should wait is left out. */
export function NextBatch({ busy, error, onMake, onClose }: { busy: boolean; error: unknown; onMake: (payouts: string[]) => void; onClose: () => void }) {
  const found = useInfiniteQuery(payoutsQuery('approved'));
  const { hasNextPage, isFetching, fetchNextPage } = found;
  const all = (found.data?.pages ?? []).flatMap((page) => page.items).slice(0, MOST);
  const more = hasNextPage && all.length < MOST;
  // Nothing is paid that was not shown: the whole of it is read first.
  useEffect(() => {
    if (more && !isFetching) void fetchNextPage();
  }, [fetchNextPage, isFetching, more]);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = all.filter((payout) => !left.has(payout.id));
  const lines = chosen.flatMap((payout) => payout.lines);
  const sum = lines.reduce((total, line) => total + line.amount_fen, 0);
  const toggle = (id: string, takes: boolean) => {
    const next = new Set(left);
    if (takes) next.delete(id);
    else next.add(id);
    setLeft(next);
  };
  return (
    <Drawer
      open
      size={920}
      title="生成付款批次"
      onClose={onClose}
      footer={
        <DrawerFoot onCancel={onClose}>
          <Button type="primary" loading={busy} disabled={chosen.length === 0 || more || found.isPending} onClick={() => onMake(chosen.map((payout) => payout.id))}>
            生成付款批次
          </Button>
        </DrawerFoot>
      }
    >
      <ErrorBar error={error ?? found.error} focus onRetry={found.error ? () => void found.refetch() : undefined} />
      <Facts
        columns={2}
        items={[
          { label: '案件', value: `${new Set(chosen.map((payout) => payout.case_id)).size} 件` },
          { label: '付款', value: `${lines.length} 笔` },
          { label: '合计', value: <Money fen={sum} unit /> },
          { label: '大写', value: yuanUpper(sum) },
        ]}
      />
      <p style={{ margin: '8px 0' }}>勾选的发放进入本批次，款项记为在途；没有勾选的留待下一批次。</p>
      <Sheet caption="本批次的付款" head={['付款', '案号', '用途', '收款人', '开户行与账号', { title: '金额（元）', right: true }]} empty={found.isPending ? '正在读取' : '没有已批准、待付款的发放'}>
        {all.flatMap((payout) => rows(payout, !left.has(payout.id), toggle))}
      </Sheet>
    </Drawer>
  );
}

/** A payout is paid whole or not at all: one tick for its lines. */
function rows(payout: Payout, takes: boolean, toggle: (id: string, takes: boolean) => void) {
  return payout.lines.map((line, at) => (
    <tr key={`${payout.id}${at}`} style={takes ? undefined : { color: 'var(--dim)' }}>
      <td>
        {at === 0 ? (
          <Checkbox checked={takes} aria-label={`付款 ${caseNo(payout.case_no)} ${payout.lines.map((l) => l.payee).join('、')}`} onChange={(e) => toggle(payout.id, e.target.checked)} />
        ) : null}
      </td>
      <td className="num">{at === 0 ? caseNo(payout.case_no) : ''}</td>
      <td>{line.purpose_label}</td>
      <td>{line.payee}</td>
      <td>
        <div>{line.bank ?? ''}</div>
        <span style={{ whiteSpace: 'nowrap' }}>
          <Masked value={line.account} label={`${line.payee}的账号`} />
        </span>
      </td>
      <td data-right>
        <Money fen={line.amount_fen} />
      </td>
    </tr>
  ));
}
