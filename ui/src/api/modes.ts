import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, unwrap, type Intent, type Whole } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export type Modes = Whole<Schemas['ModesView']>;
export type ModeVersion = Whole<Schemas['ModeVersionView']>;
export type ModeDetail = Whole<Schemas['ModeDetail']>;
export type ModeFile = Whole<Schemas['ModeFileBody']>;
export type ModeCheck = Whole<Schemas['ModeCheckView']>;
export type ModeFault = ModeCheck['faults'][number];
export type ModeRow = Whole<Schemas['ModeRow']>;
export type ModeChange = Whole<Schemas['ModeChange']>;
export type DryRun = Whole<Schemas['DryRunView']>;

/** Which version; a court may have several of one key. */
export interface Version {
  key: string;
  version: number;
}

/** The versions that the court has and can have, and from when it works under which. */
export const modesQuery = queryOptions<Modes>({
  queryKey: ['modes'],
  staleTime: 30_000,
  queryFn: ({ signal }) => unwrap(api.GET('/api/modes', { signal })),
});

/** What one version says. A version never changes. */
export const modeQuery = (of: Version) =>
  queryOptions<ModeDetail>({
    queryKey: ['modes', of.key, of.version],
    staleTime: Infinity,
    queryFn: ({ signal }) => unwrap(api.GET('/api/modes/{key}/{version}', { params: { path: { ...of } }, signal })),
  });

export const diffQuery = (of: Version, against: Version) =>
  queryOptions<ModeChange[]>({
    queryKey: ['modes', of.key, of.version, 'diff', against.key, against.version],
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const query = { with_key: against.key, with_version: against.version };
      return (await unwrap(api.GET('/api/modes/{key}/{version}/diff', { params: { path: { ...of }, query }, signal }))).changes;
    },
  });

/** 试算: nothing is written; asked anew each time. */
export const dryRunQuery = (of: Version) =>
  queryOptions<DryRun>({
    queryKey: ['modes', of.key, of.version, 'dry-run'],
    staleTime: 0,
    queryFn: ({ signal }) => unwrap(api.GET('/api/modes/{key}/{version}/dry-run', { params: { path: { ...of } }, signal })),
  });

/** 检查, without writing anything. */
export function checkMode(files: ModeFile[], intent: Intent): Promise<ModeCheck> {
  return unwrap(api.POST('/api/modes/check', { params: { header: commandHeaders(intent) }, body: { files } }));
}

/** 导入 */
export function importMode(files: ModeFile[], intent: Intent): Promise<unknown> {
  return unwrap(api.POST('/api/modes', { params: { header: commandHeaders(intent) }, body: { files } }));
}

/** 启用 */
export function adoptMode(
  { from, in_flight, ...of }: Version & { from: string; in_flight: 'stay' | 'move' },
  intent: Intent,
): Promise<unknown> {
  const params = { path: of, header: commandHeaders(intent) };
  return unwrap(api.POST('/api/modes/{key}/{version}/adopt', { params, body: { from, in_flight } }));
}
