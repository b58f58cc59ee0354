import { Button, Popover } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useLocation } from 'react-router';
import { shell } from '../copy/shell';
import s from './Shell.module.css';

const Explain = lazy(() => import('../ui/Explain'));

/** What the page that is open is for; asked for, never in the way. */
export function PageHelp({ onKeys }: { onKeys: () => void }) {
  const [open, setOpen] = useState(false);
  const [, first = '', second] = useLocation().pathname.split('/');
  const content = (
    <div style={{ maxWidth: '26rem' }}>
      <Suspense>
        <Explain page={first === 'cases' && second ? 'case' : first === 'filing' && second ? 'sheet' : first} />
      </Suspense>
      <Button
        size="small"
        onClick={() => {
          setOpen(false);
          onKeys();
        }}
      >
        {shell.keys}
      </Button>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen} content={content}>
      <Button type="text" className={s.bell} aria-label={shell.pageHelp} title={shell.pageHelp} aria-expanded={open}>
        ？
      </Button>
    </Popover>
  );
}
