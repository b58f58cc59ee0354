import { useImperativeHandle, useRef, type Ref } from 'react';
import m from './modes.module.css';

const LINE = 20;

/** Goes to a line of the text: the caret, the eye and the focus. */
export interface CodePlace {
  goto: (line: number) => void;
}

/** Plain text with its line numbers, as the faults name them. */
export function CodeArea({ label, value, onChange, bad, ref }: { label: string; value: string; onChange: (text: string) => void; bad: readonly number[]; ref: Ref<CodePlace> }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLPreElement>(null);
  useImperativeHandle(ref, () => ({
    goto: (line) => {
      const box = area.current;
      if (!box) return;
      const lines = box.value.split('\n');
      const start = lines.slice(0, line - 1).reduce((sum, before) => sum + before.length + 1, 0);
      box.focus();
      box.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
      box.scrollTop = Math.max(0, (line - 5) * LINE);
      box.scrollLeft = 0;
      box.closest('div')?.scrollIntoView?.({ block: 'nearest' });
    },
  }));
  return (
    <div className={m.editor}>
      <pre ref={numbers} className={m.lines} aria-hidden="true">
        {value.split('\n').map((_, i) => (
          <span key={i} className={bad.includes(i + 1) ? m.bad : undefined}>
            {i + 1}
          </span>
        ))}
      </pre>
      <textarea
        ref={area}
        className={m.text}
        aria-label={label}
        value={value}
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        onChange={(e) => onChange(e.target.value)}
        onScroll={(e) => {
          if (numbers.current) numbers.current.scrollTop = e.currentTarget.scrollTop;
        }}
      />
    </div>
  );
}
