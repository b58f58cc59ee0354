import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, compact, unwrap } from './client';
import type { Page, TaskRow } from './types';

export interface TaskFilter {
  mine?: boolean;
  team?: string;
  state?: string;
  node?: string;
  due?: string;
}

/** Tasks, due first. */
export const tasksQuery = (filter: TaskFilter) =>
  infiniteQueryOptions({
    queryKey: ['tasks', filter],
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<TaskRow>) => last.next,
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
