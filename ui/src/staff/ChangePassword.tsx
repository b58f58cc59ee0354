import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { changePassword } from '../api/session';
import type { Me } from '../api/types';
import { useCommand } from '../api/useCommand';
import { shell } from '../copy/shell';
import { signin } from '../copy/signin';
import { ErrorBar } from '../ui/ErrorBar';
import { moment } from '../ui/format';
import s from './SignIn.module.css';

interface Values {
  old_password: string;
  new_password: string;
  repeat: string;
}

/** The form itself; also used in a dialogue from the user menu. */
export function PasswordForm({ onDone }: { onDone: () => void }) {
  const command = useCommand(changePassword, { touches: [['session']], onDone });
  return (
    <>
      <ErrorBar error={command.error} />
      <Form
        layout="vertical"
        requiredMark={false}
        onValuesChange={() => command.error && command.reset()}
        onFinish={({ old_password, new_password }: Values) => command.mutate({ old_password, new_password })}
      >
        <Form.Item name="old_password" label={signin.oldPassword} rules={[{ required: true, message: signin.needPassword }]}>
          <Input.Password autoComplete="current-password" maxLength={128} />
        </Form.Item>
        <Form.Item
          name="new_password"
          label={signin.newPassword}
          extra={signin.rule}
          rules={[{ required: true, min: 10, message: signin.tooShort }]}
        >
          <Input.Password autoComplete="new-password" maxLength={128} />
        </Form.Item>
        <Form.Item
          name="repeat"
          label={signin.repeat}
          dependencies={['new_password']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                value === getFieldValue('new_password') ? Promise.resolve() : Promise.reject(new Error(signin.different)),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" maxLength={128} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={command.isPending}>
          {signin.changeSubmit}
        </Button>
      </Form>
    </>
  );
}

export default function ChangePassword({ forced, reset }: { forced?: boolean; reset?: Me['password_reset'] }) {
  const queries = useQueryClient();
  return (
    <div className={s.page}>
      <header className={s.head}>{shell.product}</header>
      <main className={s.box}>
        <h1>{signin.changeTitle}</h1>
        {forced ? <p style={{ marginBottom: 12 }}>{signin.mustChange}</p> : null}
        {reset ? (
          <p role="status" style={{ marginBottom: 12 }}>
            您的密码由{reset.by}于 {moment(reset.at)} {reset.confirmed_by ? `申请重置，${reset.confirmed_by}于 ${moment(reset.confirmed_at)} 确认` : '重置'}。不是您要求的，请立即告知院长或者监察督查。
          </p>
        ) : null}
        <PasswordForm onDone={() => void queries.invalidateQueries({ queryKey: ['session'] })} />
      </main>
    </div>
  );
}
