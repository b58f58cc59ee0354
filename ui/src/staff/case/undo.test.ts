import { expect, test } from 'vitest';
import type { CaseDetail } from '../../api/types';
import { backOf } from './undo';

const can = (act: string, allowed = true) => [{ act, label: '', allowed, reason: null }];
const file = (parts: object) => ({ documents: [], approvals: [], payouts: [], ...parts }) as unknown as CaseDetail;

test('only what is new and may be taken back by the reader is offered', () => {
  const paper = (services: object[]) => [{ id: 'd', services, approval: null }];
  const old = { id: 's1', mine: true, actions: can('take_back_service') };
  const before = file({ documents: paper([old]) });
  const after = file({ documents: paper([old, { id: 's2', mine: true, actions: can('take_back_service') }, { id: 's3', mine: true, actions: can('take_back_service', false) }, { id: 's4', mine: false, actions: can('take_back_service') }]) });
  expect(backOf(before, after).map((back) => back.body)).toEqual([{ service: 's2', reason: '办理后一分钟内撤销' }]);
  expect(backOf(after, after)).toEqual([]);
});

test('a payout is taken back as a whole, not its signature besides', () => {
  const after = file({ payouts: [{ id: 'p', mine: true, actions: can('withdraw_payout') }, { id: 'q', mine: false, actions: can('withdraw_payout') }], approvals: [{ id: 'a', actions: can('withdraw_approval') }] });
  expect(backOf(file({}), after).map((back) => back.path)).toEqual(['/api/cases/{id}/do/withdraw_payout']);
});
