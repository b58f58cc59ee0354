-- The version of a case stands in its stream. Kept in its row too, every command rewrote the widest row there is.

ALTER TABLE case_file DROP COLUMN version;
