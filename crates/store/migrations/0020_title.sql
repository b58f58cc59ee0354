-- 执行依据文号: as it is searched, so that the same title is found however its number was written.

ALTER TABLE case_file ADD COLUMN title_key TEXT NOT NULL DEFAULT '';
CREATE INDEX case_file_title ON case_file (court_id, title_key, case_id) WHERE title_key <> '';
