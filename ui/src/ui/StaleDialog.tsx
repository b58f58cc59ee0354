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
  const stale = problem?.stale;
  return (
    <Modal
      open={problem !== null}
      title={stale?.by ? `刚被 ${stale.by} 于 ${moment(stale.at)} 修改` : '打开后内容已有变动'}
      okText="载入最新内容，保留我填写的"
      cancelText="先看一看"
      onOk={onReload}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{problem?.message}</p>
      {stale && 0 < stale.changes.length ? (
        <table style={{ width: '100%', marginTop: 8, borderCollapse: 'collapse' }}>
          <caption className="sr">变动内容</caption>
          <thead>
            <tr>
              <th scope="col" style={{ textAlign: 'left' }}>变动</th>
              <th scope="col" style={{ textAlign: 'left' }}>您打开时</th>
              <th scope="col" style={{ textAlign: 'left' }}>现在</th>
            </tr>
          </thead>
          <tbody>
            {stale.changes.map((c, i) => (
              <tr key={`${c.label}${i}`}>
                <td>{c.label}</td>
                <td>{c.before ?? '—'}</td>
                <td>{c.after ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Modal>
  );
}
