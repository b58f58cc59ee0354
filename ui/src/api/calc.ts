import { api, unwrap, type Whole } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export type PeriodAsked = Schemas['PeriodRequest'];
export type FeeAsked = Schemas['FeeRequest'];
export type InterestAsked = Schemas['InterestRequest'];
export type DistributionAsked = Schemas['DistributionRequest'];
export type WordsAsked = Schemas['WordsRequest'];

export type PeriodFound = Whole<Schemas['PeriodView']>;
export type FeeFound = Whole<Schemas['FeeView']>;
export type InterestFound = Whole<Schemas['InterestView']>;
export type DistributionFound = Whole<Schemas['DistributionView']>;
export type WordsFound = Whole<Schemas['WordsView']>;
export type Working = Whole<Schemas['Working']>;
export type Rule = Whole<Schemas['RuleView']>;

/** The public calculators; nobody is signed in and nothing is kept. */
export const asks = {
  period: (body: PeriodAsked, signal: AbortSignal): Promise<PeriodFound> => unwrap(api.POST('/api/calc/period', { body, signal })),
  fee: (body: FeeAsked, signal: AbortSignal): Promise<FeeFound> => unwrap(api.POST('/api/calc/fee', { body, signal })),
  interest: (body: InterestAsked, signal: AbortSignal): Promise<InterestFound> => unwrap(api.POST('/api/calc/interest', { body, signal })),
  distribution: (body: DistributionAsked, signal: AbortSignal): Promise<DistributionFound> =>
    unwrap(api.POST('/api/calc/distribution', { body, signal })),
  words: (body: WordsAsked, signal: AbortSignal): Promise<WordsFound> => unwrap(api.POST('/api/calc/words', { body, signal })),
};

export const allRules = (signal: AbortSignal): Promise<Rule[]> => unwrap(api.GET('/api/calc/rules', { signal }));

export const oneRule = (id: string, signal: AbortSignal): Promise<Rule> =>
  unwrap(api.GET('/api/calc/rules/{id}', { params: { path: { id } }, signal }));
