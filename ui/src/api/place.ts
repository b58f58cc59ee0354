/** Which court this tab looks at, when it is not the person's own. Kept for the tab, so that a reload stays there; dropped with
 * everything else that the tab keeps when the person changes. */
const KEY = 'zx.court';

/** The code of the court that is looked at, `null` for one's own. */
export function looked(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Looks at another court, or at one's own again: the page starts over, so that nothing of one court is shown under the other's name. */
export function lookAt(court: string | null, path: string): void {
  try {
    if (court === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, court);
  } catch {
    // Without storage one stays in one's own court.
  }
  location.assign(path);
}

/** Who is signed in, and what they alone wait for, is the same wherever they look. */
const PERSONAL = ['/api/session', '/api/jobs', '/api/courts'];

/** The address with the court that is looked at. */
export function placed(address: string): string {
  const court = looked();
  if (court === null) return address;
  const path = address.replace(/^https?:\/\/[^/]+/, '');
  if (PERSONAL.some((own) => path === own || path.startsWith(`${own}/`))) return address;
  return `${address}${address.includes('?') ? '&' : '?'}court=${encodeURIComponent(court)}`;
}
