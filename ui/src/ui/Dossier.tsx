import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { caseQuery } from '../api/cases';
import { documentUrl, materialUrl } from '../api/commands';
import type { CaseDetail } from '../api/types';
import s from './Dossier.module.css';
import { isTyping } from './keys';
import { Original } from './Original';

/** One paper or scan. A paper is shown masked; a scan is an original, and shown when it was said what for. */
interface Sheet {
  key: string;
  title: string;
  note: string;
  href: string;
  /** What is opened on record, and how it is then reached; `null`: shown as it is. */
  original: { subject: string; shows: boolean; download: string } | null;
}

/** The page as wide as there is room, without the reader's list of pages. */
const READ = '#navpanes=0&view=FitH';

/** What was read last of each case, and what was opened on record, while the page stays. */
const last = new Map<string, string>();

/** Arrows that belong to what has the focus. */
const OWN_ARROWS = '[role="radiogroup"], [role="tablist"], [role="listbox"], input, .ant-picker-panel';

/** 卷宗: the papers and scans of a case, one after the other, beside a form. */
export default function Dossier({ caseId }: { caseId: string }) {
  // Of the case that is on the page: nothing is asked for.
  const { data: file } = useQuery({ ...caseQuery(caseId), enabled: false });
  const [chosen, setChosen] = useState(() => last.get(caseId));
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const all = file ? sheetsOf(file) : [];
  const at = Math.max(0, all.findIndex((sheet) => sheet.key === chosen));
  const sheet = all[at];
  const go = (to: number) => {
    const next = all[to];
    if (!next) return;
    last.set(caseId, next.key);
    setChosen(next.key);
  };
  useArrows(() => go(at - 1), () => go(at + 1));
  if (!sheet) return <p className={s.dim}>本案还没有文书，也没有扫描件。</p>;
  return (
    <section className={s.box} aria-label="卷宗">
      <div className={s.head}>
        <label htmlFor="dossier-sheet">卷宗</label>
        <select id="dossier-sheet" value={sheet.key} onChange={(e) => go(all.findIndex((one) => one.key === e.target.value))}>
          {all.map((one) => (
            <option key={one.key} value={one.key}>
              {one.title}　{one.note}
            </option>
          ))}
        </select>
        <span className="num">
          {at + 1} / {all.length}
        </span>
        <Button size="small" disabled={at === 0} title="←" onClick={() => go(at - 1)}>
          上一份
        </Button>
        <Button size="small" disabled={at === all.length - 1} title="→" onClick={() => go(at + 1)}>
          下一份
        </Button>
      </div>
      <Shown caseId={caseId} sheet={sheet} open={sheet.original === null || opened.has(sheet.key)} onOpened={() => setOpened(new Set(opened).add(sheet.key))} />
    </section>
  );
}

function Shown({ caseId, sheet, open, onOpened }: { caseId: string; sheet: Sheet; open: boolean; onOpened: () => void }) {
  const { original, title, href } = sheet;
  if (open) return <iframe key={sheet.key} className={s.page} src={`${href}${READ}`} title={`${title} 全文`} />;
  if (!original) return null;
  return (
    <div className={s.closed}>
      <p>扫描件是原件，登记用途后显示。</p>
      {original.shows ? (
        <Original caseId={caseId} subject={original.subject} href={href} label={`显示 ${title}`} onOpened={onOpened}>
          登记用途并显示
        </Original>
      ) : (
        <Original caseId={caseId} subject={original.subject} href={original.download} label={`下载 ${title}`}>
          这种格式不能在页面上显示，登记用途并下载
        </Original>
      )}
    </div>
  );
}

/** ← → go through the papers, but not where they move within a field. */
function useArrows(back: () => void, on: () => void) {
  const latest = useRef({ back, on });
  useEffect(() => {
    latest.current = { back, on };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, target, defaultPrevented } = event;
      if (defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || (key !== 'ArrowLeft' && key !== 'ArrowRight')) return;
      if (isTyping(target) || (target instanceof Element && target.closest(OWN_ARROWS))) return;
      event.preventDefault();
      if (key === 'ArrowLeft') latest.current.back();
      else latest.current.on();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function sheetsOf(file: CaseDetail): Sheet[] {
  const papers = file.documents.map(({ id, title, addressee, state_label }): Sheet => ({
    key: `document:${id}`,
    title,
    note: [addressee, state_label].filter(Boolean).join(' '),
    href: documentUrl(file.id, id, 'pdf'),
    original: null,
  }));
  const scans = file.materials.flatMap(({ file: digest, title, kind_label, opens }): Sheet[] => {
    if (!digest) return [];
    const subject = `material:${digest}`;
    return [{ key: subject, title, note: `${kind_label} 扫描件`, href: materialUrl(file.id, digest), original: { subject, shows: opens, download: materialUrl(file.id, digest, true) } }];
  });
  return [...papers, ...scans];
}
