/** The order of the list from which a case was opened, for "previous" and "next". Ids only, this tab only. */
const KEY = 'zx.list-order';
const MAX = 500;

const FROM = 'zx.list-from';

/** Where a list is: its address with its filters, and its name. */
export interface From {
  to: string;
  title: string;
}

export function rememberOrder(ids: string[], from: From): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(ids.slice(0, MAX)));
    sessionStorage.setItem(FROM, JSON.stringify(from));
  } catch {
    // Without storage there is no previous and next; nothing else depends on it.
  }
}

/** The list that was looked at last. */
export function cameFrom(): From | null {
  try {
    const from: unknown = JSON.parse(sessionStorage.getItem(FROM) ?? 'null');
    return from && typeof from === 'object' && 'to' in from && 'title' in from ? { to: String(from.to), title: String(from.title) } : null;
  } catch {
    return null;
  }
}

export function neighbours(id: string): { previous: string | null; next: string | null } {
  try {
    const ids: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    if (!Array.isArray(ids)) return { previous: null, next: null };
    const at = ids.indexOf(id);
    if (at < 0) return { previous: null, next: null };
    const pick = (i: number) => (typeof ids[i] === 'string' ? (ids[i] as string) : null);
    return { previous: pick(at - 1), next: pick(at + 1) };
  } catch {
    return { previous: null, next: null };
  }
}
