import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { unpaidQuery } from '../../api/funds';
import type { CaseRow } from '../../api/types';
import { CaseGrid, type Column } from '../../ui/CaseGrid';
import { ErrorBar } from '../../ui/ErrorBar';
import { yuan, yuanUpper } from '../../ui/format';
import { knownOf } from '../case/Opening';
import { CASE_COLUMNS } from '../caseColumns';
import { useOpenCase } from '../Opener';
import { useWarmCase } from '../useWarmCase';

const SHOWN = ['case_no', 'applicants', 'respondents', 'claim', 'received', 'handler', 'filed'];

const COLUMNS: Column<CaseRow>[] = [
  ...CASE_COLUMNS.filter((c) => SHOWN.includes(c.key)).map((c) => ({ ...c, sort: undefined })),
  {
    key: 'balance',
    title: '未发放（元）',
    width: 130,
    align: 'right',
    render: (r) => yuan(r.balance_fen),
    text: (r) => yuanUpper(r.balance_fen),
  },
];

/** Cases with money in their account that has not been paid out. */
export function Unpaid() {
  useWarmCase();
  const list = useInfiniteQuery(unpaidQuery);
  const open = useOpenCase();
  const rows = useMemo(() => list.data?.pages.flatMap((p) => p.items) ?? [], [list.data]);
  return (
    <>
      <ErrorBar error={list.error} onRetry={() => void list.refetch()} />
      <CaseGrid
        caption="到账未发放的案件"
        columns={COLUMNS}
        rows={rows}
        rowKey={(r) => r.id}
        rowLabel={(r) => r.case_no}
        loading={list.isFetching}
        hasMore={list.hasNextPage}
        loadMore={() => void list.fetchNextPage()}
        onOpen={(r) => open(`/cases/${r.id}?tab=funds`, knownOf(r))}
        pageKeys
        empty={list.error ? null : '没有到账未发放的案款'}
      />
    </>
  );
}
