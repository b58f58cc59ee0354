import { api, asForm, commandHeaders, unwrap, type BodyOf, type Whole } from './client';
import type { components } from './schema';

/** What a person takes along: the tasks outside, each with whom it is about and what awaits there. */
export type FieldTasks = Whole<components['schemas']['FieldTasks']>;
export type FieldTask = FieldTasks['items'][number];
export type RiskCard = NonNullable<FieldTask['risk']>;
export type FieldReport = FieldTask['earlier'][number];
export type ReportBody = BodyOf<'/api/cases/{id}/do/report_from_field'>;
export type NoteBody = BodyOf<'/api/cases/{id}/do/note_from_field'>;
export type RiskBody = BodyOf<'/api/cases/{id}/do/note_risk'>;
export type Outcome = ReportBody['outcome'];

export interface Person {
  id: string;
  name: string;
}

export async function whoAmI(): Promise<Person> {
  const { id, name } = await unwrap(api.GET('/api/session'));
  return { id, name };
}

export async function enter(body: { account: string; password: string }): Promise<void> {
  await unwrap(api.POST('/api/session', { body }));
}

export async function leave(): Promise<void> {
  await unwrap(api.DELETE('/api/session', {}));
}

export function takeAlong(): Promise<FieldTasks> {
  return unwrap(api.GET('/api/field/tasks'));
}

/** Sends a photograph or a recording ahead; the SM3 under which the court keeps it. */
export async function sendEvidence(id: string, name: string, blob: Blob, sha256: string): Promise<string> {
  const form = new FormData();
  form.append('sha256', sha256);
  form.append('file', blob, name);
  const params = { header: commandHeaders({ key: id }) };
  const { file } = await unwrap(api.POST('/api/field/evidence', { params, body: form as never, ...asForm }));
  return file;
}

const about = (id: string, key: string) => ({ header: commandHeaders({ key }), path: { id } });

export async function report(caseId: string, key: string, body: ReportBody): Promise<void> {
  await unwrap(api.POST('/api/cases/{id}/do/report_from_field', { params: about(caseId, key), body }));
}

export async function note(caseId: string, key: string, body: NoteBody): Promise<void> {
  await unwrap(api.POST('/api/cases/{id}/do/note_from_field', { params: about(caseId, key), body }));
}

export async function noteRisk(caseId: string, key: string, body: RiskBody): Promise<void> {
  await unwrap(api.POST('/api/cases/{id}/do/note_risk', { params: about(caseId, key), body }));
}

/** 签收：so that nobody else of the post goes there as well. */
export async function take(caseId: string, key: string, task: string): Promise<void> {
  await unwrap(api.POST('/api/cases/{id}/do/accept_task', { params: about(caseId, key), body: { task } }));
}
