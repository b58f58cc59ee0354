import { useEffect } from 'react';
import { pages } from './pages';

/** Fetches the case page while a list is looked at, so that opening a row does not wait for it. */
export function useWarmCase(): void {
  useEffect(() => {
    const timer = setTimeout(pages.case.warm, 400);
    return () => clearTimeout(timer);
  }, []);
}
