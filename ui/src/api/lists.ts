import { infiniteQueryOptions, keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, commandHeaders, compact, unwrap, type Intent } from './client';
import type { ListDescription, ListRow, Page, SavedView } from './types';

const PAGE_ROWS = 100;

/** Filters and order of a list, exactly as they stand in the address bar. */
export type ListFilter = Partial<Record<string, string>>;

/** One page of a list; `cases_capped` when the words searched for mean more cases than are looked at. */
export interface ListPage extends Page<ListRow> {
  cases_capped: boolean;
}

/** The lists that the reader may open, each described: what it shows, takes and is called. */
export const listsQuery = queryOptions<ListDescription[]>({
  queryKey: ['list-descriptions'],
  staleTime: 300_000,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/lists', { signal }))).items,
});

type Key = ListDescription['key'];
const path = (list: Key) => ({ list: list as 'cases' });

/** The rows of a list, page by page by key. */
export const rowsQuery = (list: Key, filter: ListFilter) =>
  infiniteQueryOptions({
    queryKey: ['lists', list, 'rows', filter],
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    initialPageParam: null as string | null,
    getNextPageParam: (last: ListPage) => last.next,
    queryFn: ({ pageParam, signal }): Promise<ListPage> =>
      unwrap(
        api.GET('/api/lists/{list}', {
          signal,
          params: { path: path(list), query: compact({ ...filter, after: pageParam ?? undefined, limit: PAGE_ROWS }) },
        }),
      ) as Promise<ListPage>,
  });

/** Total and sum of the whole filter, apart from the rows so that neither waits. */
export const totalQuery = (list: Key, filter: ListFilter) => {
  const { sort: _, ...where } = filter;
  return queryOptions({
    queryKey: ['lists', list, 'total', where],
    staleTime: 30_000,
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/lists/{list}/total', { signal, params: { path: path(list), query: compact(where) } })),
  });
};

/** Cases found from anything: number, name, last digits. */
export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    staleTime: 30_000,
    // One letter is the beginning of everything; one character may be a name, one digit a number.
    enabled: 1 < q.length || /[^a-z]/i.test(q),
    queryFn: async ({ signal }) => {
      const query = { q, sort: '-filed_on', limit: 20 };
      const found = await unwrap(api.GET('/api/lists/{list}', { signal, params: { path: path('cases'), query } }));
      return found.items as ListRow[];
    },
  });

/** What a list already knows of a case, to show at once while the whole of it is on its way. */
export function knownRow(queries: QueryClient, id: string): ListRow | undefined {
  for (const [, data] of queries.getQueriesData<{ pages?: ListPage[] }>({ queryKey: ['lists', 'cases', 'rows'] })) {
    const row = data?.pages?.flatMap((p) => p.items).find((r) => r.id === id);
    if (row) return row;
  }
  return undefined;
}

/** The reader's own saved views of a list. */
export const viewsQuery = (list: Key) =>
  queryOptions({
    queryKey: ['views', list],
    staleTime: 300_000,
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/lists/{list}/views', { signal, params: { path: path(list) } }))).items,
  });

export function saveView({ list, ...view }: SavedView & { list: Key }, intent: Intent): Promise<unknown> {
  return unwrap(
    api.PUT('/api/lists/{list}/views/{name}', {
      params: { header: commandHeaders(intent), path: { ...path(list), name: view.name } },
      body: { filter: compact(view.filter) as Record<string, string>, hidden: view.hidden ?? [] },
    }),
  );
}

export function deleteView({ list, name }: { list: Key; name: string }, intent: Intent): Promise<unknown> {
  return unwrap(
    api.DELETE('/api/lists/{list}/views/{name}', { params: { header: commandHeaders(intent), path: { ...path(list), name } } }),
  );
}

/** Starts the export of the rows that are named, else of the whole filter, with the columns that are shown, as a job. */
export function exportList({ list, filter, columns, rows }: { list: Key; filter: ListFilter; columns: string[]; rows: string[] }, intent: Intent): Promise<unknown> {
  return unwrap(
    api.POST('/api/lists/{list}/export', {
      params: { header: commandHeaders(intent), path: path(list) },
      body: { filter: compact(filter) as Record<string, string>, columns, rows },
    }),
  );
}
