/** The order of the list from which a case was opened, for "previous" and "next". Ids only, this tab only. */
const KEY = 'zx.list-order';
const MAX = 500;

export function rememberOrder(ids: string[]): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(ids.slice(0, MAX)));
  } catch {
    // Without storage there is no previous and next; nothing else depends on it.
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
