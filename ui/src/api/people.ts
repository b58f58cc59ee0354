import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, unwrap, type BodyOf, type Intent } from './client';
import type { Access, Duties, Organisation, Person } from './types';

export const peopleQuery = queryOptions<Person[]>({
  queryKey: ['people'],
  staleTime: 30_000,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/people', { signal }))).items,
});

/** 权责清单 */
export const dutiesQuery = queryOptions<Duties>({
  queryKey: ['organisation', 'duties'],
  staleTime: 30_000,
  queryFn: async ({ signal }) => unwrap(api.GET('/api/duties', { signal })),
});

/** What the administrator asked for and a second person has to confirm. */
export const accessQuery = queryOptions<Access[]>({
  queryKey: ['people', 'access'],
  staleTime: 30_000,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/access', { signal }))).items,
});

/** Whoever confirms may be given a first password, to hand it over. */
export interface Settled {
  version: number;
  first_password?: string | null;
}

export type AccessAct = 'confirm' | 'refuse' | 'withdraw';

export function settleAccess({ id, act }: { id: string; act: AccessAct }, intent: Intent): Promise<Settled> {
  const params = { header: commandHeaders(intent), path: { id } };
  return unwrap<Settled>(api.POST(`/api/access/{id}/${act}`, { params, body: {} }));
}

/** Teams, posts, lanes and nodes of the court's mode: what filters and forms offer. */
export const organisationQuery = queryOptions<Organisation>({
  queryKey: ['organisation'],
  staleTime: 300_000,
  queryFn: ({ signal }) => unwrap(api.GET('/api/organisation', { signal })),
});

export type NewPerson = BodyOf<'/api/people'>;

/** A first password, shown once. */
export interface Given {
  first_password?: string | null;
  awaits_confirmation?: boolean;
}

/** Adds a person; the answer carries the first password, shown once. */
export function addPerson(body: NewPerson, intent: Intent): Promise<Given> {
  return unwrap(api.POST('/api/people', { params: { header: commandHeaders(intent) }, body }));
}

export type PersonAct = 'disable' | 'enable' | 'unlock' | 'password' | 'leave' | 'roles';

/** One act on a person, with the body that belongs to it. */
export type PersonCommand = { [A in PersonAct]: { id: string; act: A; body: BodyOf<`/api/people/{id}/${A}`> } }[PersonAct];

export function personCommand(command: PersonCommand, intent: Intent): Promise<Given> {
  const params = { header: commandHeaders(intent), path: { id: command.id } };
  const answer = api.POST(`/api/people/{id}/${command.act}`, { params, body: command.body } as never);
  return unwrap(answer as Promise<{ data?: Given; response: Response }>) as Promise<Given>;
}

/** 定岗定人 */
export function fillPost(
  values: { post: string; holders: string[]; stand_ins: string[] },
  intent: Intent,
): Promise<unknown> {
  const { post, ...body } = values;
  return unwrap(
    api.PUT('/api/posts/{post}', { params: { header: commandHeaders(intent), path: { post } }, body }),
  );
}
