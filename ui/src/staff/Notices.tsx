import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { noticesQuery, seeNotices } from '../api/notices';
import type { Notice } from '../api/types';
import { useCommand } from '../api/useCommand';
import { shell as c } from '../copy/shell';
import { ErrorBar } from '../ui/ErrorBar';
import { caseNo, day } from '../ui/format';
import { Light } from '../ui/Light';
import s from './Notices.module.css';
import { caseLink, pageOf } from './tabs';

/** What is new for the reader: the unseen first, each leading to where it is dealt with. */
export default function Notices({ onGo }: { onGo: () => void }) {
  const notices = useQuery(noticesQuery);
  const see = useCommand(seeNotices, { touches: [noticesQuery.queryKey] });
  const items = notices.data?.items ?? [];
  const unseen = items.filter((item) => !item.seen).map((item) => item.key);
  return (
    <section className={s.box} aria-label={c.notices}>
      <div className={s.head}>
        <h2>{c.notices}</h2>
        {0 < unseen.length ? (
          <Button size="small" loading={see.isPending} onClick={() => see.mutate(unseen)}>
            {c.seeAll}
          </Button>
        ) : null}
      </div>
      <ErrorBar error={notices.error ?? see.error} onRetry={notices.error ? () => void notices.refetch() : undefined} />
      {notices.data && items.length === 0 ? <p className={s.dim}>{c.noNotices}</p> : null}
      <ul className={s.list}>
        {items.map((item) => (
          <Line
            key={item.key}
            item={item}
            onGo={() => {
              if (!item.seen) see.mutate([item.key]);
              onGo();
            }}
          />
        ))}
      </ul>
    </section>
  );
}

function Line({ item, onGo }: { item: Notice; onGo: () => void }) {
  return (
    <li className={item.seen ? s.seen : s.unseen}>
      <Link to={pageOf(item.opens) ?? caseLink(item.case_id, item.opens)} onClick={onGo}>
        <span className={s.row}>
          <Light light={item.light}>{item.kind_label}</Light>
          <b>{item.title}</b>
          <span className={`num ${s.dim}`}>{item.due_label ?? day(item.on)}</span>
        </span>
        <span className={`num ${s.dim}`}>{caseNo(item.case_no) || '未立案'}</span>
        {item.detail ? <span className={s.dim}>　{item.detail}</span> : null}
        {item.seen ? null : <span className="sr">未读</span>}
      </Link>
    </li>
  );
}
