import type { KeyboardEvent } from 'react';

const FIELDS = 'input:not([type="hidden"]):not([type="file"]), textarea, button[type="submit"]';

/** What can be gone on to: what is shown and can be filled in, in the order of the page. */
function fieldsOf(form: HTMLFormElement): HTMLElement[] {
  return Array.from(form.querySelectorAll<HTMLElement>(FIELDS)).filter((field) => !field.matches(':disabled') && 0 < field.getClientRects().length);
}

/** True while the key belongs to an input method: Safari says so by the code of the key only. */
export function isComposing(event: { nativeEvent: { isComposing: boolean; keyCode: number } }): boolean {
  return event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229;
}

type Press = KeyboardEvent<HTMLFormElement>;

/** A field with a list takes what is chosen in it before one goes on; every other is left at once, and takes what it holds. */
function goOn(event: Press, list: boolean): void {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || isComposing(event)) return;
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || (field.getAttribute('role') === 'combobox') !== list) return;
  event.preventDefault();
  const fields = fieldsOf(event.currentTarget);
  fields[fields.indexOf(field) + 1]?.focus();
}

/**
 * Enter goes on to the next field, as people who enter data all day expect; it files nothing: that is for the button and
 * for Ctrl+Enter. In a text of several lines it is a new line.
 */
export const enterGoesOn = {
  onKeyDownCapture: (event: Press) => goOn(event, false),
  onKeyDown: (event: Press) => goOn(event, true),
};
