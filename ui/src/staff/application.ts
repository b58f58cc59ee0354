import type { ApplicationInput, ItemKind, Jurisdiction, MaterialKind, PartyInput, TitleCategory } from '../api/commands';
import type { CaseDetail } from '../api/types';
import { MATERIALS } from '../copy/filing';

/** The form's own shape: parties by side, materials as ticks with pages. */
export interface FilingValues {
  claim: {
    title: { category: TitleCategory; kind: string; issuer: string; number: string; effective_on: string | null; due_on: string | null; operative_part: string };
    items: { kind: ItemKind; title: string; amount_fen: number | null }[];
    cause: string;
    delay_interest: boolean;
    livelihood: boolean;
  };
  applicants: Partial<PartyInput>[];
  respondents: Partial<PartyInput>[];
  materials: Partial<Record<MaterialKind, { got?: boolean; pages?: number | string }>>;
  jurisdiction: Jurisdiction;
  received_on: string;
  performed: boolean;
  by_agent: boolean;
  duplicate_search: string;
  risk_notice_given: boolean;
}

const PARTY = { kind: 'person' as const, name: '', identity_number: '', phone: '', address: '', representative: '', service_address: '' };

export function emptyFiling(today: string): FilingValues {
  return {
    claim: {
      title: { category: 'court', kind: '民事判决书', issuer: '', number: '', effective_on: null, due_on: null, operative_part: '' },
      items: [{ kind: 'principal', title: '本金', amount_fen: null }],
      cause: '',
      delay_interest: true,
      livelihood: false,
    },
    applicants: [{ ...PARTY }],
    respondents: [{ ...PARTY }],
    materials: {},
    jurisdiction: 'first_instance',
    received_on: today,
    performed: false,
    by_agent: false,
    duplicate_search: '',
    risk_notice_given: false,
  };
}

/** What is already known of a received case; masked values are left for retyping. */
export function filingOf(file: CaseDetail, today: string): FilingValues {
  const empty = emptyFiling(today);
  const parties = (role: string) =>
    file.parties
      .filter((p) => p.role === role)
      .map((p) => ({ ...PARTY, name: p.name, address: p.address ?? '', service_address: p.service_address ?? '', representative: p.representative ?? '' }));
  return {
    ...empty,
    claim: {
      ...empty.claim,
      cause: file.cause,
      title: { ...empty.claim.title, ...file.title, category: (file.title?.category ?? 'court') as TitleCategory },
      items: [{ kind: 'principal', title: '本金', amount_fen: file.claim_fen || null }],
    },
    applicants: parties('applicant'),
    respondents: parties('respondent'),
  };
}

/** The form as the application that the server takes. */
export function applicationOf(values: FilingValues): ApplicationInput {
  const several = 1 < values.applicants.length;
  const party = (role: 'applicant' | 'respondent') => ({ claim_share_fen, ...p }: Partial<PartyInput>): PartyInput => ({
    ...PARTY,
    ...p,
    ...(several && role === 'applicant' && claim_share_fen ? { claim_share_fen } : {}),
    role,
    identity_number: (p.identity_number ?? '').replace(/\s/g, '').toUpperCase(),
    account:
      role === 'applicant' && p.account?.account
        ? { name: p.account.name || p.name || '', bank: p.account.bank ?? '', bank_code: p.account.bank_code ?? '', account: p.account.account.replace(/\s/g, '') }
        : null,
  });
  return {
    kind: 'first',
    claim: {
      ...values.claim,
      title: { ...values.claim.title, effective_on: values.claim.title.effective_on ?? '', due_on: values.claim.title.due_on ?? '' },
      items: values.claim.items.map((i) => ({ ...i, amount_fen: i.amount_fen ?? 0 })),
    },
    parties: [...values.applicants.map(party('applicant')), ...values.respondents.map(party('respondent'))],
    materials: MATERIALS.filter(([kind]) => values.materials[kind]?.got).map(([kind, title]) => ({
      kind,
      title,
      file: null,
      pages: Number(values.materials[kind]?.pages) || 1,
    })),
    jurisdiction: values.jurisdiction,
    received_on: values.received_on,
    performed: values.performed,
    by_agent: values.by_agent,
    duplicate_search: values.duplicate_search,
    risk_notice_given: values.risk_notice_given,
  };
}

/** `parties[2].name` of the application → the field of the form. */
export function formPath(path: (string | number)[], applicants: number): (string | number)[] {
  const [head, index, ...rest] = path;
  if (head !== 'parties' || typeof index !== 'number') return path;
  return index < applicants ? ['applicants', index, ...rest] : ['respondents', index - applicants, ...rest];
}
