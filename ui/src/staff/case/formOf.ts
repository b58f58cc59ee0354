import type { CaseDetail } from '../../api/types';
import { splitSubject } from '../command/facts';
import type { OpenForm } from './forms';

/** An act that the server says can be done now, and what about. */
export type ActAt = NonNullable<CaseDetail['tasks'][number]['act']>;

/** A step that was opened: what it is called, and the act that does it. */
export interface Taken {
  what: string;
  act: ActAt;
}

/** Opens a form; what was taken as a step goes on to what follows from it. */
export type OnForm = (form: OpenForm, taken?: Taken) => void;

/** Reported back by hand: the work itself comes before the form. */
const BY_HAND = new Set(['complete_task', 'accept_task']);

/**
 * After a step what follows for the same person: the next of its kind (papers are signed or served one after the other),
 * or what the step itself has raised (a deposit that may be frozen, a ruling to be signed). `before`: tasks that were there.
 */
export function goesOn(file: CaseDetail, taken: Taken, before: CaseDetail['tasks']): { form: OpenForm; taken: Taken } | null {
  const steps = file.tasks.flatMap(({ id, title, mine, act }) => (mine && act && !cameBack(file, act) ? [{ id, what: title, act }] : []));
  const alike = steps.find((step) => step.what === taken.what && step.act.act === taken.act.act);
  const step = alike ?? steps.find((one) => !before.some((task) => task.id === one.id) && !BY_HAND.has(one.act.act));
  const form = step && formOf(file, step.act);
  return form ? { form, taken: step } : null;
}

/** Whether it was tried just now, in vain: nobody tries again at once. */
function cameBack(file: CaseDetail, { on }: ActAt): boolean {
  const paper = file.documents.find((d) => `document:${d.id}` === on);
  return paper?.services.at(-1)?.succeeded === false;
}

/** The form of an act; `null` where the act has a page of its own, or is not ready yet. */
export function formOf(file: CaseDetail, { act, on }: ActAt): OpenForm | null {
  const about = splitSubject(on);
  switch (act) {
    case 'supplement_filing':
      return null;
    case 'propose_payout':
      return { kind: 'payout' };
    case 'close_case':
      // What is lacking stands on its page; a form that will be refused is not opened.
      return file.closing.conditions.some((x) => x.required && !x.not_applicable && !x.met) ? null : { kind: 'close' };
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
