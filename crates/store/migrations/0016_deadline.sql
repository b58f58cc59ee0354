-- 法定期限：the last day of each limit of the law, for whoever looks for what is late or soon late.
CREATE TABLE case_deadline (
    court_id TEXT NOT NULL,
    case_id {uuid} NOT NULL,
    deadline_id {uuid} NOT NULL,
    deadline TEXT NOT NULL,
    name TEXT NOT NULL,
    from_on {date} NOT NULL,
    due_on {date},
    sorts_on {date} NOT NULL,
    state TEXT NOT NULL,
    excluded_days {i64} NOT NULL,
    extensions {i64} NOT NULL,
    stopped_by TEXT NOT NULL,
    ended_on {date},
    basis TEXT NOT NULL,
    number TEXT NOT NULL,
    respondents TEXT NOT NULL,
    handler_id {uuid},
    handler_name TEXT NOT NULL,
    team TEXT NOT NULL,
    PRIMARY KEY (court_id, case_id, deadline_id)
) {strict};
CREATE INDEX case_deadline_all ON case_deadline (court_id, sorts_on, case_id, deadline_id);
CREATE INDEX case_deadline_running ON case_deadline (court_id, sorts_on, case_id, deadline_id) WHERE state = 'running';
CREATE INDEX case_deadline_stopped ON case_deadline (court_id, sorts_on, case_id, deadline_id) WHERE state = 'stopped';
CREATE INDEX case_deadline_handler ON case_deadline (court_id, handler_id, sorts_on, case_id, deadline_id);
