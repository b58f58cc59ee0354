import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, compact, unwrap } from './client';
import type { DocketLine, Page } from './types';

/** One case with everything its page shows. */
export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id],
    staleTime: 0,
    queryFn: ({ signal }) => unwrap(api.GET('/api/cases/{id}', { signal, params: { path: { id } } })),
  });

/** Why each task of a case is there and another is not, as the case stands at a version. */
export const whyQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['case', id, 'why', version],
    queryFn: ({ signal }) => unwrap(api.GET('/api/cases/{id}/why', { signal, params: { path: { id } } })),
  });

/** The docket of a case, newest first. */
export const docketQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['case', id, 'docket'],
    staleTime: 0,
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<DocketLine>) => last.next,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/cases/{id}/docket', { signal, params: { path: { id }, query: compact({ after: pageParam }) } }),
      ),
  });
