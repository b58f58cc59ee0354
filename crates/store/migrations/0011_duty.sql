-- How the duties of each court stand: when each last went well, and since when it fails.
CREATE TABLE duty (
    court_id TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    ok_at {ts},
    failing_since {ts},
    error TEXT,
    PRIMARY KEY (court_id, name)
) {strict};
-- Due jobs are claimed by court and kind.
CREATE INDEX job_lane ON job (court_id, kind, priority, run_at, job_id) WHERE state = 'waiting';
