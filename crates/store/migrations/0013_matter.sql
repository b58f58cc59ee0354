-- 关联的事: the case that an objection or a visit is about, and how an objection was decided.

ALTER TABLE case_file ADD COLUMN about_id {uuid};
ALTER TABLE case_file ADD COLUMN about_number TEXT NOT NULL DEFAULT '';
ALTER TABLE case_file ADD COLUMN result TEXT NOT NULL DEFAULT '';

CREATE INDEX case_file_about ON case_file (court_id, about_id, case_id) WHERE about_id IS NOT NULL;
