import { useId, type ReactNode } from 'react';
import s from './Tabs.module.css';

export interface TabItem {
  key: string;
  label: string;
  count?: number;
  render: () => ReactNode;
}

/** Tabs by the ARIA pattern: arrows move between tabs, Tab goes into the panel. */
export function Tabs({ items, active, onChange, label }: { items: TabItem[]; active: string; onChange: (key: string) => void; label: string }) {
  const id = useId();
  const at = Math.max(0, items.findIndex((i) => i.key === active));
  const current = items[at];
  const onKeyDown = (event: React.KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = items[(at + step + items.length) % items.length];
    if (next) {
      onChange(next.key);
      document.getElementById(`${id}-${next.key}`)?.focus();
    }
  };
  return (
    <div className={s.tabs}>
      <div role="tablist" aria-label={label} className={s.list} onKeyDown={onKeyDown} tabIndex={-1}>
        {items.map((item, i) => (
          <button
            key={item.key}
            id={`${id}-${item.key}`}
            type="button"
            role="tab"
            aria-selected={i === at}
            aria-controls={i === at ? `${id}-panel` : undefined}
            tabIndex={i === at ? 0 : -1}
            className={i === at ? s.on : s.off}
            onClick={() => onChange(item.key)}
          >
            {item.label}
            {item.count === undefined ? null : <span className="num"> {item.count}</span>}
          </button>
        ))}
      </div>
      {current ? (
        <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current.key}`} className={s.panel}>
          {current.render()}
        </div>
      ) : null}
    </div>
  );
}
