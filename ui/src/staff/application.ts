import type { ApplicationInput, ItemKind, Jurisdiction, MaterialKind, PartyInput, TitleCategory } from '../api/commands';
import type { CaseDetail, Party } from '../api/types';
import { MATERIALS } from '../copy/filing';

/** Values of a party that the page only has masked: the form asks for them again and says what they look like. */
export type Masked = Partial<Record<'identity_number' | 'phone' | 'account', string>>;

/** A party in the form. */
export type FilingParty = Partial<PartyInput> & { masked?: Masked };

/** The form's own shape: parties by side, materials as ticks with pages. */
export interface FilingValues {
  claim: {
    title: { category: TitleCategory; kind: string; issuer: string; number: string; effective_on: string | null; due_on: string | null; operative_part: string };
    items: { kind: ItemKind; title: string; amount_fen: number | null }[];
    cause: string;
    delay_interest: boolean;
    livelihood: boolean;
  };
  applicants: FilingParty[];
  respondents: FilingParty[];
  materials: Partial<Record<MaterialKind, { got?: boolean; pages?: number | string }>>;
  jurisdiction: Jurisdiction;
  received_on: string;
  performed: boolean;
  by_agent: boolean;
  duplicate_search: string;
  risk_notice_given: boolean;
}

/** A material that the case already has: by its paper, or by its scan. */
export type Given = ApplicationInput['materials'][number];

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

function partyOf(p: Party): FilingParty {
  const masked: Masked = {};
  if (p.identity_number) masked.identity_number = p.identity_number.masked;
  if (p.phone) masked.phone = p.phone.masked;
  if (p.account) masked.account = p.account.masked;
  return {
    ...PARTY,
    kind: p.kind as PartyInput['kind'],
    name: p.name,
    address: p.address ?? '',
    representative: p.representative ?? '',
    service_address: p.service_address ?? '',
    ...(p.account ? { account: { name: p.account_name ?? '', bank: p.bank ?? '', bank_code: p.bank_code ?? '', account: '' } } : {}),
    ...(p.share_fen === null ? {} : { claim_share_fen: p.share_fen }),
    masked,
  };
}

/** What a received case has already been given. */
export function givenOf(file: CaseDetail): Given[] {
  return file.materials.map((m) => ({ kind: m.kind as MaterialKind, title: m.title, file: m.file, pages: m.pages }));
}

/** What is already known of a received case; only masked values are left for retyping. */
export function filingOf(file: CaseDetail, today: string): FilingValues {
  const empty = emptyFiling(today);
  const known = file.application;
  const parties = (role: string) => file.parties.filter((p) => p.role === role).map(partyOf);
  const materials: FilingValues['materials'] = {};
  for (const m of givenOf(file)) materials[m.kind] = { got: true, pages: Number(materials[m.kind]?.pages ?? 0) + m.pages };
  return {
    claim: {
      title: { ...empty.claim.title, ...file.title, category: (file.title?.category ?? 'court') as TitleCategory },
      items: known?.items ?? empty.claim.items,
      cause: file.cause,
      delay_interest: known?.delay_interest ?? empty.claim.delay_interest,
      livelihood: known?.livelihood ?? empty.claim.livelihood,
    },
    applicants: parties('applicant'),
    respondents: parties('respondent'),
    materials,
    jurisdiction: known?.jurisdiction ?? empty.jurisdiction,
    received_on: file.received_on ?? today,
    performed: known?.performed ?? empty.performed,
    by_agent: known?.by_agent ?? empty.by_agent,
    duplicate_search: known?.duplicate_search ?? empty.duplicate_search,
    risk_notice_given: known?.risk_notice_given ?? empty.risk_notice_given,
  };
}

/**
 * The ticked materials. What the case was given is named as it was given, scans by their file; of several papers of
 * one kind the pages stay theirs.
 */
function materialsOf(values: FilingValues, given: Given[]): ApplicationInput['materials'] {
  const listed = MATERIALS.filter(([kind]) => values.materials[kind]?.got).flatMap(([kind, title]): Given[] => {
    const before = given.filter((m) => m.kind === kind);
    const typed = String(values.materials[kind]?.pages ?? '').trim();
    const [first] = before;
    if (!first) return [{ kind, title, file: null, pages: Number(typed) || 1 }];
    return before.length === 1 && /^\d+$/.test(typed) ? [{ ...first, pages: Number(typed) }] : before;
  });
  return [...listed, ...given.filter((m) => !MATERIALS.some(([kind]) => kind === m.kind))];
}

/** The form as the application that the server takes; `given` is what the case already has. */
export function applicationOf(values: FilingValues, given: Given[] = []): ApplicationInput {
  const several = 1 < values.applicants.length;
  const party = (role: 'applicant' | 'respondent') => ({ claim_share_fen, ...p }: FilingParty): PartyInput => {
    const sent: FilingParty & PartyInput = {
      ...PARTY,
      ...p,
      ...(several && role === 'applicant' && claim_share_fen ? { claim_share_fen } : {}),
      role,
      identity_number: (p.identity_number ?? '').replace(/\s/g, '').toUpperCase(),
      account:
        role === 'applicant' && p.account?.account
          ? { name: p.account.name || p.name || '', bank: p.account.bank ?? '', bank_code: p.account.bank_code ?? '', account: p.account.account.replace(/\s/g, '') }
          : null,
    };
    delete sent.masked;
    return sent;
  };
  return {
    kind: 'first',
    claim: {
      ...values.claim,
      title: { ...values.claim.title, effective_on: values.claim.title.effective_on ?? '', due_on: values.claim.title.due_on ?? '' },
      items: values.claim.items.map((i) => ({ ...i, amount_fen: i.amount_fen ?? 0 })),
    },
    parties: [...values.applicants.map(party('applicant')), ...values.respondents.map(party('respondent'))],
    materials: materialsOf(values, given),
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
