import type { FilingValues } from './application';

/*
 * The draft of an application holds whole identity numbers, so it belongs to the person who typed it: nobody else who
 * signs in at the same screen is handed it. `api/session.ts` removes it with all that a tab keeps for its person.
 */
const DRAFT = 'zx.filing-draft';

const key = (person: string) => `${DRAFT}.${person}`;

export function readDraft(person: string): FilingValues | null {
  try {
    return JSON.parse(sessionStorage.getItem(key(person)) ?? 'null') as FilingValues | null;
  } catch {
    return null;
  }
}

export function keepDraft(person: string, values: FilingValues): void {
  sessionStorage.setItem(key(person), JSON.stringify(values));
}

export function dropDraft(person: string): void {
  sessionStorage.removeItem(key(person));
}
