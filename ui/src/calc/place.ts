/** Where we are. The address is the question: a link, the back button and a reload give the same answer. */
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const told = () => listeners.forEach((listener) => listener());

addEventListener('popstate', told);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Goes to an address of this page without loading it again. */
export function go(to: string): void {
  if (to !== location.pathname + location.search) history.pushState(null, '', to);
  told();
}

export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

export function useSearch(): string {
  return useSyncExternalStore(subscribe, () => location.search.slice(1));
}

/** Follows a link of this page in place; what opens elsewhere is left to the browser. */
export function follow(event: React.MouseEvent<HTMLAnchorElement>): void {
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!plain) return;
  event.preventDefault();
  go(event.currentTarget.pathname + event.currentTarget.search);
  scrollTo(0, 0);
}
