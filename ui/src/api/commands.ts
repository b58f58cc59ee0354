import { api, commandHeaders, unwrap, type Intent } from './client';

/** The account money is paid to. */
export interface AccountInput {
  name: string;
  bank: string;
  bank_code: string;
  account: string;
}

export interface PartyInput {
  role: 'applicant' | 'respondent' | 'third_party';
  kind: 'person' | 'legal_person' | 'other_organisation';
  name: string;
  identity_number: string;
  phone: string;
  address: string;
  representative: string;
  service_address: string;
  account: AccountInput | null;
  /** An applicant's part of the claim, when there are several. */
  claim_share_fen?: number;
}

/** Which kind of title it is; it decides jurisdiction and materials. */
export type TitleCategory = 'court' | 'criminal' | 'arbitration' | 'notarial' | 'administrative';

export interface MaterialInput {
  kind: string;
  title: string;
  file: string | null;
  pages: number;
}

export interface ClaimItemInput {
  kind: 'principal' | 'general_interest' | 'costs';
  title: string;
  amount_fen: number;
}

/** 立案申请, as the window takes it down. */
export interface ApplicationInput {
  kind: string;
  claim: {
    title: { category: TitleCategory; kind: string; issuer: string; number: string; effective_on: string; due_on: string; operative_part: string };
    items: ClaimItemInput[];
    cause: string;
    delay_interest: boolean;
    livelihood: boolean;
  };
  parties: PartyInput[];
  materials: MaterialInput[];
  jurisdiction: string;
  received_on: string;
  performed: boolean;
  by_agent: boolean;
  duplicate_search: string;
  risk_notice_given: boolean;
}

/** What filing answered: a numbered case, or one list of everything that is missing. */
export interface Filed {
  id: string | null;
  case_no: string | null;
  missing: { title: string; remedy: string | null; basis: string | null }[];
}

export function fileCase(body: ApplicationInput, intent: Intent): Promise<Filed> {
  return unwrap(api.POST('/api/cases', { params: { header: commandHeaders(intent) }, body }));
}

/** 补正：the completed application of a case that was received but not filed. */
export function supplementCase(values: { id: string; application: ApplicationInput }, intent: Intent): Promise<Filed> {
  return unwrap(
    api.POST('/api/cases/{id}/supplement', {
      params: { header: commandHeaders(intent), path: { id: values.id } },
      body: values.application,
    }),
  );
}

type Path =
  | `/interview`
  | `/triage/run`
  | `/triage/override`
  | `/searches`
  | `/searches/${string}/close`
  | `/measures`
  | `/deductions`
  | `/payouts`
  | `/closing`
  | `/services`
  | `/documents`
  | `/tasks/${string}/${'accept' | 'complete' | 'return' | 'assign'}`
  | `/documents/${string}/${'sign' | 'send-back'}`
  | `/materials`
  | `/assets/${string}/screen`
  | `/measures/${string}/${'renew' | 'release' | 'acknowledge'}`
  | `/payouts/${string}/${'approve' | 'refuse'}`;

/** One command on a case. */
export interface CaseCommand {
  case: string;
  path: Path;
  body: object;
}

export function caseCommand(command: CaseCommand, intent: Intent): Promise<unknown> {
  return unwrap(
    api.POST(`/api/cases/${command.case}${command.path}`, { params: { header: commandHeaders(intent) }, body: command.body }),
  );
}

/** 材料入卷, with its scan. */
export function addMaterial(
  values: { case: string; kind: string; title: string; pages: string; file: File },
  intent: Intent,
): Promise<unknown> {
  const form = new FormData();
  form.append('kind', values.kind);
  form.append('title', values.title);
  form.append('pages', values.pages);
  form.append('file', values.file, values.file.name);
  return unwrap(
    api.POST('/api/cases/{id}/materials', {
      params: { header: commandHeaders(intent), path: { id: values.case } },
      body: form,
      bodySerializer: (body: unknown) => body as FormData,
    }),
  );
}

/** Where a document's bytes are. */
export function documentUrl(caseId: string, documentId: string, format: 'pdf' | 'docx'): string {
  return `/api/cases/${caseId}/documents/${documentId}/${format}`;
}
