-- 办案模式: under which version a case is worked, and which running cases are worked under one.

ALTER TABLE case_file ADD COLUMN mode_key TEXT NOT NULL DEFAULT '';
ALTER TABLE case_file ADD COLUMN mode_version {i64} NOT NULL DEFAULT 0;

CREATE INDEX case_file_mode ON case_file (court_id, mode_key, mode_version, case_id) WHERE stage <> 'closed';
