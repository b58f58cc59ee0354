-- 签批：what waits for a signature and of whom, what was asked for by whom, and how it ended.
CREATE TABLE case_approval (
    court_id TEXT NOT NULL,
    case_id {uuid} NOT NULL,
    approval_id {uuid} NOT NULL,
    act TEXT NOT NULL,
    title TEXT NOT NULL,
    about TEXT NOT NULL,
    opens TEXT NOT NULL,
    state TEXT NOT NULL,
    step {i64} NOT NULL,
    steps {i64} NOT NULL,
    step_name TEXT NOT NULL,
    waits_for TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    signed_names TEXT NOT NULL,
    asked_by {uuid} NOT NULL,
    asked_name TEXT NOT NULL,
    asked_at {ts} NOT NULL,
    ended_at {ts},
    ended_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    amount_fen {i64},
    number TEXT NOT NULL,
    applicants TEXT NOT NULL,
    respondents TEXT NOT NULL,
    handler_name TEXT NOT NULL,
    PRIMARY KEY (court_id, case_id, approval_id)
) {strict};
CREATE INDEX case_approval_open ON case_approval (court_id, asked_at, case_id, approval_id) WHERE state = 'open';
CREATE INDEX case_approval_state ON case_approval (court_id, state, asked_at, case_id, approval_id);
CREATE INDEX case_approval_asked ON case_approval (court_id, asked_by, asked_at, case_id, approval_id);
CREATE INDEX case_approval_all ON case_approval (court_id, asked_at, case_id, approval_id);
