import { Modal } from 'antd';
import { signin } from '../copy/signin';
import { SignInForm } from './SignIn';

/** The session ended by itself: the page waits, out of sight, for its person. */
export default function Expired() {
  return (
    <Modal open closable={false} keyboard={false} footer={null} title={signin.expired} zIndex={2500} mask={{ closable: false }} styles={{ mask: { background: '#eef1f6' } }}>
      <p style={{ marginBottom: 12 }}>{signin.expiredKept}</p>
      <SignInForm />
    </Modal>
  );
}
