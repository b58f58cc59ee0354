import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, unwrap, type Intent } from './client';
import type { Desk } from './types';
import { newKey } from './useCommand';

/** What the reader has at hand: pinned and last opened. */
export const deskQuery = queryOptions<Desk>({
  queryKey: ['desk'],
  staleTime: 10_000,
  queryFn: ({ signal }) => unwrap(api.GET('/api/desk', { signal })),
});

/** Remembers that the reader opened a case. Nothing is lost when it does not arrive. */
export function openedCase(id: string): Promise<unknown> {
  const headers = commandHeaders({ key: newKey() });
  return unwrap(api.POST('/api/desk/{case}', { headers, params: { path: { case: id } }, body: {} })).catch(() => null);
}

export function pinCase(values: { id: string; pinned: boolean }, intent: Intent): Promise<unknown> {
  const { id, pinned } = values;
  return unwrap(api.POST('/api/desk/{case}', { headers: commandHeaders(intent), params: { path: { case: id } }, body: { pinned } }));
}
