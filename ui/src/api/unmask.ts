import { api, commandHeaders, unwrap, type Intent } from './client';

export interface UnmaskRequest {
  subject: string;
  field: string;
  reason: string;
}

/** Shows one masked value; who, when and why are logged. */
export function unmask(body: UnmaskRequest, intent: Intent): Promise<{ value: string }> {
  return unwrap(api.POST('/api/unmask', { params: { header: commandHeaders(intent) }, body }));
}
