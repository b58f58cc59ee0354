-- 时限灯: a closed case waits for nothing; what still runs in it is found by its tasks and measures.

UPDATE case_file SET due_key = '9999', next_due_on = NULL WHERE stage = 'closed';

-- 期限尚远: most running cases have it, so the order leads and the light is looked at row by row; the
-- closed ones, many times as many, must not be in the way.
CREATE INDEX case_file_running_filed ON case_file (court_id, filed_key, case_id) WHERE stage <> 'closed';
CREATE INDEX case_file_running_claim ON case_file (court_id, claim_fen, case_id) WHERE stage <> 'closed';
