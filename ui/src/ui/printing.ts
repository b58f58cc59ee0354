import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** True while the page is being put on paper: what is drawn only as far as it is in sight is then drawn whole. */
export function usePrinting(): boolean {
  const [printing, set] = useState(false);
  useEffect(() => {
    // The browser takes its picture when the event is over.
    const begin = () => flushSync(() => set(true));
    const end = () => set(false);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  return printing;
}
