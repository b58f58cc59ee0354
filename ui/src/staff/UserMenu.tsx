import { Button, Modal, Popover, Radio } from 'antd';
import { lazy, memo, Suspense, useState } from 'react';
import { signOut } from '../api/session';
import { useCommand } from '../api/useCommand';
import { shell } from '../copy/shell';
import { signin } from '../copy/signin';
import { useDensity } from '../ui/density';
import { ErrorBar } from '../ui/ErrorBar';
import { DENSITIES, type Density } from '../ui/theme';
import { useMe } from './me';
import s from './UserMenu.module.css';

const PasswordForm = lazy(async () => ({ default: (await import('./ChangePassword')).PasswordForm }));

/** Name, density, password, shortcuts, sign out. */
export const UserMenu = memo(function UserMenu({ onKeys }: { onKeys: () => void }) {
  const me = useMe();
  const { density, set } = useDensity();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState(false);
  const out = useCommand(() => signOut());
  const content = (
    <div className={s.menu}>
      <p className={s.who}>
        {me.name}（{me.account}）
        <br />
        {me.roles.map((r) => r.name).join('、')}
      </p>
      <p id="density-label">{shell.density}</p>
      <Radio.Group
        aria-labelledby="density-label"
        size="small"
        optionType="button"
        value={density}
        onChange={(e) => set(e.target.value as Density)}
        options={Object.entries(DENSITIES).map(([value, d]) => ({ value, label: d.label }))}
      />
      <Button
        block
        onClick={() => {
          setOpen(false);
          onKeys();
        }}
      >
        {shell.keys}
      </Button>
      <Button
        block
        onClick={() => {
          setOpen(false);
          setPassword(true);
        }}
      >
        {shell.changePassword}
      </Button>
      <Button block loading={out.isPending} onClick={() => out.mutate(undefined)}>
        {shell.signOut}
      </Button>
      <ErrorBar error={out.error} />
    </div>
  );
  return (
    <>
      <Popover trigger="click" placement="bottomRight" content={content} open={open} onOpenChange={setOpen}>
        <button type="button" className={s.button} aria-haspopup="dialog">
          {me.name}
          {me.roles[0] ? ` · ${me.roles[0].name}` : ''}
        </button>
      </Popover>
      <Modal open={password} title={signin.changeTitle} footer={null} onCancel={() => setPassword(false)} destroyOnHidden>
        <Suspense>
          <PasswordForm onDone={() => setPassword(false)} />
        </Suspense>
      </Modal>
    </>
  );
});
