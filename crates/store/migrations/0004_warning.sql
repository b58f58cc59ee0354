-- 到期预警: which warning a measure has had, and which cases have one that nobody has answered. `warned_key` is
-- the earliest end not answered for, or empty: a text, as the other keys that lists sort and filter by.

ALTER TABLE case_measure ADD COLUMN warned_days {i64};
ALTER TABLE case_file ADD COLUMN warned_key TEXT NOT NULL DEFAULT '';
CREATE INDEX case_file_warned_due ON case_file (court_id, due_key, case_id) WHERE warned_key <> '';
CREATE INDEX case_file_warned_filed ON case_file (court_id, filed_key, case_id) WHERE warned_key <> '';
CREATE INDEX case_file_warned_claim ON case_file (court_id, claim_fen, case_id) WHERE warned_key <> '';
