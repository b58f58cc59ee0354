import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, unwrap, type Intent } from './client';
import type { Job } from './types';

/** The reader's own jobs, newest first; asked often only while one is running. */
export const jobsQuery = queryOptions<Job[]>({
  queryKey: ['jobs'],
  staleTime: 5_000,
  refetchInterval: (query) =>
    query.state.data?.some((j) => j.state === 'queued' || j.state === 'running') ? 2_000 : false,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/jobs', { signal }))).items,
});

export function cancelJob(id: string, intent: Intent): Promise<unknown> {
  return unwrap(api.POST('/api/jobs/{id}/cancel', { headers: commandHeaders(intent), params: { path: { id } }, body: {} }));
}
