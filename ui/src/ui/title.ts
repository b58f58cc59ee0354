import { useEffect, useSyncExternalStore } from 'react';

let own: string | null = null;
const listeners = new Set<() => void>();

function say(what: string | null): void {
  own = what;
  for (const listener of listeners) listener();
}

/** Names what the page is about, where that is more than its place in the menu: a case number. */
export function useTitle(what: string | null): void {
  useEffect(() => {
    say(what);
    return () => say(null);
  }, [what]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the page named itself, if it did. */
export function useOwnTitle(): string | null {
  return useSyncExternalStore(subscribe, () => own);
}
