import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { organisationQuery } from '../../api/people';
import { tasksQuery } from '../../api/tasks';
import { lists } from '../../copy/lists';
import { CaseGrid } from '../../ui/CaseGrid';
import { useColumns } from '../../ui/columns';
import { ErrorBar } from '../../ui/ErrorBar';
import { Filters, PickFilter, TextFilter } from '../../ui/Filters';
import { Panel } from '../../ui/Panel';
import { useUrlState } from '../../ui/useUrlState';
import { Keys } from '../Keys';
import { useOpenCase } from '../Opener';
import { knownOfTask, TASK_COLUMNS, taskLink } from '../taskColumns';
import { useWarmCase } from '../useWarmCase';
import s from './list.module.css';

const c = lists.tasks;
const KEYS = ['q', 'scope', 'team', 'state', 'due', 'node'] as const;

export default function Tasks() {
  useWarmCase();
  const [url, setUrl] = useUrlState(KEYS);
  const open = useOpenCase();
  const organisation = useQuery(organisationQuery);
  const { scope, ...rest } = url;
  const list = useInfiniteQuery(tasksQuery({ state: 'live', ...rest, mine: scope !== 'all' || undefined }));
  const rows = useMemo(() => list.data?.pages.flatMap((p) => p.items) ?? [], [list.data]);
  const { columns, setup } = useColumns('tasks', TASK_COLUMNS);
  return (
    <Panel fill>
      <div className={s.tools}>
        <Filters>
          <TextFilter label={lists.cases.keyword} hint={lists.cases.keywordHint} value={url.q ?? ''} onChange={(q) => setUrl({ q: q || undefined })} />
          <PickFilter
            label="范围"
            value={scope === 'all' ? 'all' : 'mine'}
            options={[
              { value: 'mine', label: c.mine },
              { value: 'all', label: c.all },
            ]}
            all={false}
            onChange={(v) => setUrl({ scope: v === 'mine' ? undefined : 'all' })}
          />
          <PickFilter
            label="状态"
            all={false}
            value={url.state ?? 'live'}
            options={[
              { value: 'live', label: '未办结' },
              { value: 'open', label: '待签收' },
              { value: 'accepted', label: '办理中' },
              { value: 'returned', label: '已退回' },
              { value: 'done', label: '已办结' },
              { value: 'withdrawn', label: '已撤回' },
              { value: 'all', label: '全部' },
            ]}
            onChange={(state) => setUrl({ state: state === 'live' ? undefined : state })}
          />
          <PickFilter
            label="期限"
            value={url.due}
            options={[
              { value: 'overdue', label: '已逾期' },
              { value: 'today', label: '今日到期' },
              { value: 'soon', label: '三日内到期' },
              { value: 'week', label: '七日内到期' },
            ]}
            onChange={(due) => setUrl({ due })}
          />
          <PickFilter
            label="团队"
            value={url.team}
            options={organisation.data?.teams.map((t) => ({ value: t.code, label: t.name })) ?? []}
            onChange={(team) => setUrl({ team })}
            width={140}
          />
          <PickFilter
            label="节点"
            value={url.node}
            options={organisation.data?.nodes.map((n) => ({ value: n.code, label: n.name })) ?? []}
            onChange={(node) => setUrl({ node })}
            width={120}
          />
          {setup}
          <Keys />
        </Filters>
        {list.data?.pages[0]?.cases_capped ? <p role="status">{c.capped}</p> : null}
        <ErrorBar error={list.error} onRetry={() => void list.refetch()} />
      </div>
      <CaseGrid
        caption={c.caption}
        columns={columns}
        rows={rows}
        rowKey={(t) => t.id}
        rowLabel={(t) => t.title}
        loading={list.isFetching}
        stale={list.isPlaceholderData}
        hasMore={list.hasNextPage}
        loadMore={() => void list.fetchNextPage()}
        onOpen={(t) => open(taskLink(t), knownOfTask(t))}
        pageKeys
        empty={list.error ? null : c.empty}
      />
    </Panel>
  );
}
