import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, unwrap, type Intent } from './client';
import type { Organisation, Page, Person } from './types';

export const peopleQuery = queryOptions<Person[]>({
  queryKey: ['people'],
  staleTime: 30_000,
  queryFn: async ({ signal }) => (await unwrap<Page<Person>>(api.GET('/api/people', { signal }))).items,
});

/** Teams, posts, lanes and nodes of the court's mode: what filters and forms offer. */
export const organisationQuery = queryOptions<Organisation>({
  queryKey: ['organisation'],
  staleTime: 300_000,
  queryFn: ({ signal }) => unwrap<Organisation>(api.GET('/api/organisation', { signal })),
});

export interface NewPerson {
  name: string;
  account: string;
  roles: string[];
  team?: string;
}

/** Adds a person; the answer carries the first password, shown once. */
export function addPerson(body: NewPerson, intent: Intent): Promise<{ id: string; first_password: string | null }> {
  return unwrap(api.POST('/api/people', { params: { header: commandHeaders(intent) }, body }));
}

export type PersonAct = 'disable' | 'unlock' | 'password' | 'leave' | 'roles';

export function personCommand(
  values: { id: string; act: PersonAct; body: object },
  intent: Intent,
): Promise<{ first_password?: string | null }> {
  return unwrap(
    api.POST(`/api/people/${values.id}/${values.act}`, { params: { header: commandHeaders(intent) }, body: values.body }),
  );
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
