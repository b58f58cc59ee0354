import { Popover } from 'antd';
import { lazy, memo, Suspense, useState } from 'react';
import { useMe } from './me';
import s from './UserMenu.module.css';

const UserMenuBody = lazy(() => import('./UserMenuBody'));
const PasswordDialog = lazy(() => import('./PasswordDialog'));

/** Name, density, password, shortcuts, sign out. */
export const UserMenu = memo(function UserMenu({ onKeys }: { onKeys: () => void }) {
  const me = useMe();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState(false);
  const content = (
    <Suspense>
      <UserMenuBody onKeys={onKeys} onPassword={() => setPassword(true)} onClose={() => setOpen(false)} />
    </Suspense>
  );
  return (
    <>
      <Popover trigger="click" placement="bottomRight" content={content} open={open} onOpenChange={setOpen}>
        <button type="button" className={s.button} aria-haspopup="dialog">
          {me.name}
          {me.roles[0] ? ` · ${me.roles[0].name}` : ''}
        </button>
      </Popover>
      {password ? (
        <Suspense>
          <PasswordDialog onClose={() => setPassword(false)} />
        </Suspense>
      ) : null}
    </>
  );
});
