import { infiniteQueryOptions, keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, commandHeaders, compact, unwrap, type BodyOf, type Intent } from './client';
import type { CaseFilter, CaseRow, DocketLine, Page, SavedView } from './types';

const PAGE_ROWS = 100;

/** The case list, page by page by key. */
export const casesQuery = (filter: CaseFilter) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'list', filter],
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<CaseRow>) => last.next,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/cases', { signal, params: { query: compact({ ...filter, after: pageParam, limit: PAGE_ROWS }) } }),
      ),
  });

/** Total and sum of the whole filter, apart from the list so that neither waits. */
export const caseSummaryQuery = (filter: CaseFilter) => {
  const { sort: _, ...where } = filter;
  return queryOptions({
    queryKey: ['cases', 'summary', where],
    staleTime: 30_000,
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/cases/summary', { signal, params: { query: compact(where) } })),
  });
};

/** One case with everything its page shows. */
export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id],
    staleTime: 0,
    queryFn: ({ signal }) => unwrap(api.GET('/api/cases/{id}', { signal, params: { path: { id } } })),
  });

/** What a list already knows of a case, to show at once while the whole of it is on its way. */
export function knownRow(queries: QueryClient, id: string): CaseRow | undefined {
  for (const [, data] of queries.getQueriesData<{ pages?: Page<CaseRow>[] }>({ queryKey: ['cases', 'list'] })) {
    const row = data?.pages?.flatMap((p) => p.items).find((r) => r.id === id);
    if (row) return row;
  }
  return undefined;
}

/** The docket of a case, newest first. */
export const docketQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['case', id, 'docket'],
    staleTime: 0,
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<DocketLine>) => last.next,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/cases/{id}/docket', { signal, params: { path: { id }, query: compact({ after: pageParam }) } }),
      ),
  });

/** Cases found from anything: number, name, last digits. */
export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    staleTime: 30_000,
    enabled: 1 < q.length,
    queryFn: ({ signal }) => unwrap(api.GET('/api/search', { signal, params: { query: { q } } })),
  });

/** The reader's own saved filters. */
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  staleTime: 300_000,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/views', { signal }))).items,
});

export function saveView(view: SavedView, intent: Intent): Promise<unknown> {
  return unwrap(
    api.PUT('/api/views/{name}', {
      params: { header: commandHeaders(intent), path: { name: view.name } },
      body: { filter: compact(view.filter), hidden: view.hidden ?? [] },
    }),
  );
}

export function deleteView(name: string, intent: Intent): Promise<unknown> {
  return unwrap(
    api.DELETE('/api/views/{name}', { params: { header: commandHeaders(intent), path: { name } } }),
  );
}

/** Starts the export of the whole filter as a job. */
export function exportCases(filter: CaseFilter, intent: Intent): Promise<unknown> {
  return unwrap(api.POST('/api/exports/cases', { params: { header: commandHeaders(intent) }, body: compact(filter) as BodyOf<'/api/exports/cases'> }));
}
