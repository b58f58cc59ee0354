import { useQuery } from '@tanstack/react-query';
import { dutiesQuery } from '../api/people';
import type { Duties } from '../api/types';
import { ErrorBar } from '../ui/ErrorBar';
import { Sheet } from '../ui/Panel';
import s from './pages/list.module.css';

type Team = Duties['teams'][number];
type Post = Team['posts'][number];

/** 权责清单：of each post who holds it, what they may do, what they must do and by when; made from the grants themselves. */
export default function DutiesTab() {
  const duties = useQuery(dutiesQuery);
  const data = duties.data;
  return (
    <div className={s.stack}>
      <ErrorBar error={duties.error} onRetry={() => void duties.refetch()} />
      {data ? (
        <p>
          {data.mode}（第 {data.version} 版）。可以办理的，是系统判断权限时所用的同一份清单；查看、签收、回填、退回自己的事项，各岗位都有。
        </p>
      ) : null}
      {data?.teams.filter((team) => 0 < team.posts.length).map((team) => <OfTeam key={team.code} team={team} />)}
    </div>
  );
}

function OfTeam({ team }: { team: Team }) {
  return (
    <section aria-label={team.name}>
      <h2>
        {team.name}
        {team.lead ? `（负责人：${team.lead}）` : null}
      </h2>
      <Sheet caption={`${team.name}的权责`} head={['岗位', '担任', '可以办理', '须履行', '须按期办的事项', '依据']} empty="">
        {team.posts.map((post) => (
          <OfPost key={post.code} post={post} />
        ))}
      </Sheet>
    </section>
  );
}

function OfPost({ post }: { post: Post }) {
  return (
    <tr style={{ verticalAlign: 'top' }}>
      <td>
        <b>{post.name}</b>
        <div>{post.role}</div>
      </td>
      <td>
        {post.holders.join('、') || '无人担任'}
        {0 < post.stand_ins.length ? <div>代岗：{post.stand_ins.join('、')}</div> : null}
      </td>
      <td>
        {byReach(post).map(([reach, labels]) => (
          <div key={reach}>
            <b>{reach}：</b>
            {labels.join('、')}
          </div>
        ))}
        {post.narrowed ? <div>（本岗位职权小于“{post.role}”角色）</div> : null}
      </td>
      <td>
        {[...post.answers_for, ...post.affairs].map((one) => (
          <div key={one}>{one}</div>
        ))}
      </td>
      <td>
        {post.tasks.map((task) => (
          <div key={task.name} title={task.basis}>
            {task.name}（{task.limit}）
          </div>
        ))}
      </td>
      <td>{post.basis}</td>
    </tr>
  );
}

/** Grants that reach equally far, together; in the order in which they come. */
function byReach(post: Post): [string, string[]][] {
  const found = new Map<string, string[]>();
  for (const grant of post.grants) found.set(grant.reach_label, [...(found.get(grant.reach_label) ?? []), grant.label]);
  return [...found];
}
