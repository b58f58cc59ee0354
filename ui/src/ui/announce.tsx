import { useEffect, useState } from 'react';
import s from './announce.module.css';

const SHOWN_MS = 8_000;
/** So long what was done can be taken back. */
const UNDO_MS = 60_000;

/** What can be done about what was said. */
export interface Followed {
  label: string;
  run: () => void;
}

let listener: ((text: string, followed?: Followed) => void) | null = null;

/** Says what was just done; shown for a few seconds, or while it can be taken back, and read out by screen readers. */
export function announce(text: string, followed?: Followed): void {
  listener?.(text, followed);
}

/** The one place where it is said. */
export function Announcer() {
  const [said, setSaid] = useState<{ text: string; followed?: Followed; turn: number } | null>(null);
  useEffect(() => {
    listener = (text, followed) => setSaid((old) => ({ text, followed, turn: (old?.turn ?? 0) + 1 }));
    return () => {
      listener = null;
    };
  }, []);
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => setSaid(null), said.followed ? UNDO_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div role="status" className={s.place}>
      {said ? (
        <p className={s.said}>
          ● {said.text}
          {said.followed ? (
            <button
              type="button"
              className={s.follow}
              onClick={() => {
                setSaid(null);
                said.followed?.run();
              }}
            >
              {said.followed.label}
            </button>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
