-- 账实核对: what the lines of an account come to by day, and which payment of ours a line of the bank's is.
ALTER TABLE receipt ADD COLUMN end_to_end TEXT NOT NULL DEFAULT '';
CREATE INDEX receipt_account ON receipt (court_id, account, booked_on, state, amount_fen);
CREATE INDEX receipt_end ON receipt (court_id, end_to_end) WHERE end_to_end <> '';
CREATE INDEX receipt_payee ON receipt (court_id, payer_account, amount_fen) WHERE state = 'outgoing';
