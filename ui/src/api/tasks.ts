import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, compact, unwrap } from './client';
import type { Page, TaskRow } from './types';

export interface TaskFilter {
  mine?: boolean;
  team?: string;
  state?: string;
  node?: string;
  due?: string;
  /** Number of a case, a party, or last digits. */
  q?: string;
}

/** One page of tasks; `cases_capped` when the words searched for mean more cases than are looked at. */
export interface TaskPage extends Page<TaskRow> {
  cases_capped: boolean;
}

/** Tasks, due first. */
export const tasksQuery = (filter: TaskFilter) =>
  infiniteQueryOptions({
    queryKey: ['tasks', filter],
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    initialPageParam: null as string | null,
    getNextPageParam: (last: TaskPage) => last.next,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/tasks', { signal, params: { query: compact({ ...filter, after: pageParam, limit: 100 }) } }),
      ),
  });

/** 今日关注 of the reader. */
export const focusQuery = queryOptions({
  queryKey: ['focus'],
  staleTime: 30_000,
  queryFn: ({ signal }) => unwrap(api.GET('/api/focus', { signal })),
});
