import { api, commandHeaders, unwrap, type Intent } from './client';

/** The commands of a case that the pages send, with their bodies. */
export interface PartyInput {
  side: 'applicant' | 'respondent';
  kind: 'person' | 'organisation';
  name: string;
  id_number: string;
  phone?: string;
  address?: string;
}

export interface FilingInput {
  basis_kind: string;
  basis_no: string;
  basis_court: string;
  basis_effective_on: string;
  performance_due_on?: string;
  cause: string;
  parties: PartyInput[];
  claim_principal_fen: number;
  claim_interest_fen?: number;
  claim_items?: { label: string; amount_fen: number }[];
  service_address: string;
  payout_name: string;
  payout_bank: string;
  payout_account: string;
  livelihood: boolean;
  materials: string[];
}

export interface Filed {
  id: string;
  case_no: string;
}

export interface InterviewInput {
  held_on: string;
  respondent_contacts: string;
  respondent_property: string;
  respondent_work: string;
  willingness: string;
  plan: string;
}

export function fileCase(body: FilingInput, intent: Intent): Promise<Filed> {
  return unwrap(api.POST('/api/cases', { headers: commandHeaders(intent), body }));
}

/** What the filing still lacks, all at once, without filing. */
export function checkFiling(body: FilingInput, intent: Intent): Promise<unknown> {
  return unwrap(api.POST('/api/filings/check', { headers: commandHeaders(intent), body }));
}

type Path =
  | `/interview`
  | `/triage/run`
  | `/triage/override`
  | `/searches`
  | `/measures`
  | `/deductions`
  | `/payouts`
  | `/closing`
  | `/services`
  | `/documents`
  | `/tasks/${string}/${'accept' | 'complete' | 'return' | 'assign'}`
  | `/documents/${string}/${'sign' | 'issue'}`
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
    api.POST(`/api/cases/${command.case}${command.path}`, { headers: commandHeaders(intent), body: command.body }),
  );
}

/** Where a document's bytes are. */
export function documentUrl(caseId: string, documentId: string, format: 'pdf' | 'docx'): string {
  return `/api/cases/${caseId}/documents/${documentId}/${format}`;
}
