import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { placeQuery, signIn } from '../api/session';
import { useCommand } from '../api/useCommand';
import { shell } from '../copy/shell';
import { signin } from '../copy/signin';
import { ErrorBar } from '../ui/ErrorBar';
import s from './SignIn.module.css';

/** The form itself; also shown over a page whose session has ended. */
export function SignInForm() {
  const queries = useQueryClient();
  const command = useCommand(signIn, { onDone: () => void queries.invalidateQueries() });
  return (
    <>
      <ErrorBar error={command.error} />
      <Form layout="vertical" requiredMark={false} onFinish={(v: { account: string; password: string }) => command.mutate(v)}>
        <Form.Item name="account" label={signin.account} rules={[{ required: true, whitespace: true, message: signin.needAccount }]}>
          <Input size="large" autoFocus autoComplete="username" maxLength={64} />
        </Form.Item>
        <Form.Item name="password" label={signin.password} rules={[{ required: true, message: signin.needPassword }]}>
          <Input.Password size="large" autoComplete="current-password" maxLength={128} />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" block loading={command.isPending}>
          {signin.submit}
        </Button>
      </Form>
    </>
  );
}

export default function SignIn() {
  const courts = useQuery(placeQuery).data ?? [];
  return (
    <div className={s.page}>
      <header className={s.head}>{shell.product}</header>
      <main className={s.box}>
        {courts[0] ? <p className={s.court}>{1 < courts.length ? signin.courts(courts[0], courts.length) : courts[0]}</p> : null}
        <h1>{signin.title}</h1>
        <SignInForm />
        <p className={s.help}>{signin.help}</p>
        <p className={s.open}>
          <a href="/calc">{signin.calculators}</a>
        </p>
      </main>
    </div>
  );
}
