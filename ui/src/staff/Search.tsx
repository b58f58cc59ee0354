import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { deskQuery } from '../api/desk';
import { listsQuery, searchQuery } from '../api/lists';
import type { DeskCase, LightName, ListRow } from '../api/types';
import { shell } from '../copy/shell';
import { caseNo } from '../ui/format';
import { useKeys } from '../ui/keys';
import { Light } from '../ui/Light';
import s from './Search.module.css';

const WAIT_MS = 150;
/** So many hits are shown; the rest are a key away in the list. */
const SHOWN = 8;

interface Hit {
  id: string;
  no: string;
  people: string;
  state: string;
  light: LightName;
  pinned: boolean;
  group: string | null;
}

/** Global search: `/` from anywhere, arrows choose, Enter opens. With nothing typed, what is at hand. */
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
  const { hits, ready, idle } = useHits(asked, open);
  // What was typed a moment ago and not looked up yet: nothing found before is chosen by Enter.
  const fresh = asked === text.trim();
  const shown = open && ready && (!idle || (fresh && 0 < hits.length));
  const last = idle ? hits.length - 1 : hits.length;
  const leave = () => {
    setOpen(false);
    setText('');
    input.current?.blur();
  };
  const pick = (index: number) => {
    const hit = hits[index];
    void navigate(hit ? `/cases/${hit.id}` : `/cases?q=${encodeURIComponent(text.trim())}`);
    leave();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(last, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter' && (text.trim() || (shown && idle))) pick(shown && fresh ? at : -1);
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
        {hits.map((hit, i) => (
          <Option key={`${hit.group ?? ''}${hit.id}`} id={`${id}-${i}`} hit={hit} at={i === at} first={hit.group !== (hits[i - 1]?.group ?? null)} onPick={() => pick(i)} />
        ))}
        {idle ? null : (
          <div
            id={`${id}-${hits.length}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === hits.length}
            className={s.option}
            onMouseDown={(e) => {
              e.preventDefault();
              pick(-1);
            }}
          >
            {hits.length === 0 ? shell.searchNone : shell.searchAll}
          </div>
        )}
      </div>
    </div>
  );
}

function Option({ id, hit, at, first, onPick }: { id: string; hit: Hit; at: boolean; first: boolean; onPick: () => void }) {
  return (
    <>
      {first && hit.group ? (
        <p className={s.group} role="presentation">
          {hit.group}
        </p>
      ) : null}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={at}
        className={s.option}
        onMouseDown={(e) => {
          e.preventDefault();
          onPick();
        }}
      >
        <b>{hit.no || '未立案'}</b>
        <span className={s.people}>{hit.people}</span>
        <Light light={hit.light}>{hit.state}</Light>
        {hit.pinned ? <span aria-hidden="true">★</span> : null}
      </div>
    </>
  );
}

/** What is found of the text, the likeliest first; what is at hand while nothing is typed. */
function useHits(asked: string, open: boolean): { hits: Hit[]; ready: boolean; idle: boolean } {
  const found = useQuery(searchQuery(asked));
  const desk = useQuery({ ...deskQuery, enabled: open });
  const lists = useQuery(listsQuery);
  const words = lists.data?.find((list) => list.key === 'cases')?.columns.find((column) => column.name === 'state')?.words ?? [];
  const pinned = new Set((desk.data?.pinned ?? []).map((known) => known.id));
  if (asked.length === 0) {
    const { pinned: kept = [], recent = [] } = desk.data ?? {};
    const hits = [...kept.map((known) => ofDesk(known, shell.pinned, true)), ...recent.filter((known) => !pinned.has(known.id)).map((known) => ofDesk(known, shell.recent, false))];
    return { hits, ready: desk.data !== undefined, idle: true };
  }
  const rows = [...(found.data ?? [])].sort((a, b) => likelihood(b, asked) - likelihood(a, asked));
  const hits = rows.slice(0, SHOWN).map((row): Hit => {
    const word = words.find((known) => known.code === row['state']);
    return {
      id: row.id,
      no: caseNo(String(row['case_no'] ?? '')),
      people: people(String(row['applicants'] ?? ''), String(row['respondents'] ?? '')),
      state: word?.title ?? '',
      light: word?.light ?? 'idle',
      pinned: pinned.has(row.id),
      group: null,
    };
  });
  return { hits, ready: found.data !== undefined, idle: false };
}

/** 申请执行人 / 被执行人：in enforcement nobody sues. */
const people = (applicants: string, respondents: string): string => [applicants, respondents].filter(Boolean).join(' / ');

function ofDesk(known: DeskCase, group: string, pinned: boolean): Hit {
  const { id, case_no, applicants, respondents, state_label, light } = known;
  return { id, no: caseNo(case_no), people: people(applicants, respondents), state: state_label, light, pinned, group };
}

/** A serial that is said whole before one that only ends so; a whole name before a part of one; what is open before what is closed. */
function likelihood(row: ListRow, asked: string): number {
  const serial = /(\d+)号/.exec(String(row['case_no'] ?? ''))?.[1];
  const digits = /(?:^|\D)0*(\d+)号?$/.exec(asked)?.[1];
  const names = `${String(row['applicants'] ?? '')}、${String(row['respondents'] ?? '')}`.split('、');
  const exact = (digits !== undefined && serial === digits) || names.includes(asked);
  return (exact ? 2 : 0) + (row['state'] === 'closed' ? 0 : 1);
}
