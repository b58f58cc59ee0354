import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';

/** 今日关注 of the reader. */
export const focusQuery = queryOptions({
  queryKey: ['focus'],
  staleTime: 30_000,
  queryFn: ({ signal }) => unwrap(api.GET('/api/focus', { signal })),
});
