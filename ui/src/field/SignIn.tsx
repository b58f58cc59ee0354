import { useState } from 'react';
import { enter } from '../api/field';
import { asProblem } from '../api/problem';
import { field as c } from '../copy/field';
import s from './field.module.css';

/** Who takes the tablet along. */
export function SignIn({ said, onEntered }: { said: string | null; onEntered: () => void }) {
  const [fault, setFault] = useState(said);
  const [busy, setBusy] = useState(false);
  const submit = (form: FormData) => {
    const [account, password] = [String(form.get('account') ?? '').trim(), String(form.get('password') ?? '')];
    if (!account || !password) {
      setFault(c.needBoth);
      return;
    }
    setBusy(true);
    enter({ account, password }).then(onEntered, (error: unknown) => {
      setFault(asProblem(error).message);
      setBusy(false);
    });
  };
  return (
    <main className={s.signIn}>
      <h1>{c.title}</h1>
      {fault ? (
        <p className={s.fault} role="alert">
          {fault}
        </p>
      ) : null}
      <form
        onSubmit={(e) => {
          e.preventDefault();
          submit(new FormData(e.currentTarget));
        }}
      >
        <label htmlFor="account">{c.account}</label>
        <input id="account" name="account" className={s.input} autoComplete="username" maxLength={64} />
        <label htmlFor="password">{c.password}</label>
        <input id="password" name="password" type="password" className={s.input} autoComplete="current-password" maxLength={128} />
        <button type="submit" className={s.primary} disabled={busy}>
          {c.signIn}
        </button>
      </form>
    </main>
  );
}
