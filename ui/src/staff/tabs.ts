import type { ListRow } from '../api/types';

/** What a part of a case leads to, as tabs of the case page. */
export const TABS: Record<string, string> = {
  head: 'tasks',
  tasks: 'tasks',
  filing: 'parties',
  interview: 'parties',
  parties: 'parties',
  documents: 'documents',
  service: 'documents',
  search: 'property',
  assets: 'property',
  measures: 'property',
  funds: 'funds',
  payouts: 'funds',
  closing: 'closing',
  objection: 'objection',
  visit: 'visit',
  deadlines: 'deadlines',
  links: 'links',
};

/** What is done for many cases at once has a page of its own. */
const PAGES: Record<string, string> = { batches: '/funds?tab=batches', next_batch: '/funds?tab=batches&make=1' };

export function pageOf(opens: string): string | undefined {
  return PAGES[opens];
}

/** Where a row leads: the part of its case where it is dealt with. */
export function caseLink(caseId: string, opens: string): string {
  return opens ? `/cases/${caseId}?tab=${TABS[opens] ?? 'tasks'}` : `/cases/${caseId}`;
}

/** Where a task leads; with `go` its form is open at once. */
export function taskLink(caseId: string, opens: string, task: string, go: boolean): string {
  return `/cases/${caseId}?tab=${TABS[opens] ?? 'tasks'}&task=${task}${go ? '&go=1' : ''}`;
}

/** Where a row of a list leads. */
export function rowLink(list: string, row: ListRow, caseId: string): string {
  return list === 'tasks' ? taskLink(caseId, row.opens, row.id, false) : caseLink(caseId, row.opens);
}
