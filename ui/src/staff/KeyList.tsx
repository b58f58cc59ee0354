import { Modal } from 'antd';
import { keyList, shell } from '../copy/shell';

/** The list of shortcuts. */
export default function KeyList({ onClose }: { onClose: () => void }) {
  return (
    <Modal open title={shell.keys} footer={null} onCancel={onClose}>
      <table>
        <caption className="sr">{shell.keys}</caption>
        <tbody>
          {keyList.map((k) => (
            <tr key={k.keys}>
              <th scope="row" style={{ textAlign: 'left', padding: '4px 24px 4px 0', whiteSpace: 'nowrap' }}>
                <kbd>{k.keys}</kbd>
              </th>
              <td>{k.what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
