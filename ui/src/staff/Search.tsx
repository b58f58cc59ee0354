import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { searchQuery } from '../api/lists';
import { shell } from '../copy/shell';
import { caseNo } from '../ui/format';
import { useKeys } from '../ui/keys';
import s from './Search.module.css';

const WAIT_MS = 150;

/** Global search: `/` from anywhere, arrows choose, Enter opens. */
export function Search() {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const id = useId();
  useKeys({ '/': () => input.current?.focus() });
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), WAIT_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useQuery(searchQuery(asked));
  const items = found.data ?? [];
  const shown = open && 1 < asked.length && found.data !== undefined;
  const leave = () => {
    setOpen(false);
    setText('');
    input.current?.blur();
  };
  const pick = (index: number) => {
    const row = items[index];
    void navigate(row ? `/cases/${row.id}` : `/cases?q=${encodeURIComponent(text.trim())}`);
    leave();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(items.length, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter' && text.trim()) pick(shown ? at : -1);
    else if (event.key === 'Escape') leave();
    else return;
    event.preventDefault();
  };
  return (
    <div className={s.search} role="search">
      <input
        ref={input}
        className={s.input}
        role="combobox"
        aria-label={shell.searchLabel}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown ? `${id}-${at}` : undefined}
        placeholder={shell.searchHint}
        value={text}
        maxLength={60}
        autoComplete="off"
        onChange={(e) => {
          setText(e.target.value);
          setAt(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={shell.searchLabel} className={s.list} hidden={!shown}>
        {items.map((row, i) => (
          <div
            key={row.id}
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            className={s.option}
            onMouseDown={(e) => {
              e.preventDefault();
              pick(i);
            }}
          >
            <b>{caseNo(String(row['case_no']))}</b>
            <span>
              {String(row['applicants'] ?? '')} → {String(row['respondents'] ?? '')}
            </span>
          </div>
        ))}
        <div
          id={`${id}-${items.length}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === items.length}
          className={s.option}
          onMouseDown={(e) => {
            e.preventDefault();
            pick(-1);
          }}
        >
          {items.length === 0 ? shell.searchNone : shell.searchAll}
        </div>
      </div>
    </div>
  );
}
