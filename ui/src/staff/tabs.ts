/** What a part of a case leads to, as tabs of the case page. */
export const TABS: Record<string, string> = {
  head: 'tasks',
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

/** Where a row leads: the part of its case where it is dealt with. */
export function caseLink(caseId: string, opens: string): string {
  return opens ? `/cases/${caseId}?tab=${TABS[opens] ?? 'tasks'}` : `/cases/${caseId}`;
}
