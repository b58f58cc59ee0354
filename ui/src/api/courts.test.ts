import { expect, it } from 'vitest';
import { inOrder } from './courts';
import type { CourtFigures } from './types';

const court = (code: string, parent: string, own = false): CourtFigures => ({
  code, parent, own, name: code, open: 0, overdue: 0, filed_this_year: 0, closed_this_year: 0, unpaid_count: 0, unpaid_fen: 0, acts: [],
});

it('reads courts as a tree, each above those below it', () => {
  const courts = [court('粤12', '粤', true), court('粤1223', '粤12'), court('粤1224', '粤12')];
  expect(inOrder(courts).map((p) => [p.court.code, p.depth])).toEqual([['粤12', 0], ['粤1223', 1], ['粤1224', 1]]);
  const high = [court('粤', '', true), court('粤12', '粤'), court('粤1224', '粤12'), court('粤13', '粤')];
  expect(inOrder(high).map((p) => p.court.code)).toEqual(['粤', '粤12', '粤1224', '粤13']);
});
