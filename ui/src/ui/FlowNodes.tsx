import type { NodeState } from '../api/types';
import s from './FlowNodes.module.css';
import { day, remainingDays } from './format';
import { useToday } from './today';

/** The node line of a case: each node with its owner, limit and light. */
export function FlowNodes({ nodes }: { nodes: NodeState[] }) {
  const today = useToday();
  return (
    <ol className={s.line} aria-label="办理节点">
      {nodes.map((node, i) => (
        <li
          key={node.code}
          className={`${s.node} ${s[look(node)]}`}
          aria-current={node.state === 'running' ? 'step' : undefined}
          title={[node.excluded, node.basis].filter(Boolean).join(' · ') || undefined}
        >
          <span className={s.dot} aria-hidden="true">
            {node.state === 'done' ? '✓' : i + 1}
          </span>
          <b className={s.name}>{node.name}</b>
          <span className={s.owner}>{node.owner ?? '待定'}</span>
          <span className={s.when}>
            {node.state === 'done' ? '完成' : '期限'} <span className="num">{day(node.state === 'done' ? node.done_on : node.due_on)}</span>
          </span>
          <span className={s.word}>{word(node, today)}</span>
        </li>
      ))}
    </ol>
  );
}

function look(node: NodeState): 'done' | 'late' | 'soon' | 'running' | 'idle' {
  if (node.state === 'done') return node.late ? 'soon' : 'done';
  if (node.light === 'overdue') return 'late';
  if (node.light === 'soon') return 'soon';
  return node.state === 'running' ? 'running' : 'idle';
}

function word(node: NodeState, today: string): string {
  if (node.state === 'done') return node.late ? '超时办结' : '按时办结';
  if (node.state === 'pending') return '未开始';
  if (!node.due_on) return node.excluded ? '停止计算' : '办理中';
  return remainingDays(node.due_on, today);
}
