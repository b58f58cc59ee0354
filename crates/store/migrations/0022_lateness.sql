-- 逾期：what was missed, whom it has been told to, and why it is late. One row each, kept when it is over.
CREATE TABLE case_lateness (
    court_id TEXT NOT NULL,
    case_id {uuid} NOT NULL,
    lateness_id {uuid} NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    due_on {date} NOT NULL,
    level {i64} NOT NULL,
    told_on {date} NOT NULL,
    owner_id {uuid},
    owner_name TEXT NOT NULL,
    post TEXT NOT NULL,
    lead TEXT NOT NULL,
    why TEXT NOT NULL,
    reason TEXT NOT NULL,
    planned_on {date},
    state TEXT NOT NULL,
    ended_on {date},
    number TEXT NOT NULL,
    respondents TEXT NOT NULL,
    handler_id {uuid},
    handler_name TEXT NOT NULL,
    team TEXT NOT NULL,
    PRIMARY KEY (court_id, case_id, lateness_id)
) {strict};
CREATE INDEX case_lateness_all ON case_lateness (court_id, due_on, case_id, lateness_id);
CREATE INDEX case_lateness_open ON case_lateness (court_id, due_on, case_id, lateness_id) WHERE state = 'open';
CREATE INDEX case_lateness_level ON case_lateness (court_id, level, told_on) WHERE state = 'open';

-- 督办
CREATE TABLE case_directive (
    court_id TEXT NOT NULL,
    case_id {uuid} NOT NULL,
    directive_id {uuid} NOT NULL,
    asks TEXT NOT NULL,
    issued_by TEXT NOT NULL,
    issued_on {date} NOT NULL,
    reply_by {date} NOT NULL,
    state TEXT NOT NULL,
    replies {i64} NOT NULL,
    last_reply TEXT NOT NULL,
    remark TEXT NOT NULL,
    number TEXT NOT NULL,
    respondents TEXT NOT NULL,
    handler_id {uuid},
    handler_name TEXT NOT NULL,
    team TEXT NOT NULL,
    PRIMARY KEY (court_id, case_id, directive_id)
) {strict};
CREATE INDEX case_directive_all ON case_directive (court_id, reply_by, case_id, directive_id);
CREATE INDEX case_directive_open ON case_directive (court_id, reply_by, case_id, directive_id) WHERE state <> 'settled';
