import { queryOptions } from '@tanstack/react-query';
import { api, asForm, commandHeaders, unwrap, type Intent, type Whole } from './client';
import { placed } from './place';
import type { components } from './schema';

type Schemas = components['schemas'];

/** A table of applications as it was checked. */
export type SheetChecked = Whole<Schemas['SheetChecked']>;
export type SheetRun = Whole<Schemas['SheetRunView']>;
export type SheetRunDetail = Whole<Schemas['SheetRunDetail']>;
export type SheetRow = SheetRunDetail['cases'][number];

/** Where the form is. */
export const formUrl = (format: 'xlsx' | 'csv') => placed(`/api/filing/form?format=${format}`);

/** Where the table that was handed in is, with what is wrong in it. */
export const markedUrl = (sheet: string) => placed(`/api/filing/sheets/${sheet}/marked`);

/** Where the table of a run is, with what became of each row. */
export const filedUrl = (run: string) => placed(`/api/filing/runs/${run}/sheet`);

/** 上传核对: nothing is filed. */
export function checkSheet(file: File, intent: Intent): Promise<SheetChecked> {
  const body = new FormData();
  body.append('file', file, file.name);
  return unwrap(api.POST('/api/filing/sheets', { params: { header: commandHeaders(intent) }, body: body as never, ...asForm }));
}

/** 发起批量立案: the sound rows, or all of them or none. */
export function startSheet(values: { sheet: string; take: Schemas['SheetTake'] }, intent: Intent): Promise<Schemas['SheetStarted']> {
  return unwrap(api.POST('/api/filing/runs', { params: { header: commandHeaders(intent) }, body: values }));
}

const goesOn = (state: string | undefined) => state === 'queued' || state === 'running';

/** The reader's own runs, newest first; asked again while one goes on. */
export const sheetRunsQuery = queryOptions<SheetRun[]>({
  queryKey: ['sheet-runs'],
  refetchInterval: (query) => (query.state.data?.some((run) => goesOn(run.job.state)) ? 2_000 : false),
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/filing/runs', { signal }))).items,
});

/** How far a run is, and what became of its rows; asked again while it goes on. */
export const sheetRunQuery = (id: string) =>
  queryOptions<SheetRunDetail>({
    queryKey: ['sheet-runs', id],
    refetchInterval: (query) => (goesOn(query.state.data?.run.job.state ?? 'queued') ? 1_000 : false),
    queryFn: ({ signal }) => unwrap(api.GET('/api/filing/runs/{id}', { params: { path: { id } }, signal })),
  });
