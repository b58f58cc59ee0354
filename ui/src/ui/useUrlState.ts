import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

/** Filters that live in the address bar, so that a link, the back button and a reload give the same list. */
export function useUrlState<K extends string>(
  keys: readonly K[],
): [Partial<Record<K, string>>, (patch: Partial<Record<K, string | undefined>>, replace?: boolean) => void] {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => {
    const out: Partial<Record<K, string>> = {};
    for (const key of keys) {
      const value = params.get(key);
      if (value) out[key] = value;
    }
    return out;
  }, [keys, params]);
  const set = useCallback(
    (patch: Partial<Record<K, string | undefined>>, replace = false) => {
      setParams(
        (old) => {
          const next = replace ? new URLSearchParams() : new URLSearchParams(old);
          for (const [key, value] of Object.entries<string | undefined>(patch)) {
            if (value) next.set(key, value);
            else next.delete(key);
          }
          return next;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  return [state, set];
}
