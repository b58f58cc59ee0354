import { Modal } from 'antd';
import type { Problem } from '../api/problem';
import { moment } from './format';

/** 409: somebody changed the case meanwhile. Shows what changed; nothing typed is lost. */
export function StaleDialog({
  problem,
  onReload,
  onClose,
}: {
  problem: Problem | null;
  onReload: () => void;
  onClose: () => void;
}) {
  const changes = problem?.changes ?? [];
  const last = changes.at(-1);
  return (
    <Modal
      open={problem !== null}
      title={last?.by ? `刚被 ${last.by} 于 ${moment(last.at)} 修改` : '打开后内容已有变动'}
      okText="载入最新内容，保留我填写的"
      cancelText="先看一看"
      onOk={onReload}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{problem?.message}</p>
      <ul style={{ margin: '8px 0 0 18px', listStyle: 'disc' }} aria-label="变动内容">
        {changes.map((c, i) => (
          <li key={`${c.label}${i}`}>{c.label}</li>
        ))}
      </ul>
    </Modal>
  );
}
