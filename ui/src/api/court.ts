import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, unwrap, type Intent } from './client';
import type { CourtInfo } from './types';

/** What the administrator said the court is. */
export const courtQuery = queryOptions<CourtInfo>({
  queryKey: ['court'],
  staleTime: 30_000,
  queryFn: ({ signal }) => unwrap(api.GET('/api/court', { signal })),
});

export type CourtAccount = CourtInfo['fund_account'];

export interface CourtDescription {
  court_name: string;
  parent: string;
  address: string;
  phone: string;
  fund_account: CourtAccount;
  treasury_account: CourtAccount;
}

/** 登记法院信息 */
export function describeCourt(body: CourtDescription, intent: Intent): Promise<{ happened: string[] }> {
  return unwrap(api.PUT('/api/court', { params: { header: commandHeaders(intent) }, body }));
}
