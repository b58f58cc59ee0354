import { commands, pages } from '../copy/help';
import s from './Explain.module.css';

/** 说明 of a command or of a page: what for, by which article, what then. */
export default function Explain({ command, page }: { command?: string; page?: string }) {
  const help = command === undefined ? pages[page ?? ''] : commands[command];
  if (!help) return null;
  return (
    <section className={s.box} aria-label="说明" aria-live="polite">
      <p>{help.says}</p>
      {help.law ? (
        <p>
          <b>依据</b> {help.law}
        </p>
      ) : null}
      <p>
        <b>{command === undefined ? '接着' : '之后'}</b> {help.next}
      </p>
    </section>
  );
}
