-- 退汇: what comes back without naming its payment is looked for by the account it was paid to and its amount.

CREATE INDEX batch_line_payee ON batch_line (court_id, payee_account, amount_fen);
