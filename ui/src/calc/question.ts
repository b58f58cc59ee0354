/** Questions as they stand in the address bar, in the forms, and as they are sent. Nothing here computes or judges. */
import type { DistributionAsked, InterestAsked, PeriodAsked } from '../api/calc';

export interface Span {
  from: string;
  to: string;
}

export interface PeriodForm {
  from: string;
  kind: 'own' | 'rule';
  length: string;
  unit: 'day' | 'workday' | 'month' | 'year' | 'hour';
  rolls: boolean;
  rule: string;
  exclusions: Span[];
}

export interface FeeForm {
  kind: 'application' | 'preservation';
  amount: string;
}

export type Tier = '' | 'six_months' | 'one_year' | 'three_years' | 'five_years' | 'longer';

export interface InterestForm {
  mode: 'single' | 'account';
  instalments: { principal: string; due: string }[];
  payments: { on: string; amount: string }[];
  until: string;
  costs: string;
  general: 'none' | 'fixed' | 'one_year' | 'five_years';
  rate: string;
  times: string;
  /** Of the benchmark loan rate before the loan prime rate; none lets the server take the one that fits. */
  tier: Tier;
  generalFrom: string;
  generalUntil: string;
  exclusions: Span[];
  inclusive: boolean;
}

export type Class = 'costs' | 'secured' | 'ordinary';

export interface DistributionForm {
  pool: string;
  rule: 'pro_rata' | 'sealing_order' | 'same_title';
  claims: { name: string; class: Class; amount: string }[];
}

export interface WordsForm {
  amount: string;
}

/** Between the parts of one line of a list. */
const PART = '~';

const half = (text: string) => text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/　/g, ' ').trim();

/** A date as people write it → `2024-09-24`; anything else stays as it was typed, for the server to refuse. */
export function tidyDay(text: string): string {
  const plain = half(text);
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  return match ? `${match[1]}-${(match[2] ?? '').padStart(2, '0')}-${(match[3] ?? '').padStart(2, '0')}` : plain;
}

/** A moment as people write it → `2024-09-24 10:30`. */
export function tidyMoment(text: string): string {
  const match = /^(.+?)[\sT]+(\d{1,2}):(\d{2})$/.exec(half(text));
  return match ? `${tidyDay(match[1] ?? '')} ${(match[2] ?? '').padStart(2, '0')}:${match[3]}` : tidyDay(text);
}

/** An amount as people write it, without the currency's signs. */
export function tidyAmount(text: string): string {
  return half(text).replace(/^[¥￥]|元$/g, '').trim();
}

function oneOf<T extends string>(value: string | null, known: readonly T[], otherwise: T): T {
  return known.find((k) => k === value) ?? otherwise;
}

function text(params: URLSearchParams, name: string): string {
  return params.get(name) ?? '';
}

function lines(params: URLSearchParams, name: string, parts: number): string[][] {
  return params.getAll(name).map((line) => {
    const split = line.split(PART);
    const head = split.slice(0, parts - 1);
    return [...head, ...Array<string>(Math.max(0, parts - 1 - head.length)).fill(''), split.slice(parts - 1).join(PART)];
  });
}

function spans(params: URLSearchParams): Span[] {
  return lines(params, 'exclude', 2).map(([from = '', to = '']) => ({ from, to }));
}

/** Only what was filled in goes into the address, and what is `kept`: even an empty question is one. */
function write(entries: [string, string | boolean | undefined][], kept?: string): string {
  const params = new URLSearchParams();
  for (const [name, value] of entries) {
    if (value === true) params.append(name, '1');
    else if (value || (name === kept && value === '')) params.append(name, value);
  }
  return params.toString();
}

/** A part of a path as it was before it was escaped; what cannot be read stays as it is, and is known to nobody. */
export function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const spanLines = (given: Span[]): [string, string][] =>
  given.filter((e) => e.from || e.to).map((e) => ['exclude', `${tidyDay(e.from)}${PART}${tidyDay(e.to)}`]);

const UNITS = ['day', 'workday', 'month', 'year', 'hour'] as const;

export const period = {
  read(params: URLSearchParams): PeriodForm {
    return {
      from: text(params, 'from'),
      kind: params.has('rule') ? 'rule' : 'own',
      length: text(params, 'length'),
      unit: oneOf(params.get('unit'), UNITS, 'day'),
      rolls: !params.has('no_roll'),
      rule: text(params, 'rule'),
      exclusions: spans(params),
    };
  },
  write(form: PeriodForm): string {
    const from = tidyMoment(form.from);
    const length: [string, string | boolean][] =
      form.kind === 'rule'
        ? [['rule', form.rule]]
        : [['length', half(form.length)], ['unit', form.unit], ['no_roll', !form.rolls]];
    return write([['from', from], ...length, ...spanLines(form.exclusions)], 'rule');
  },
  asked(form: PeriodForm): PeriodAsked {
    const { from, exclusions } = form;
    if (form.kind === 'rule') return { from, rule: form.rule, exclusions };
    const length = /^\d{1,9}$/.test(form.length) ? Number(form.length) : 0;
    return { from, length, unit: form.unit, rolls: form.rolls, exclusions };
  },
};

export const fee = {
  read(params: URLSearchParams): FeeForm {
    return { kind: oneOf(params.get('kind'), ['application', 'preservation'], 'application'), amount: text(params, 'amount') };
  },
  write(form: FeeForm): string {
    return write([['kind', form.kind], ['amount', tidyAmount(form.amount)]]);
  },
};

export const words = {
  read(params: URLSearchParams): WordsForm {
    return { amount: text(params, 'amount') };
  },
  write(form: WordsForm): string {
    return write([['amount', tidyAmount(form.amount)]], 'amount');
  },
};

const TIERS = ['', 'six_months', 'one_year', 'three_years', 'five_years', 'longer'] as const;
const GENERAL = ['none', 'fixed', 'one_year', 'five_years'] as const;

export const interest = {
  read(params: URLSearchParams): InterestForm {
    const instalments = lines(params, 'due', 2).map(([due = '', principal = '']) => ({ due, principal }));
    return {
      mode: oneOf(params.get('mode'), ['single', 'account'], 'single'),
      instalments: 0 < instalments.length ? instalments : [{ due: '', principal: '' }],
      payments: lines(params, 'pay', 2).map(([on = '', amount = '']) => ({ on, amount })),
      until: text(params, 'until'),
      costs: text(params, 'costs'),
      general: oneOf(params.get('general'), GENERAL, 'none'),
      rate: text(params, 'rate'),
      times: text(params, 'times'),
      tier: oneOf(params.get('tier'), TIERS, ''),
      generalFrom: text(params, 'general_from'),
      generalUntil: text(params, 'general_until'),
      exclusions: spans(params),
      inclusive: params.has('inclusive'),
    };
  },
  write(form: InterestForm): string {
    const account = form.mode === 'account';
    const instalments = account ? form.instalments : form.instalments.slice(0, 1);
    const general: [string, string | undefined][] =
      account && form.general !== 'none'
        ? [
            ['general', form.general],
            ['rate', form.general === 'fixed' ? half(form.rate) : undefined],
            ['times', form.general === 'fixed' ? undefined : half(form.times)],
            ['tier', form.general === 'fixed' ? undefined : form.tier],
            ['general_from', tidyDay(form.generalFrom)],
            ['general_until', tidyDay(form.generalUntil)],
          ]
        : [];
    return write([
      ['mode', form.mode],
      ...instalments.map((i): [string, string] => ['due', `${tidyDay(i.due)}${PART}${tidyAmount(i.principal)}`]),
      ...(account ? form.payments : [])
        .filter((p) => p.on || p.amount)
        .map((p): [string, string] => ['pay', `${tidyDay(p.on)}${PART}${tidyAmount(p.amount)}`]),
      ['until', tidyDay(form.until)],
      ['costs', account ? tidyAmount(form.costs) : undefined],
      ...general,
      ...spanLines(form.exclusions),
      ['inclusive', form.inclusive],
    ]);
  },
  asked(form: InterestForm): InterestAsked {
    const { instalments, payments, until, exclusions } = form;
    const asked: InterestAsked = { instalments, payments, until, exclusions, start_inclusive: form.inclusive };
    if (form.costs) asked.costs = form.costs;
    if (form.general !== 'none') {
      const until_ = form.generalUntil ? { until: form.generalUntil } : {};
      const common = { from: form.generalFrom, ...until_ };
      const tier = form.tier ? { tier: form.tier } : {};
      asked.general =
        form.general === 'fixed' ? { rate: form.rate, ...common } : { lpr: form.general, times: form.times || '1', ...tier, ...common };
    }
    return asked;
  },
};

const CLASSES = ['costs', 'secured', 'ordinary'] as const;

export const distribution = {
  read(params: URLSearchParams): DistributionForm {
    const claims = lines(params, 'claim', 3).map(([kind = '', amount = '', name = '']) => ({
      class: oneOf(kind, CLASSES, 'ordinary'),
      amount,
      name,
    }));
    const blank = { class: 'ordinary' as const, amount: '', name: '' };
    return {
      pool: text(params, 'pool'),
      rule: oneOf(params.get('rule'), ['pro_rata', 'sealing_order', 'same_title'], 'pro_rata'),
      claims: 0 < claims.length ? claims : [blank, blank],
    };
  },
  write(form: DistributionForm): string {
    return write([
      ['pool', tidyAmount(form.pool)],
      ['rule', form.rule],
      ...form.claims
        .filter((c) => c.name.trim() || c.amount.trim())
        .map((c): [string, string] => ['claim', [c.class, tidyAmount(c.amount), c.name.trim()].join(PART)]),
    ]);
  },
  asked(form: DistributionForm): DistributionAsked {
    return { pool: form.pool, rule: form.rule, claims: form.claims };
  },
};
