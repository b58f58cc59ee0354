import { useEffect, useState } from 'react';
import s from './announce.module.css';

const SHOWN_MS = 8_000;
let listener: ((text: string) => void) | null = null;

/** Says what was just done; shown for a few seconds and read out by screen readers. */
export function announce(text: string): void {
  listener?.(text);
}

/** The one place where it is said. */
export function Announcer() {
  const [said, setSaid] = useState<{ text: string; turn: number } | null>(null);
  useEffect(() => {
    listener = (text) => setSaid((old) => ({ text, turn: (old?.turn ?? 0) + 1 }));
    return () => {
      listener = null;
    };
  }, []);
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => setSaid(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div role="status" className={s.place}>
      {said ? <p className={s.said}>● {said.text}</p> : null}
    </div>
  );
}
