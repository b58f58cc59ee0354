import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';

/** What a signer should read before signing. */
export const approvalQuery = (caseId: string, id: string) =>
  queryOptions({
    queryKey: ['case', caseId, 'approval', id],
    staleTime: 0,
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/cases/{id}/approvals/{approval}', { signal, params: { path: { id: caseId, approval: id } } })),
  });
