-- 查封到期: what has lapsed and nobody answered for is watched with what is about to lapse. The condition is written as
-- the list writes it: the partial index is used only then.

CREATE INDEX case_measure_watch ON case_measure (court_id, ends_on, case_id, measure_id)
    WHERE (state = 'live' OR (state = 'lapsed' AND acknowledged_by IS NULL));

-- 银行流水: the latest import first; an id follows from the file, not from the time.

CREATE INDEX statement_imported ON statement (court_id, imported_at, statement_id);
