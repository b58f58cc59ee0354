-- What people list and search, folded from the docket. Dates that lists sort by have a text twin
-- (`due_key`, `filed_key`), because NULL sorts differently on the two databases.

CREATE TABLE court (
    court_id TEXT NOT NULL,
    name TEXT NOT NULL,
    parent TEXT NOT NULL,
    mode TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    fund_name TEXT NOT NULL,
    fund_bank TEXT NOT NULL,
    fund_bank_code TEXT NOT NULL,
    fund_account TEXT NOT NULL,
    treasury_name TEXT NOT NULL,
    treasury_bank TEXT NOT NULL,
    treasury_bank_code TEXT NOT NULL,
    treasury_account TEXT NOT NULL,
    version {i64} NOT NULL,
    PRIMARY KEY (court_id)
) {strict};

CREATE TABLE staff (
    court_id TEXT NOT NULL,
    staff_id {uuid} NOT NULL,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    department TEXT NOT NULL,
    roles TEXT NOT NULL,
    teams TEXT NOT NULL,
    active {bool} NOT NULL,
    PRIMARY KEY (court_id, staff_id)
) {strict};
CREATE UNIQUE INDEX staff_account ON staff (court_id, account);
CREATE INDEX staff_name ON staff (court_id, department, name, staff_id);

CREATE TABLE post_holding (
    court_id TEXT NOT NULL,
    post TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('holder', 'stand_in')),
    place {i64} NOT NULL,
    staff_id {uuid} NOT NULL,
    PRIMARY KEY (court_id, post, part, place)
) {strict};
CREATE INDEX post_holding_staff ON post_holding (court_id, staff_id, post);

CREATE TABLE case_file (
    court_id TEXT NOT NULL,
    case_id {uuid} NOT NULL,
    number TEXT NOT NULL,
    number_digits TEXT NOT NULL,
    year {i64},
    kind TEXT NOT NULL,
    serial {i64},
    serial_tail {i64},
    account_no TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('received', 'open', 'closed')),
    lane TEXT NOT NULL,
    team TEXT NOT NULL,
    handler_id {uuid},
    handler_name TEXT NOT NULL,
    cause TEXT NOT NULL,
    applicants TEXT NOT NULL,
    respondents TEXT NOT NULL,
    search_names TEXT NOT NULL,
    livelihood {bool} NOT NULL,
    claim_fen {i64} NOT NULL,
    received_fen {i64} NOT NULL,
    paid_fen {i64} NOT NULL,
    in_flight_fen {i64} NOT NULL,
    balance_fen {i64} NOT NULL,
    undistributed_fen {i64} NOT NULL,
    waiting_since {date},
    node_key TEXT NOT NULL,
    node_name TEXT NOT NULL,
    node_due_on {date},
    next_due_on {date},
    due_key TEXT NOT NULL,
    received_on {date},
    filed_on {date},
    filed_key TEXT NOT NULL,
    closed_on {date},
    closing_way TEXT NOT NULL,
    version {i64} NOT NULL,
    open_tasks {i64} NOT NULL,
    unsigned_documents {i64} NOT NULL,
    unserved_documents {i64} NOT NULL,
    open_searches {i64} NOT NULL,
    live_measures {i64} NOT NULL,
    PRIMARY KEY (court_id, case_id)
) {strict};
CREATE UNIQUE INDEX case_file_number ON case_file (court_id, number) WHERE number <> '';
CREATE INDEX case_file_digits ON case_file (court_id, number_digits) WHERE number_digits <> '';
CREATE INDEX case_file_serial ON case_file (court_id, serial) WHERE serial IS NOT NULL;
CREATE INDEX case_file_tail ON case_file (court_id, serial_tail) WHERE serial_tail IS NOT NULL;
CREATE INDEX case_file_account ON case_file (court_id, account_no) WHERE account_no <> '';
CREATE INDEX case_file_due ON case_file (court_id, due_key, case_id);
CREATE INDEX case_file_filed ON case_file (court_id, filed_key, case_id);
CREATE INDEX case_file_claim ON case_file (court_id, claim_fen, case_id);
CREATE INDEX case_file_stage_due ON case_file (court_id, stage, due_key, case_id);
CREATE INDEX case_file_stage_filed ON case_file (court_id, stage, filed_key, case_id);
CREATE INDEX case_file_stage_claim ON case_file (court_id, stage, claim_fen, case_id);
CREATE INDEX case_file_team_due ON case_file (court_id, team, due_key, case_id);
CREATE INDEX case_file_team_filed ON case_file (court_id, team, filed_key, case_id);
CREATE INDEX case_file_handler ON case_file (court_id, handler_id, due_key, case_id);
CREATE INDEX case_file_node ON case_file (court_id, node_key, due_key, case_id) WHERE node_key <> '';
CREATE INDEX case_file_kind_due ON case_file (court_id, kind, due_key, case_id) WHERE kind <> '执';
CREATE INDEX case_file_kind_filed ON case_file (court_id, kind, filed_key, case_id) WHERE kind <> '执';
CREATE INDEX case_file_load ON case_file (court_id, handler_id, team) WHERE stage = 'open';
CREATE INDEX case_file_handler_open ON case_file (court_id, handler_id, due_key, case_id) WHERE stage = 'open';
CREATE INDEX case_file_team_open ON case_file (court_id, team, due_key, case_id) WHERE stage = 'open';
CREATE INDEX case_file_team_open_filed ON case_file (court_id, team, filed_key, case_id) WHERE stage = 'open';
CREATE INDEX case_file_closed ON case_file (court_id, closed_on) WHERE closed_on IS NOT NULL;
CREATE INDEX case_file_funds ON case_file (court_id, waiting_since, case_id) WHERE waiting_since IS NOT NULL;

CREATE TABLE case_party (
    court_id TEXT NOT NULL,
    case_id {uuid} NOT NULL,
    party_id {uuid} NOT NULL,
    role TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    search_name TEXT NOT NULL,
    identity_number TEXT NOT NULL,
    phone TEXT NOT NULL,
    PRIMARY KEY (court_id, case_id, party_id)
) {strict};
CREATE INDEX case_party_name ON case_party (court_id, search_name, case_id);
CREATE INDEX case_party_identity ON case_party (court_id, identity_number, case_id) WHERE identity_number <> '';
CREATE INDEX case_party_phone ON case_party (court_id, phone, case_id) WHERE phone <> '';

CREATE TABLE case_gram (
    court_id TEXT NOT NULL,
    gram TEXT NOT NULL,
    filed_key TEXT NOT NULL,
    case_id {uuid} NOT NULL,
    PRIMARY KEY (court_id, gram, filed_key, case_id)
) {clustered};

CREATE TABLE case_node (
    court_id TEXT NOT NULL,
    case_id {uuid} NOT NULL,
    place {i64} NOT NULL,
    node TEXT NOT NULL,
    name TEXT NOT NULL,
    started_on {date} NOT NULL,
    due_on {date} NOT NULL,
    ended_on {date},
    basis TEXT NOT NULL,
    PRIMARY KEY (court_id, case_id, place)
) {strict};
CREATE INDEX case_node_open ON case_node (court_id, node, due_on, name) WHERE ended_on IS NULL;
CREATE INDEX case_node_due ON case_node (court_id, due_on, case_id, place) WHERE ended_on IS NULL;

CREATE TABLE case_task (
    court_id TEXT NOT NULL,
    case_id {uuid} NOT NULL,
    task_id {uuid} NOT NULL,
    task TEXT NOT NULL,
    name TEXT NOT NULL,
    node TEXT NOT NULL,
    post TEXT NOT NULL,
    opens TEXT NOT NULL,
    basis TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'done', 'returned', 'withdrawn')),
    bucket TEXT NOT NULL CHECK (bucket IN ('live', 'done', 'withdrawn')),
    owner TEXT NOT NULL,
    opened_on {date} NOT NULL,
    due_on {date} NOT NULL,
    assignee_id {uuid},
    assignee_name TEXT NOT NULL,
    done_at {ts},
    done_by TEXT NOT NULL,
    result TEXT NOT NULL,
    automatic {bool} NOT NULL,
    return_reason TEXT NOT NULL,
    number TEXT NOT NULL,
    respondents TEXT NOT NULL,
    team TEXT NOT NULL,
    lane TEXT NOT NULL,
    handler_name TEXT NOT NULL,
    PRIMARY KEY (court_id, case_id, task_id)
) {strict};
CREATE INDEX case_task_owner ON case_task (court_id, owner, bucket, due_on, case_id, task_id);
CREATE INDEX case_task_due ON case_task (court_id, bucket, due_on, case_id, task_id);
CREATE INDEX case_task_team ON case_task (court_id, team, bucket, due_on, case_id, task_id);
CREATE INDEX case_task_node ON case_task (court_id, node, bucket, due_on, case_id, task_id);

CREATE TABLE case_measure (
    court_id TEXT NOT NULL,
    case_id {uuid} NOT NULL,
    measure_id {uuid} NOT NULL,
    asset_id {uuid} NOT NULL,
    asset_kind TEXT NOT NULL,
    asset_title TEXT NOT NULL,
    asset_number TEXT NOT NULL,
    holder TEXT NOT NULL,
    holder_name TEXT NOT NULL,
    amount_fen {i64} NOT NULL,
    actual_fen {i64} NOT NULL,
    state TEXT NOT NULL,
    from_on {date},
    ends_on {date} NOT NULL,
    pending TEXT NOT NULL,
    request_no TEXT NOT NULL,
    renewals {i64} NOT NULL,
    acknowledged_by {uuid},
    acknowledged_name TEXT NOT NULL,
    acknowledged_at {ts},
    number TEXT NOT NULL,
    respondent TEXT NOT NULL,
    handler_id {uuid},
    handler_name TEXT NOT NULL,
    stage TEXT NOT NULL,
    PRIMARY KEY (court_id, case_id, measure_id)
) {strict};
CREATE INDEX case_measure_end ON case_measure (court_id, ends_on, case_id, measure_id) WHERE state = 'live';

CREATE TABLE case_payout (
    court_id TEXT NOT NULL,
    case_id {uuid} NOT NULL,
    payout_id {uuid} NOT NULL,
    state TEXT NOT NULL,
    total_fen {i64} NOT NULL,
    line_count {i64} NOT NULL,
    settled_to {date} NOT NULL,
    proposer_id {uuid} NOT NULL,
    proposer_name TEXT NOT NULL,
    proposed_at {ts} NOT NULL,
    approver_id {uuid},
    approver_name TEXT NOT NULL,
    approved_at {ts},
    batch_id {uuid},
    remark TEXT NOT NULL,
    number TEXT NOT NULL,
    applicants TEXT NOT NULL,
    handler_name TEXT NOT NULL,
    PRIMARY KEY (court_id, case_id, payout_id)
) {strict};
CREATE INDEX case_payout_state ON case_payout (court_id, state, proposed_at, payout_id);

CREATE TABLE case_document (
    court_id TEXT NOT NULL,
    case_id {uuid} NOT NULL,
    document_id {uuid} NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    party_id {uuid},
    subject TEXT NOT NULL,
    ruling_no {i64} NOT NULL,
    state TEXT NOT NULL,
    made_by {uuid} NOT NULL,
    made_by_name TEXT NOT NULL,
    made_on {date} NOT NULL,
    signed_by_name TEXT NOT NULL,
    issued_on {date},
    to_be_served {bool} NOT NULL,
    number TEXT NOT NULL,
    PRIMARY KEY (court_id, case_id, document_id)
) {strict};
CREATE INDEX case_document_state ON case_document (court_id, state, made_on, document_id);

CREATE TABLE case_message (
    court_id TEXT NOT NULL,
    case_id {uuid} NOT NULL,
    message_id {uuid} NOT NULL,
    party_id {uuid} NOT NULL,
    phone TEXT NOT NULL,
    template TEXT NOT NULL,
    state TEXT NOT NULL,
    reference TEXT NOT NULL,
    queued_at {ts} NOT NULL,
    PRIMARY KEY (court_id, case_id, message_id)
) {strict};
CREATE INDEX case_message_state ON case_message (court_id, state, queued_at, message_id);

CREATE TABLE statement (
    court_id TEXT NOT NULL,
    statement_id {uuid} NOT NULL,
    account TEXT NOT NULL,
    from_on {date},
    to_on {date},
    opening_fen {i64} NOT NULL,
    closing_fen {i64} NOT NULL,
    file_hash TEXT,
    file_name TEXT NOT NULL,
    format TEXT NOT NULL,
    imported_by TEXT NOT NULL,
    imported_at {ts},
    line_count {i64} NOT NULL,
    unknown_count {i64} NOT NULL,
    claimed_count {i64} NOT NULL,
    matched_count {i64} NOT NULL,
    credit_fen {i64} NOT NULL,
    repeated {i64} NOT NULL,
    version {i64} NOT NULL,
    PRIMARY KEY (court_id, statement_id)
) {strict};

CREATE TABLE receipt (
    court_id TEXT NOT NULL,
    receipt_id {uuid} NOT NULL,
    statement_id {uuid} NOT NULL,
    account TEXT NOT NULL,
    bank_ref TEXT NOT NULL,
    amount_fen {i64} NOT NULL,
    booked_on {date} NOT NULL,
    payer TEXT NOT NULL,
    payer_account TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('unknown', 'claimed', 'matched', 'outgoing')),
    case_id {uuid},
    number TEXT NOT NULL,
    claimed_by {uuid},
    claimed_name TEXT NOT NULL,
    claimed_at {ts},
    reason TEXT NOT NULL,
    matched_on {date},
    rule TEXT NOT NULL,
    confirmed_name TEXT NOT NULL,
    refusals {i64} NOT NULL,
    PRIMARY KEY (court_id, receipt_id)
) {strict};
CREATE UNIQUE INDEX receipt_ref ON receipt (court_id, account, bank_ref) WHERE bank_ref <> '';
CREATE INDEX receipt_state ON receipt (court_id, state, booked_on, receipt_id);
CREATE INDEX receipt_matched ON receipt (court_id, matched_on, amount_fen) WHERE matched_on IS NOT NULL;
CREATE INDEX receipt_statement ON receipt (court_id, statement_id, booked_on, receipt_id);

CREATE TABLE batch (
    court_id TEXT NOT NULL,
    batch_id {uuid} NOT NULL,
    no TEXT NOT NULL,
    made_on {date},
    total_fen {i64} NOT NULL,
    line_count {i64} NOT NULL,
    paid_count {i64} NOT NULL,
    rejected_count {i64} NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'done')),
    created_by TEXT NOT NULL,
    created_at {ts},
    version {i64} NOT NULL,
    PRIMARY KEY (court_id, batch_id)
) {strict};
CREATE INDEX batch_no ON batch (court_id, no);
CREATE INDEX batch_state ON batch (court_id, state, batch_id);

CREATE TABLE batch_line (
    court_id TEXT NOT NULL,
    batch_id {uuid} NOT NULL,
    place {i64} NOT NULL,
    end_to_end TEXT NOT NULL,
    case_id {uuid} NOT NULL,
    number TEXT NOT NULL,
    payout_id {uuid} NOT NULL,
    line {i64} NOT NULL,
    amount_fen {i64} NOT NULL,
    payee_name TEXT NOT NULL,
    payee_bank TEXT NOT NULL,
    payee_account TEXT NOT NULL,
    text TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('', 'paid', 'rejected')),
    paid_on {date},
    reference TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (court_id, batch_id, place)
) {strict};
CREATE UNIQUE INDEX batch_line_end ON batch_line (court_id, end_to_end);
CREATE INDEX batch_line_case ON batch_line (court_id, case_id);
