import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { ListPage } from '../../api/lists';
import { lists as c } from '../../copy/lists';
import { useKeys } from '../../ui/keys';

/** So many rows are put on paper; more are taken along as a spreadsheet. The sheet says where it ends. */
const MOST = 1000;

const loaded = (data: InfiniteData<ListPage> | undefined) => data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0;

/** 打印: first fetches the rows that are not here yet, then hands the list to the browser's own print. */
export default function PrintList({ rows }: { rows: UseInfiniteQueryResult<InfiniteData<ListPage>> }) {
  const [busy, setBusy] = useState(false);
  const print = async () => {
    if (busy) return;
    setBusy(true);
    let now = rows;
    while (now.hasNextPage && !now.error && loaded(now.data) < MOST) now = (await rows.fetchNextPage()) as typeof now;
    setBusy(false);
    // The last rows are drawn first.
    requestAnimationFrame(() => setTimeout(() => window.print()));
  };
  useKeys({ 'ctrl+p': () => void print() });
  return (
    <Button loading={busy} title="Ctrl + P" onClick={() => void print()}>
      {busy ? c.printing(loaded(rows.data)) : c.print}
    </Button>
  );
}
