-- 合议：one row for each member of a panel, with whether their word or signature is waited for.
CREATE TABLE case_panel_seat (
    court_id TEXT NOT NULL,
    case_id {uuid} NOT NULL,
    panel_id {uuid} NOT NULL,
    staff_id {uuid} NOT NULL,
    name TEXT NOT NULL,
    presides {bool} NOT NULL,
    topic TEXT NOT NULL,
    state TEXT NOT NULL,
    carried {bool},
    vote TEXT NOT NULL,
    signed {bool} NOT NULL,
    waits {bool} NOT NULL,
    convened_on {date} NOT NULL,
    since {date} NOT NULL,
    number TEXT NOT NULL,
    respondents TEXT NOT NULL,
    handler_id {uuid},
    handler_name TEXT NOT NULL,
    team TEXT NOT NULL,
    PRIMARY KEY (court_id, case_id, panel_id, staff_id)
) {strict};
CREATE INDEX case_panel_seat_all ON case_panel_seat (court_id, since, case_id, panel_id, staff_id);
CREATE INDEX case_panel_seat_waits ON case_panel_seat (court_id, staff_id, since) WHERE waits;
