-- Requests to the outside world, by the number under which the answer comes back.

CREATE TABLE case_request (
    court_id TEXT NOT NULL,
    request_no TEXT NOT NULL,
    case_id {uuid} NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('search', 'measure', 'deduction')),
    subject_id {uuid} NOT NULL,
    PRIMARY KEY (court_id, request_no)
) {strict};
CREATE INDEX case_message_id ON case_message (court_id, message_id);
