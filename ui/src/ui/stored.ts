import { useCallback, useState } from 'react';

/** A private preference of this browser: column layout, density. Never case data. */
export function useStored<T>(key: string, initial: T, valid: (value: unknown) => value is T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => {
    try {
      const raw = localStorage.getItem(`zx.${key}`);
      const parsed: unknown = raw === null ? initial : JSON.parse(raw);
      return valid(parsed) ? parsed : initial;
    } catch {
      return initial;
    }
  });
  const set = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(`zx.${key}`, JSON.stringify(next));
      } catch {
        // A full or forbidden storage only means that the choice is forgotten.
      }
    },
    [key],
  );
  return [value, set];
}
