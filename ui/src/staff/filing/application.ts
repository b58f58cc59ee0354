import type { ScanKept } from '../../api/devices';
import type { ApplicationInput, DeedKind, ItemKind, Jurisdiction, MaterialKind, PartyInput, TitleCategory } from '../../api/commands';
import type { CaseDetail, Party } from '../../api/types';
import { MATERIALS } from '../../copy/filing';
import { isAbroad, tellsNothing, type AgentKind, type IdentityKind } from '../../copy/party';

/** Values of a party that the page only has masked: handed back as they are shown, they stay as they are on record. */
export type Masked = Partial<Record<'identity_number' | 'phone' | 'account', string>>;

/** A party in the form, with what is only asked for where it is ticked. */
export type FilingParty = Partial<PartyInput> & { masked?: Masked; with_facts?: boolean; with_agents?: boolean };

/** The form's own shape: parties by side, materials as ticks with pages. */
export interface FilingValues {
  claim: {
    title: { category: TitleCategory; kind: string; issuer: string; number: string; effective_on: string | null; due_on: string | null; operative_part: string };
    items: { kind: ItemKind; title: string; amount_fen: number | null }[];
    deeds?: { kind: DeedKind; content: string }[];
    cause: string;
    delay_interest: boolean;
    livelihood: boolean;
  };
  applicants: FilingParty[];
  respondents: FilingParty[];
  materials: Partial<Record<MaterialKind, { got?: boolean; pages?: number | string; scan?: ScanKept }>>;
  jurisdiction: Jurisdiction;
  received_on: string;
  performed: boolean;
  duplicate_search: string;
  /** Why it is filed once more, where the court has the same. */
  filed_again?: string;
  risk_notice_given: boolean;
}

/** A material that the case already has: by its paper, or by its scan. */
export type Given = ApplicationInput['materials'][number];

const PARTY = { kind: 'person' as const, name: '', identity_number: '', phone: '', address: '', representative: '', service_address: '' };

/** What is most often asked for: what the person used last, or what follows from the court. */
export interface Usual {
  issuer?: string;
  number?: string;
}

export function emptyFiling(today: string, usual: Usual = {}): FilingValues {
  return {
    claim: {
      title: { category: 'court', kind: '民事判决书', issuer: usual.issuer ?? '', number: usual.number ?? '', effective_on: null, due_on: null, operative_part: '' },
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
    duplicate_search: '',
    risk_notice_given: false,
  };
}

function partyOf(p: Party): FilingParty {
  const masked: Masked = {};
  if (p.identity_number) masked.identity_number = p.identity_number.masked;
  if (p.phone) masked.phone = p.phone.masked;
  if (p.account) masked.account = p.account.masked;
  const agents = p.agents.map((a) => ({ name: a.name, kind: a.kind as AgentKind, firm: a.firm ?? '', phone: a.phone ?? '', authority: a.authority as 'general' | 'special', receives: a.receives }));
  const kind = p.identity_kind as IdentityKind;
  const told = !tellsNothing(kind);
  return {
    ...PARTY,
    kind: p.kind as PartyInput['kind'],
    name: p.name,
    identity_number: masked.identity_number ?? '',
    identity_kind: kind,
    ...(p.identity_seen ? { identity_seen: true } : {}),
    ...(p.identity_remark ? { identity_remark: p.identity_remark } : {}),
    ...(p.country ? { country: p.country } : {}),
    ...(p.ethnicity ? { ethnicity: p.ethnicity } : {}),
    ...(p.sex && !told ? { sex: p.sex as 'male' | 'female' } : {}),
    ...(p.born_on && !told ? { born_on: p.born_on } : {}),
    ...(p.ethnicity || (!told && (p.sex || p.born_on)) ? { with_facts: true } : {}),
    ...(0 < agents.length ? { agents, with_agents: true } : {}),
    phone: masked.phone ?? '',
    address: p.address ?? '',
    representative: p.representative ?? '',
    service_address: p.service_address ?? '',
    ...(p.account ? { account: { name: p.account_name ?? '', bank: p.bank ?? '', bank_code: p.bank_code ?? '', account: p.account.masked } } : {}),
    ...(p.share_fen === null ? {} : { claim_share_fen: p.share_fen }),
    masked,
  };
}

/** What a received case has already been given. */
export function givenOf(file: CaseDetail): Given[] {
  return file.materials.map((m) => ({ kind: m.kind as MaterialKind, title: m.title, file: m.file, pages: m.pages }));
}

/** What is already known of a received case; masked values stand as they are shown. */
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
      deeds: known?.deeds ?? [],
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
    const scan = values.materials[kind]?.scan?.file;
    if (!first) return [{ kind, title, file: scan ?? null, pages: Number(typed) || 1 }];
    // What was handed in on paper gets its scan; one that has a scan keeps it, another one is another paper.
    if (scan && before.some((m) => m.file)) return [...before, { kind, title, file: scan, pages: Number(typed) || 1 }];
    const [pages, file] = [/^\d+$/.test(typed) ? Number(typed) : first.pages, scan ?? first.file];
    return before.length === 1 ? [{ ...first, pages, file }] : before;
  });
  return [...listed, ...given.filter((m) => !MATERIALS.some(([kind]) => kind === m.kind))];
}

/** A party of the form as the server takes it: what was not asked for is not sent. */
export function partyInput(typed: FilingParty, role: 'applicant' | 'respondent', several: boolean): PartyInput {
  const { with_facts, with_agents, claim_share_fen, identity_kind, identity_seen, identity_remark, country, sex, born_on, ethnicity, agents, ...p } = typed;
  const plain = { ...p };
  delete plain.masked;
  const kind = identity_kind ?? usualPaper(p.kind);
  const unknown = kind === 'unknown';
  const facts = with_facts === true && p.kind === 'person';
  const said = <T,>(name: string, value: T | undefined | null, when: boolean) => (when && value ? { [name]: value } : {});
  return {
    ...PARTY,
    ...plain,
    ...said('claim_share_fen', claim_share_fen, several && role === 'applicant'),
    ...said('identity_kind', kind, kind !== usualPaper(p.kind)),
    ...said('identity_seen', identity_seen, true),
    ...said('identity_remark', identity_remark, unknown || kind === 'other'),
    ...said('country', country, isAbroad(kind)),
    ...said('sex', sex, facts && tellsNothing(kind)),
    ...said('born_on', born_on, facts && tellsNothing(kind)),
    ...said('ethnicity', ethnicity, facts),
    ...said('agents', agents, with_agents === true),
    role,
    identity_number: unknown ? '' : (p.identity_number ?? '').trim(),
    account:
      role === 'applicant' && p.account?.account
        ? { name: p.account.name || p.name || '', bank: p.account.bank ?? '', bank_code: p.account.bank_code ?? '', account: p.account.account.replace(/\s/g, '') }
        : null,
  };
}

/** What is still as the page was given it says nothing that could be checked. */
export function unmasked(p: FilingParty): FilingParty {
  const same = (field: keyof Masked, value: string | null | undefined) => value !== undefined && value === p.masked?.[field];
  return {
    ...p,
    ...(same('identity_number', p.identity_number) ? { identity_number: '' } : {}),
    ...(same('phone', p.phone) ? { phone: '' } : {}),
    ...(same('account', p.account?.account) ? { account: null } : {}),
    agents: (p.agents ?? []).map((a) => (a.phone?.includes('*') ? { ...a, phone: '' } : a)),
  };
}

/** What a person, or an organisation, is usually identified by. */
export function usualPaper(kind: PartyInput['kind'] | undefined): IdentityKind {
  return (kind ?? 'person') === 'person' ? 'identity_card' : 'credit_code';
}

/** The form as the application that the server takes; `given` is what the case already has. */
export function applicationOf(values: FilingValues, given: Given[] = []): ApplicationInput {
  const several = 1 < values.applicants.length;
  const party = (role: 'applicant' | 'respondent') => (p: FilingParty) => partyInput(p, role, several);
  return {
    kind: 'first',
    claim: {
      ...values.claim,
      title: { ...values.claim.title, effective_on: values.claim.title.effective_on ?? '', due_on: values.claim.title.due_on ?? '' },
      items: values.claim.items.map((i) => ({ ...i, amount_fen: i.amount_fen ?? 0 })),
      deeds: values.claim.deeds ?? [],
    },
    parties: [...values.applicants.map(party('applicant')), ...values.respondents.map(party('respondent'))],
    materials: materialsOf(values, given),
    jurisdiction: values.jurisdiction,
    received_on: values.received_on,
    performed: values.performed,
    by_agent: values.applicants.some((p) => p.with_agents && 0 < (p.agents ?? []).length),
    duplicate_search: values.duplicate_search,
    filed_again: values.filed_again?.trim() ?? '',
    risk_notice_given: values.risk_notice_given,
  };
}

/** `parties[2].name` of the application → the field of the form. */
export function formPath(path: (string | number)[], applicants: number): (string | number)[] {
  const [head, index, ...rest] = path;
  if (head !== 'parties' || typeof index !== 'number') return path;
  return index < applicants ? ['applicants', index, ...rest] : ['respondents', index - applicants, ...rest];
}
