import { useEffect, useLayoutEffect, useRef } from 'react';

/** What the handlers of shortcuts see of a key press; kept small so that tests need no browser. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
  target: EventTarget | null;
}

const TYPING = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="combobox"], [role="textbox"]';
const PRESSABLE = 'a[href], button, input, summary, [role="button"], [role="tab"], [role="switch"], [role="menuitem"], [role="option"]';
const NOT_TYPING = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'file']);

/** True where letters belong to a field and never to a shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const field = target.closest(TYPING);
  if (!field) return false;
  return !(field instanceof HTMLInputElement && NOT_TYPING.has(field.type));
}

/** The name of a press: `j`, `shift+ArrowDown`, `ctrl+a`, `ctrl+Enter`. Command on a Mac counts as ctrl. */
export function keyName(event: KeyPress): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && 1 < event.key.length;
  return `${event.ctrlKey || event.metaKey ? 'ctrl+' : ''}${event.altKey ? 'alt+' : ''}${shift ? 'shift+' : ''}${key === ' ' ? 'Space' : key}`;
}

/**
 * Whether a shortcut may run: not while an input method composes, not while a field has the focus (but for ctrl+Enter);
 * Enter and space belong to the link or button that has the focus.
 */
export function mayRun(event: KeyPress, name: string): boolean {
  if (event.isComposing || event.key === 'Process') return false;
  if (isTyping(event.target)) return name === 'ctrl+Enter';
  const presses = name === 'Enter' || name === 'Space';
  return !(presses && event.target instanceof Element && event.target.closest(PRESSABLE));
}

export type Bindings = Record<string, (event: KeyboardEvent) => void>;

/**
 * Shortcuts of a page, active while it is mounted. `g c` is a sequence: G, then C within a second and a half.
 * Nothing runs while a dialogue is open, unless `inDialog` says so.
 */
export function useKeys(bindings: Bindings, options: { enabled?: boolean; inDialog?: boolean } = {}): void {
  const latest = useRef(bindings);
  useLayoutEffect(() => {
    latest.current = bindings;
  });
  const { enabled = true, inDialog = false } = options;
  useEffect(() => {
    if (!enabled) return undefined;
    let prefix = '';
    let prefixAt = 0;
    const onKey = (event: KeyboardEvent) => {
      const name = keyName(event);
      if (event.defaultPrevented || !mayRun(event, name)) return;
      if (!inDialog && document.querySelector('.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open')) return;
      const now = event.timeStamp;
      const sequence = prefix && now - prefixAt < 1500 ? `${prefix} ${name}` : '';
      prefix = '';
      const run = (sequence && latest.current[sequence]) || latest.current[name];
      if (run) {
        event.preventDefault();
        run(event);
      } else if (Object.keys(latest.current).some((k) => k.startsWith(`${name} `))) {
        prefix = name;
        prefixAt = now;
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [enabled, inDialog]);
}
