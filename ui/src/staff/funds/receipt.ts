import type { ListRow } from '../../api/types';

/** What the forms show of a receipt. */
export interface Receipt {
  id: string;
  received_on: string;
  amount_fen: number;
  payer: string;
  memo: string;
  case_no: string;
  claimed_by: string;
  /** Why it was claimed, once it was. */
  reason: string;
  /** The bank says that it is a payment of ours that came back. */
  returned: boolean;
}

export function receiptOf(row: ListRow): Receipt {
  const text = (name: string) => (typeof row[name] === 'string' ? row[name] : '');
  const [received_on, payer, memo, case_no, claimed_by, reason] = ['received_on', 'payer', 'memo', 'case_no', 'claimed_by', 'reason'].map(text) as [string, string, string, string, string, string];
  return { id: row.id, received_on, amount_fen: Number(row['amount_fen']), payer, memo, case_no, claimed_by, reason, returned: row['state'] === 'unknown_return' };
}
