import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, unwrap, type Intent } from './client';
import type { QueueStanding } from './types';

/** How the court's duties and jobs stand; asked again by itself, because what is silent tells nobody. */
export const queueQuery = queryOptions<QueueStanding>({
  queryKey: ['queue'],
  staleTime: 10_000,
  refetchInterval: 60_000,
  queryFn: ({ signal }) => unwrap(api.GET('/api/queue', { signal })),
});

/** How many things of the queue ask for somebody. */
export const alarmsOf = (queue: QueueStanding): number =>
  queue.duties.filter((d) => d.alarm).length + queue.lanes.reduce((sum, lane) => sum + lane.dead, 0);

export function resendJob({ id }: { id: string }, intent: Intent): Promise<unknown> {
  const params = { header: commandHeaders(intent), path: { id } };
  return unwrap(api.POST('/api/queue/{id}/resend', { params, body: {} }));
}

export function giveUpJob({ id, reason }: { id: string; reason: string }, intent: Intent): Promise<unknown> {
  const params = { header: commandHeaders(intent), path: { id } };
  return unwrap(api.POST('/api/queue/{id}/give_up', { params, body: { reason } }));
}
