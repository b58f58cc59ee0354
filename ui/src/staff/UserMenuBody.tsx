import { Button, Checkbox, Radio } from 'antd';
import { signOut } from '../api/session';
import { useCommand } from '../api/useCommand';
import { shell } from '../copy/shell';
import { useDensity } from '../ui/density';
import { ErrorBar } from '../ui/ErrorBar';
import { DENSITIES, type Density } from '../ui/theme';
import { useDevices } from './devices';
import { useMe } from './me';
import s from './UserMenu.module.css';

/** What the menu of the person holds. */
export default function UserMenuBody({ onKeys, onPassword, onClose }: { onKeys: () => void; onPassword: () => void; onClose: () => void }) {
  const me = useMe();
  const { density, set } = useDensity();
  const devices = useDevices();
  const out = useCommand(() => signOut());
  return (
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
      {me.acts.includes('file_case') ? (
        <Checkbox checked={devices.on} onChange={(e) => devices.set(e.target.checked)}>
          {shell.devices}
        </Checkbox>
      ) : null}
      {me.acts.includes('report_from_field') && !me.elsewhere ? (
        <Button block href="/field" target="_blank" rel="noreferrer">
          {shell.field}
        </Button>
      ) : null}
      <Button
        block
        onClick={() => {
          onClose();
          onKeys();
        }}
      >
        {shell.keys}
      </Button>
      <Button
        block
        onClick={() => {
          onClose();
          onPassword();
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
}
