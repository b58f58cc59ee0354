import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { unmask } from '../api/unmask';
import type { MaskedValue } from '../api/types';
import { useCommand } from '../api/useCommand';
import { ErrorBar } from './ErrorBar';

/** A masked identity number, phone or account. 显示 asks for a reason and leaves a line in the log. */
export function Masked({ value, label }: { value: MaskedValue | null | undefined; label: string }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [plain, setPlain] = useState<string | null>(null);
  const command = useCommand(unmask, {
    onDone: (result) => {
      setPlain(result.value);
      setOpen(false);
    },
  });
  if (!value?.masked) return <span>—</span>;
  const { subject, field } = value;
  const submit = () => {
    if (reason.trim() && subject && field) command.mutate({ subject, field, reason: reason.trim() });
  };
  return (
    <span className="num">
      {plain ?? value.masked}
      {subject && field ? (
        <Button
          type="link"
          size="small"
          aria-label={`${plain ? '隐藏' : '显示'}${label}`}
          onClick={() => (plain ? setPlain(null) : setOpen(true))}
        >
          {plain ? '隐藏' : '显示'}
        </Button>
      ) : null}
      <Modal
        open={open}
        title={`显示${label}`}
        okText="登记事由并显示"
        cancelText="不显示"
        okButtonProps={{ disabled: !reason.trim(), loading: command.isPending }}
        onOk={submit}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <ErrorBar error={command.error} />
        <label htmlFor="unmask-reason">查看事由（将连同您的姓名和时间记入日志）</label>
        <Input
          id="unmask-reason"
          value={reason}
          maxLength={100}
          autoFocus
          onChange={(e) => setReason(e.target.value)}
          onPressEnter={submit}
        />
      </Modal>
    </span>
  );
}
