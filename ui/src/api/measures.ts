import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api, compact, unwrap } from './client';
import type { ExpiringMeasure, Page } from './types';

/** Live measures that end within so many days, the nearest first. */
export const expiringQuery = (days: number) =>
  infiniteQueryOptions({
    queryKey: ['measures', 'expiring', days],
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<ExpiringMeasure>) => last.next,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/measures/expiring', { signal, params: { query: compact({ days, after: pageParam, limit: 100 }) } }),
      ),
  });
