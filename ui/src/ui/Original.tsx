import { AutoComplete, Modal } from 'antd';
import { useState } from 'react';
import { openOriginal } from '../api/commands';
import { useCommand } from '../api/useCommand';
import { ErrorBar } from './ErrorBar';

const PURPOSES = ['办案核对', '送达', '用印', '归档'].map((value) => ({ value }));

interface Props {
  caseId: string;
  /** `document:<id>` or `material:<digest>` */
  subject: string;
  href: string;
  /** What it is, for who cannot see the row. */
  label: string;
  children: string;
  /** Shows it in a place of its own; else it opens in a window. */
  onOpened?: () => void;
}

/** A link to an original: it asks what for, which is logged, and then opens it. */
export function Original({ caseId, subject, href, label, children, onOpened }: Props) {
  const [open, setOpen] = useState(false);
  const [purpose, setPurpose] = useState('办案核对');
  const command = useCommand(openOriginal, {
    onDone: () => {
      setOpen(false);
      if (onOpened) onOpened();
      else window.open(href, '_blank', 'noreferrer');
    },
  });
  const submit = () => {
    if (purpose.trim()) command.mutate({ case: caseId, subject, purpose: purpose.trim() });
  };
  return (
    <>
      <a
        href={href}
        aria-label={label}
        onClick={(e) => {
          e.preventDefault();
          setOpen(true);
        }}
      >
        {children}
      </a>
      <Modal
        open={open}
        title={label}
        okText="登记用途并打开"
        cancelText="不打开"
        okButtonProps={{ disabled: !purpose.trim(), loading: command.isPending }}
        onOk={submit}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <ErrorBar error={command.error} />
        <label htmlFor="original-purpose">用途（将连同您的姓名和时间记入流水）</label>
        <AutoComplete
          id="original-purpose"
          style={{ width: '100%' }}
          value={purpose}
          options={PURPOSES}
          maxLength={100}
          onChange={setPurpose}
        />
      </Modal>
    </>
  );
}
