import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, unwrap, type Intent } from './client';
import type { ListFilter } from './lists';
import type { BulkRun, BulkStarted } from './types';

export interface BulkWanted {
  list: string;
  command: string;
  fields: Record<string, unknown>;
  /** The ticked rows; without them everything that the filter finds. */
  rows: { case_id: string; id: string }[] | null;
  filter: ListFilter;
}

/** 发起批量办理: one job, one command a row. */
export function startBulk({ filter, ...wanted }: BulkWanted, intent: Intent): Promise<BulkStarted> {
  const asked = Object.fromEntries(Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return unwrap(api.POST('/api/bulk', { headers: commandHeaders(intent), body: { ...wanted, filter: asked } }));
}

/** How far such a job is, and what was refused; asked again while it runs. */
export const bulkQuery = (id: string) =>
  queryOptions<BulkRun>({
    queryKey: ['bulk', id],
    refetchInterval: (query) => (['queued', 'running'].includes(query.state.data?.job.state ?? 'queued') ? 1_000 : false),
    queryFn: ({ signal }) => unwrap(api.GET('/api/bulk/{id}', { params: { path: { id } }, signal })),
  });
