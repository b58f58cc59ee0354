import type { CSSProperties, ReactNode } from 'react';
import s from './Panel.module.css';

/** A white box with an optional heading and tools on the right. */
export function Panel({ title, extra, children, fill }: { title?: ReactNode; extra?: ReactNode; children: ReactNode; fill?: boolean }) {
  return (
    <section className={`${s.panel} ${fill ? s.fill : ''}`}>
      {title || extra ? (
        <div className={s.head}>
          {title ? <h2>{title}</h2> : <span />}
          {extra ? <div className={s.extra}>{extra}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  );
}

/** Pairs of a word and its value, in a quiet grid like a printed form; at most so many in a line. */
export function Facts({ items, columns = 4 }: { items: { label: string; value: ReactNode }[]; columns?: number }) {
  return (
    <dl className={`${s.facts} ${columns === 1 ? s.single : ''}`} style={{ '--columns': columns } as CSSProperties}>
      {items.map((item) => (
        <div key={item.label} className={s.fact}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A small fixed table inside a page. */
export function Sheet({ caption, head, children, empty }: { caption: string; head: (string | { title: string; right: true })[]; children: ReactNode[]; empty: string }) {
  return (
    <div className={s.sheetBox} role="region" aria-label={caption} tabIndex={0}>
      <table className={`${s.sheet} ${head.at(-1) === '操作' ? s.acts : ''}`}>
        <caption className="sr">{caption}</caption>
        <thead>
          <tr>
            {head.map((h) =>
              typeof h === 'string' ? (
                <th key={h} scope="col">
                  {h}
                </th>
              ) : (
                <th key={h.title} scope="col" className={s.right}>
                  {h.title}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {children.length === 0 ? (
            <tr>
              <td colSpan={head.length} className={s.none}>
                {empty}
              </td>
            </tr>
          ) : (
            children
          )}
        </tbody>
      </table>
    </div>
  );
}
