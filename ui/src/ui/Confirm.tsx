import { Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { ErrorBar } from './ErrorBar';

/**
 * Confirmation of a risky act. With `typed`, the button works only once that text was typed
 * (paying out, closing, lifting a measure). The button says what happens, never 确定 alone.
 */
export function Confirm({
  open,
  title,
  children,
  action,
  typed,
  danger,
  busy,
  error,
  onConfirm,
  onClose,
}: {
  open: boolean;
  title: string;
  children?: ReactNode;
  action: string;
  typed?: string;
  danger?: boolean;
  busy?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const [text, setText] = useState('');
  const ready = !typed || text.trim() === typed;
  return (
    <Modal
      open={open}
      title={title}
      okText={action}
      cancelText="取消"
      okButtonProps={{ danger, disabled: !ready, loading: busy }}
      onOk={() => ready && onConfirm()}
      onCancel={onClose}
      afterClose={() => setText('')}
      destroyOnHidden
    >
      <ErrorBar error={error} />
      {children}
      {typed ? (
        <div style={{ marginTop: 12 }}>
          <label htmlFor="confirm-typed">
            请输入 <b>{typed}</b> 以确认
          </label>
          <Input
            id="confirm-typed"
            value={text}
            autoFocus
            autoComplete="off"
            onChange={(e) => setText(e.target.value)}
            onPressEnter={() => ready && !busy && onConfirm()}
          />
        </div>
      ) : null}
    </Modal>
  );
}
