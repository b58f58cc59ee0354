import type { CaseDetail } from '../../api/types';
import { splitSubject } from '../command/facts';
import type { OpenForm } from './forms';

/** An act that the server says can be done now, and what about. */
export type ActAt = NonNullable<CaseDetail['tasks'][number]['act']>;

/** The form of an act; `null` where the act has a page of its own. */
export function formOf(file: CaseDetail, { act, on }: ActAt): OpenForm | null {
  const about = splitSubject(on);
  switch (act) {
    case 'supplement_filing':
      return null;
    case 'propose_payout':
      return { kind: 'payout' };
    case 'close_case':
      return { kind: 'close' };
    case 'record_service':
      return about && { kind: 'service', id: about.id };
    case 'sign_approval':
      return signing(file, about?.id);
    default:
      return { kind: 'command', name: act, on: about ? on : undefined };
  }
}

/** Signing, with the payout that is signed before one's eyes if it is one. */
function signing(file: CaseDetail, id: string | undefined): OpenForm | null {
  const payout = file.payouts.find((p) => p.approval?.id === id);
  if (payout) return { kind: 'signPayout', payout };
  const all = [...file.approvals, ...file.documents.map((d) => d.approval)];
  const approval = all.find((a) => a?.id === id);
  return approval ? { kind: 'approval', approval, decision: 'sign' } : null;
}
