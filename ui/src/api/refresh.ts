import type { Query, QueryClient, QueryKey } from '@tanstack/react-query';

/** A further page of a list is on its way. */
const loadsMore = (query: Query): boolean =>
  query.state.fetchStatus === 'fetching' && query.state.fetchMeta?.fetchMore !== undefined;

/**
 * Marks as out of date what begins with this key and fetches anew what is shown. A list that is loading a further page
 * gets it first: fetching anew at once would drop the page that somebody asked for.
 */
export async function refresh(queries: QueryClient, queryKey: QueryKey): Promise<void> {
  const later = new Set(queries.getQueryCache().findAll({ queryKey, predicate: loadsMore }));
  const now = queries.invalidateQueries({ queryKey, predicate: (query) => !later.has(query) });
  const rest = [...later].map(async (query) => {
    await query.promise?.catch(() => undefined);
    await queries.invalidateQueries({ queryKey: query.queryKey, exact: true });
  });
  await Promise.all([now, ...rest]);
}
