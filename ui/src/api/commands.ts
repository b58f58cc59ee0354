import { queryOptions } from '@tanstack/react-query';
import { api, asForm, commandHeaders, unwrap, type BodyOf, type Intent, type PostPath, type Whole } from './client';
import { newKey } from './useCommand';
import { placed } from './place';
import type { components } from './schema';

/** 立案申请, as the window takes it down. */
export type ApplicationInput = BodyOf<'/api/begin/file_case'>;
export type PartyInput = ApplicationInput['parties'][number];
export type AccountInput = components['schemas']['AccountInput'];
/** Which kind of title it is; it decides jurisdiction and materials. */
export type TitleCategory = ApplicationInput['claim']['title']['category'];
export type Jurisdiction = ApplicationInput['jurisdiction'];
export type MaterialKind = ApplicationInput['materials'][number]['kind'];
export type DeedKind = NonNullable<ApplicationInput['claim']['deeds']>[number]['kind'];
export type ItemKind = ApplicationInput['claim']['items'][number]['kind'];

/** What a command did. */
export type Done = Whole<components['schemas']['DoneView']>;

export function fileCase(body: ApplicationInput, intent: Intent): Promise<Done> {
  return unwrap(api.POST('/api/begin/file_case', { params: { header: commandHeaders(intent) }, body }));
}

/** 补正：the completed application of a case that was received but not filed. */
export function supplementCase(values: { id: string; application: ApplicationInput }, intent: Intent): Promise<Done> {
  return unwrap(
    api.POST('/api/cases/{id}/do/supplement_filing', {
      params: { header: commandHeaders(intent), path: { id: values.id } },
      body: values.application,
    }),
  );
}

export type PartyChecked = Whole<components['schemas']['PartyChecked']>;

/** Reads a party as it is typed; nothing is written down. */
export function checkParty(party: PartyInput): Promise<PartyChecked> {
  return unwrap(api.POST('/api/parties/check', { params: { header: commandHeaders({ key: newKey() }) }, body: { party: party as unknown as Record<string, never> } }));
}

/** Every command there is, with its fields: the same for everybody until the server changes. */
export const commandsQuery = queryOptions({
  queryKey: ['commands'],
  staleTime: Infinity,
  queryFn: ({ signal }) => unwrap(api.GET('/api/commands', { signal })),
});

/** Begins a matter that is about no case, or about one whose number it names. */
export function beginMatter(values: { name: string; body: object }, intent: Intent) {
  // The name is one of the described beginnings; its body was drawn from its own fields.
  const path = `/api/begin/${values.name}` as '/api/begin/record_visit';
  return unwrap(api.POST(path, { params: { header: commandHeaders(intent) }, body: values.body as BodyOf<'/api/begin/record_visit'> }));
}

/** Commands of a case. */
export type CasePath = Extract<PostPath, `/api/cases/{id}/${string}`>;

/** One command on a case: its path as described, the ids in it, and the body that belongs to it. */
export interface CaseCommand<P extends CasePath> {
  case: string;
  path: P;
  /** What stands for the other braces in the path. */
  ids?: Record<string, string>;
  body: BodyOf<P>;
}

export function caseCommand<P extends CasePath>(command: CaseCommand<P>, intent: Intent): Promise<unknown> {
  const params = { header: commandHeaders(intent), path: { id: command.case, ...command.ids } };
  // The path is a union here; each caller's body was checked against its own path.
  return unwrap(api.POST(command.path as '/api/cases/{id}/do/close_case', { params, body: command.body as object }));
}

/** A command with the file that comes with it. */
export function sendWithFile(values: { case: string; name: string; fields: Record<string, unknown> }, intent: Intent): Promise<unknown> {
  const form = new FormData();
  for (const [name, value] of Object.entries(values.fields)) {
    if (value instanceof File) form.append(name, value, value.name);
    else if (value !== null && value !== undefined) form.append(name, String(value));
  }
  // Which one it is, is known by its name; its form was drawn from its own fields.
  const path = `/api/cases/{id}/do/${values.name}` as '/api/cases/{id}/do/add_material';
  const params = { header: commandHeaders(intent), path: { id: values.case } };
  return unwrap(api.POST(path, { params, body: form as never, ...asForm }));
}

/** 查看原件: writes down what for; for ten minutes the original can then be looked at and kept. */
export function openOriginal(values: { case: string; subject: string; purpose: string }, intent: Intent): Promise<unknown> {
  return unwrap(
    api.POST('/api/cases/{id}/originals', {
      params: { header: commandHeaders(intent), path: { id: values.case } },
      body: { subject: values.subject, purpose: values.purpose },
    }),
  );
}

/** Where a material's scan is: to look at, or to keep. It has to be opened first. */
export function materialUrl(caseId: string, file: string, download = false): string {
  return placed(`/api/cases/${caseId}/materials/${file}${download ? '?download=true' : ''}`);
}

/** Where a document's bytes are: masked, or the original, which has to be opened first. */
export function documentUrl(caseId: string, documentId: string, format: 'pdf' | 'docx', original = false): string {
  return placed(`/api/cases/${caseId}/documents/${documentId}/${format}${original ? '?original=true' : ''}`);
}
