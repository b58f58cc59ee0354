import type { QueryClient } from '@tanstack/react-query';
import { caseCommand, type CasePath } from '../../api/commands';
import { asProblem } from '../../api/problem';
import { refresh } from '../../api/refresh';
import type { CaseDetail } from '../../api/types';
import { newKey } from '../../api/useCommand';
import { announce } from '../../ui/announce';

/** What takes one thing back that was just done. */
interface Back {
  path: CasePath;
  body: object;
}

const REASON = '办理后一分钟内撤销';

interface Thing {
  id: string;
  mine: boolean;
  actions: { act: string; allowed: boolean }[];
}

/** Of things that were not there before, those that the reader did and may take back by this act. */
function fresh(before: Thing[], after: Thing[], act: string): string[] {
  const known = new Set(before.map((thing) => thing.id));
  return after.filter((thing) => thing.mine && !known.has(thing.id) && thing.actions.some((a) => a.act === act && a.allowed)).map((thing) => thing.id);
}

/** How what happened between two states of a case is taken back; nothing of what somebody else did, has seen or signed. */
export function backOf(before: CaseDetail, after: CaseDetail): Back[] {
  const services = (file: CaseDetail) => file.documents.flatMap((d) => d.services);
  // Nobody else may withdraw what they asked for.
  const approvals = (file: CaseDetail) => [...file.approvals, ...file.documents.flatMap((d) => d.approval ?? [])].map((known) => ({ ...known, mine: true }));
  const payouts = fresh(before.payouts, after.payouts, 'withdraw_payout');
  const asked = fresh(approvals(before), approvals(after), 'withdraw_approval');
  return [
    ...fresh(services(before), services(after), 'take_back_service').map((service): Back => ({ path: '/api/cases/{id}/do/take_back_service', body: { service, reason: REASON } })),
    ...payouts.map((payout): Back => ({ path: '/api/cases/{id}/do/withdraw_payout', body: { payout, reason: REASON } })),
    ...(0 < payouts.length ? [] : asked).map((approval): Back => ({ path: '/api/cases/{id}/do/withdraw_approval', body: { approval, reason: REASON } })),
  ];
}

/** Offers to take back what was just done, for a minute. */
export function offerUndo(queries: QueryClient, before: CaseDetail, after: CaseDetail): void {
  const backs = backOf(before, after);
  if (backs.length === 0) return;
  announce('已办理，一分钟内可以撤销', { label: '撤销', run: () => void takeBack(queries, after.id, backs) });
}

async function takeBack(queries: QueryClient, id: string, backs: Back[]): Promise<void> {
  let said = '已撤销';
  for (const { path, body } of backs) {
    try {
      await caseCommand({ case: id, path, body: body as never }, { key: newKey(), version: null });
    } catch (error) {
      said = `没有撤销：${asProblem(error).message}`;
    }
  }
  announce(said);
  await Promise.all([['case', id], ['lists'], ['funds'], ['focus']].map((key) => refresh(queries, key)));
}
