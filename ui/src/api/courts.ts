import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import type { CourtFigures } from './types';

/** Figures of one's own court and the courts below it. */
export const courtsQuery = queryOptions<CourtFigures[]>({
  queryKey: ['courts'],
  staleTime: 30_000,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/courts', { signal }))).items,
});

/** A court with how many others stand between it and the top of the list. */
export interface Placed {
  court: CourtFigures;
  depth: number;
}

/** The courts as a tree is read: each above those below it. One whose court above is not among them stands at the top. */
export function inOrder(courts: CourtFigures[]): Placed[] {
  const known = new Set(courts.map((c) => c.code));
  const below = (parent: string | null, depth: number): Placed[] =>
    courts
      .filter((c) => (parent === null ? c.own || !known.has(c.parent) : c.parent === parent && !c.own))
      .flatMap((court) => [{ court, depth }, ...below(court.code, depth + 1)]);
  return below(null, 0);
}
