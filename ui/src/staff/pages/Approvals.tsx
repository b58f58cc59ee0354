import { Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import type { ApprovalPaper, ListRow } from '../../api/types';
import { approvals as c } from '../../copy/approvals';
import type { Column } from '../../ui/CaseGrid';
import { Panel } from '../../ui/Panel';
import { Reader } from '../approval/Reader';
import { Together } from '../approval/Together';
import { ListView } from '../list/ListView';

type Read = ReadonlyMap<string, ApprovalPaper>;

/** 待我签批: everything that waits for the reader's signature, read one by one, signed one by one or together. */
export default function Approvals() {
  const [open, setOpen] = useState<{ row: ListRow; later: ListRow[] } | null>(null);
  const [read, setRead] = useState<Read>(new Map());
  const [together, setTogether] = useState<ApprovalPaper[] | null>(null);
  // As it was shown last: what changes after that is not signed unseen, the server refuses the older version.
  const onRead = useCallback((paper: ApprovalPaper) => setRead((known) => new Map(known).set(paper.approval.id, paper)), []);
  const start = useCallback(([row, ...later]: ListRow[]) => setOpen(row ? { row, later } : null), []);
  const lead = useMemo(() => [readColumn(read, start)], [read, start]);
  const close = () => setOpen(null);
  return (
    <Panel fill>
      <ListView
        list="approvals"
        lead={lead}
        empty={c.empty}
        rowLabel={labelOf}
        onOpen={(row) => start([row])}
        tools={(chosen) => <Tools chosen={chosen} read={read} onRead={start} onTogether={setTogether} />}
      />
      {open?.row.case_id ? (
        <Reader key={open.row.id} caseId={open.row.case_id} id={open.row.id} onRead={onRead} onDone={() => start(open.later)} onClose={close} />
      ) : null}
      {together ? <Together papers={together} onClose={() => setTogether(null)} /> : null}
    </Panel>
  );
}

/** What is ticked is read first, later signed together. */
function Tools({ chosen, read, onRead, onTogether }: { chosen: ListRow[]; read: Read; onRead: (rows: ListRow[]) => void; onTogether: (papers: ApprovalPaper[]) => void }) {
  if (chosen.length === 0) return null;
  const unread = chosen.filter((row) => !read.has(row.id));
  const papers = chosen.flatMap((row) => read.get(row.id) ?? []);
  return (
    <>
      {0 < unread.length ? <Button onClick={() => onRead(unread)}>{c.readAll(unread.length)}</Button> : null}
      <Button type="primary" disabled={0 < unread.length} onClick={() => onTogether(papers)}>
        {c.together(chosen.length)}
      </Button>
    </>
  );
}

const labelOf = (row: ListRow): string => [row['title'], row['about'], row['case_no']].filter(Boolean).join(' ');

/** Opens a row, and says whether it was. */
function readColumn(read: Read, onRead: (rows: ListRow[]) => void): Column<ListRow> {
  return {
    key: 'read',
    title: c.readColumn,
    width: 80,
    render: (row) => (
      <Button type="link" size="small" style={{ padding: 0 }} aria-label={`${read.has(row.id) ? c.read : c.readColumn} ${labelOf(row)}`} onClick={() => onRead([row])}>
        {read.has(row.id) ? c.read : c.readColumn}
      </Button>
    ),
  };
}
