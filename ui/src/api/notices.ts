import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, unwrap, type Intent } from './client';
import type { Notices } from './types';

/** What is new for the reader and what came back to them; asked again when the court's cases move. */
export const noticesQuery = queryOptions<Notices>({
  queryKey: ['lists', 'notices'],
  staleTime: 20_000,
  queryFn: ({ signal }) => unwrap(api.GET('/api/notices', { signal })),
});

export function seeNotices(keys: string[], intent: Intent): Promise<unknown> {
  return unwrap(api.POST('/api/notices/seen', { headers: commandHeaders(intent), body: { keys } }));
}
