import { useEffect, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { clockTime } from '../ui/format';
import { useMe } from './me';
import s from './PrintHead.module.css';

/** The head of what is printed: what it is, whose, by whom and when; on every sheet where the browser can. */
export function PrintHead({ title }: { title: string }) {
  const me = useMe();
  const [at, setAt] = useState('');
  useEffect(() => {
    const now = () => flushSync(() => setAt(clockTime(new Date().toISOString())));
    addEventListener('beforeprint', now);
    return () => removeEventListener('beforeprint', now);
  }, []);
  const court = me.elsewhere?.name ?? me.court.name;
  // The day is the court's own; only the time of day is the computer's.
  const said = `${court}　打印人 ${me.name}　${me.clock.today} ${at}`;
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--print-title', JSON.stringify(title));
    style.setProperty('--print-said', JSON.stringify(said));
  }, [title, said]);
  return (
    <div className={`print-only ${s.head}`}>
      <b>{title}</b>
      <span className="num">{said}</span>
    </div>
  );
}
