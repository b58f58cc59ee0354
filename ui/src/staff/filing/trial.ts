import type { ItemKind, PartyInput, TitleCategory } from '../../api/commands';
import { TITLES } from '../../copy/filing';
import type { IdentityKind } from '../../copy/party';
import { fenFromYuan } from '../../ui/format';
import type { FilingParty, FilingValues } from './application';

/** What was not taken over, in words, because something else was typed or it is not readable. */
export interface TakenOver {
  values: FilingValues;
  taken: string[];
  differs: string[];
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (from: Json, name: string, max = 2000): string => (typeof from[name] === 'string' ? from[name].trim().slice(0, max) : '');
const objects = (from: Json, name: string): Json[] => (Array.isArray(from[name]) ? from[name].filter(isObject).slice(0, 50) : []);

const CATEGORIES = TITLES.map((title) => title.value);
const KINDS: PartyInput['kind'][] = ['person', 'legal_person', 'other_organisation'];
const ITEMS: ItemKind[] = ['principal', 'general_interest', 'costs'];
const oneOf = <T extends string>(all: readonly T[], value: string): T | undefined => all.find((known) => known === value);

/** 卷宗信息 is a file of version 1 with a title; anything else is said to be none. */
export function isTrialFile(value: unknown): value is Json {
  return isObject(value) && value['version'] === 1 && isObject(value['title']) && Array.isArray(value['parties']);
}

/**
 * 审执衔接：what the trial file says goes into what is still empty; where something else was typed it stays, and the
 * difference is told.
 */
export function takeOver(now: FilingValues, trial: Json, unchanged: (path: string, value: unknown) => boolean): TakenOver {
  const values = structuredClone(now);
  const taken: string[] = [];
  const differs: string[] = [];
  const set = (label: string, path: string, typed: unknown, said: unknown, write: () => void) => {
    if (said === '' || said === null || said === undefined || said === typed) return;
    if (typed === '' || typed === null || typed === undefined || unchanged(path, typed)) {
      write();
      taken.push(label);
    } else {
      differs.push(`${label}：已填“${String(typed)}”，卷宗为“${String(said)}”`);
    }
  };
  const { title } = values.claim;
  const told = trial['title'] as Json;
  set('执行依据类别', 'claim.title.category', title.category, oneOf(CATEGORIES, text(told, 'category')), () => {
    title.category = text(told, 'category') as TitleCategory;
    // As where it is chosen by hand: what gives jurisdiction goes with the category.
    values.jurisdiction = TITLES.find((known) => known.value === title.category)?.jurisdiction[0] ?? values.jurisdiction;
  });
  for (const [label, name, max] of [['文书种类', 'kind', 30], ['作出机关', 'issuer', 60], ['文书案号', 'number', 60], ['主文', 'operative_part', 2000]] as const) {
    set(label, `claim.title.${name}`, title[name], text(told, name, max), () => (title[name] = text(told, name, max)));
  }
  for (const [label, name] of [['生效日', 'effective_on'], ['履行期届满日', 'due_on']] as const) {
    const day = text(told, name);
    if (/^\d{4}-\d{2}-\d{2}$/.test(day)) set(label, `claim.title.${name}`, title[name], day, () => (title[name] = day));
  }
  set('案由', 'claim.cause', values.claim.cause, text(trial, 'cause', 50), () => (values.claim.cause = text(trial, 'cause', 50)));
  const items = objects(trial, 'items').map((item) => ({ kind: oneOf(ITEMS, text(item, 'kind')) ?? 'principal', title: text(item, 'title', 100), amount_fen: fenFromYuan(text(item, 'amount')) ?? null }));
  const typedItems = values.claim.items.some((item) => item.amount_fen !== null);
  if (0 < items.length && typedItems && JSON.stringify(values.claim.items) !== JSON.stringify(items)) differs.push('标的项目：已填的与卷宗的不同');
  else if (0 < items.length && !typedItems) {
    values.claim.items = items;
    taken.push('标的项目');
  }
  takeParties(values, trial, taken, differs);
  return { values, taken, differs };
}

function takeParties(values: FilingValues, trial: Json, taken: string[], differs: string[]): void {
  for (const [side, role, label] of [['applicants', 'applicant', '申请执行人'], ['respondents', 'respondent', '被执行人']] as const) {
    const said = objects(trial, 'parties').filter((party) => party['role'] === role).map(partyOf);
    if (said.length === 0) continue;
    const typed = values[side];
    if (typed.every((party) => !party.name && !party.identity_number)) {
      values[side] = said.map((party, at) => ({ ...typed[at], ...party }));
      taken.push(label);
    } else if (said.some((party) => !typed.some((known) => known.name === party.name))) {
      differs.push(`${label}：已填“${typed.map((party) => party.name ?? '').join('、')}”，卷宗为“${said.map((party) => party.name ?? '').join('、')}”`);
    } else {
      // The same people: what is still empty of them.
      values[side] = typed.map((known) => filled(known, said.find((party) => party.name === known.name)));
      taken.push(label);
    }
  }
}

function filled(known: FilingParty, said: FilingParty | undefined): FilingParty {
  const fresh = Object.entries(said ?? {}).filter(([name, value]) => value !== '' && !known[name as keyof FilingParty]);
  return { ...known, ...Object.fromEntries(fresh) };
}

/** A party of the trial file, or a card that was read, as the form has it. */
export function partyOf(said: Json): FilingParty {
  const account = isObject(said['account']) ? said['account'] : null;
  const ethnicity = text(said, 'ethnicity', 20);
  const address = text(said, 'address', 200);
  return {
    kind: oneOf(KINDS, text(said, 'kind')) ?? 'person',
    name: text(said, 'name', 100),
    identity_number: text(said, 'identity_number', 30),
    ...(text(said, 'identity_kind') ? { identity_kind: text(said, 'identity_kind') as IdentityKind } : {}),
    phone: text(said, 'phone', 30),
    address,
    representative: text(said, 'representative', 50),
    ...(ethnicity ? { ethnicity, with_facts: true } : {}),
    ...(said['role'] === 'applicant' ? { service_address: text(said, 'service_address', 200) || address } : { service_address: text(said, 'service_address', 200) }),
    ...(account && said['role'] === 'applicant'
      ? { account: { name: text(account, 'name', 70), bank: text(account, 'bank', 70), bank_code: text(account, 'bank_code', 12), account: text(account, 'account', 40) } }
      : {}),
  };
}
