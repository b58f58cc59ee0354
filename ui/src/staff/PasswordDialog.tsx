import { Modal } from 'antd';
import { signin } from '../copy/signin';
import { PasswordForm } from './ChangePassword';

/** 修改密码, opened from the menu. */
export default function PasswordDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal open title={signin.changeTitle} footer={null} onCancel={onClose}>
      <PasswordForm onDone={onClose} />
    </Modal>
  );
}
