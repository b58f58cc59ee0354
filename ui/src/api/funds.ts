import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, asForm, commandHeaders, compact, unwrap, type Intent } from './client';
import type { BatchMade, BatchView, Page, Payout, StatementImport } from './types';

export const fundsSummaryQuery = queryOptions({
  queryKey: ['funds', 'summary'],
  staleTime: 30_000,
  queryFn: ({ signal }) => unwrap(api.GET('/api/funds/summary', { signal })),
});

/** What the bank says of the account against the books; null before the first statement. */
export const fundsAgreementQuery = queryOptions({
  queryKey: ['funds', 'agreement'],
  staleTime: 30_000,
  queryFn: ({ signal }) => unwrap(api.GET('/api/funds/agreement', { signal })),
});

export const payoutsQuery = (state: string) =>
  infiniteQueryOptions({
    queryKey: ['funds', 'payouts', state],
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<Payout>) => last.next,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/funds/payouts', { signal, params: { query: compact({ state, after: pageParam }) } }),
      ),
  });

/** What a payout would look like now. */
export const settlementQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id, 'settlement'],
    staleTime: 0,
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/cases/{id}/settlement', { signal, params: { path: { id } } })),
  });

/** The form is described by its fields and sent as what the browser makes of them. */
function upload(file: File): { file: string } {
  const form = new FormData();
  form.append('file', file, file.name);
  return form as unknown as { file: string };
}

export function importStatement(values: { file: File }, intent: Intent): Promise<StatementImport> {
  return unwrap(
    api.POST('/api/funds/statements', { params: { header: commandHeaders(intent) }, body: upload(values.file), ...asForm }),
  );
}

/** What a case says of money that might be its own. */
export const candidateQuery = (receipt: string, caseNo: string) =>
  queryOptions({
    queryKey: ['funds', 'candidate', receipt, caseNo],
    staleTime: 0,
    enabled: caseNo !== '',
    retry: false,
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/funds/receipts/{receipt}/candidate', { signal, params: { path: { receipt }, query: { case_no: caseNo } } })),
  });

export function claimReceipt(values: { receipt: string; case_no: string; returned: boolean; reason: string; doubts: string[] }, intent: Intent): Promise<unknown> {
  const { receipt, ...body } = values;
  return unwrap(
    api.POST('/api/funds/receipts/{receipt}/claim', { params: { header: commandHeaders(intent), path: { receipt } }, body }),
  );
}

export function confirmReceipt(values: { receipt: string }, intent: Intent): Promise<unknown> {
  return unwrap(
    api.POST('/api/funds/receipts/{receipt}/confirm', { params: { header: commandHeaders(intent), path: values }, body: {} }),
  );
}

export function refuseReceipt(values: { receipt: string; reason: string }, intent: Intent): Promise<unknown> {
  const { receipt, ...body } = values;
  return unwrap(
    api.POST('/api/funds/receipts/{receipt}/refuse', { params: { header: commandHeaders(intent), path: { receipt } }, body }),
  );
}

/** Exports these approved payouts as one batch. */
export function makeBatch(payouts: string[], intent: Intent): Promise<BatchMade> {
  return unwrap(api.POST('/api/funds/batches', { params: { header: commandHeaders(intent) }, body: { payouts } }));
}

/** The lines of a batch, and what the bank said of each. */
export const batchQuery = (batch: string) =>
  queryOptions<BatchView>({
    queryKey: ['funds', 'batch', batch],
    staleTime: 5_000,
    queryFn: ({ signal }) => unwrap(api.GET('/api/funds/batches/{batch}', { signal, params: { path: { batch } } })),
  });

export function importReturn(values: { batch: string; file: File }, intent: Intent): Promise<StatementImport> {
  return unwrap(
    api.POST('/api/funds/batches/{batch}/return', {
      params: { header: commandHeaders(intent), path: { batch: values.batch } },
      body: upload(values.file),
      ...asForm,
    }),
  );
}

export function batchFileUrl(batch: string, format: 'pain001' | 'csv'): string {
  return `/api/funds/batches/${batch}/file?format=${format}`;
}

/** Only in a demo: what the simulated bank would send. */
export function demoStatementUrl(from: string, to: string, format: 'camt053' | 'csv'): string {
  return `/api/demo/statement?from=${from}&to=${to}&format=${format}`;
}

/** Only in a demo: the simulated bank's answer to a batch. */
export function demoReturnUrl(batch: string): string {
  return `/api/demo/batches/${batch}/return`;
}
