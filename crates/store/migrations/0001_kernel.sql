-- The kernel: docket, commands, counters, ledger, jobs, files, people's own state.

CREATE TABLE rebuilding (
    token {i64} NOT NULL,
    PRIMARY KEY (token)
) {strict};

CREATE TABLE store_note (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
) {strict};

CREATE TABLE stream (
    court_id TEXT NOT NULL,
    stream_id {uuid} NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('case', 'court')),
    seq {i64} NOT NULL CHECK (seq >= 0),
    version {i64} NOT NULL CHECK (version >= 0),
    head_hash {bytes} NOT NULL,
    PRIMARY KEY (court_id, stream_id)
) {clustered};
CREATE INDEX stream_court ON stream (court_id) WHERE kind = 'court';

CREATE TABLE docket (
    court_id TEXT NOT NULL,
    stream_id {uuid} NOT NULL,
    seq {i64} NOT NULL CHECK (seq > 0),
    entry_id {uuid} NOT NULL,
    command_id {uuid} NOT NULL,
    kind TEXT NOT NULL CHECK (kind <> ''),
    event_version {i64} NOT NULL CHECK (event_version > 0),
    body TEXT NOT NULL,
    subject TEXT NOT NULL,
    actor_id {uuid},
    actor_name TEXT NOT NULL,
    ground TEXT NOT NULL,
    source TEXT NOT NULL,
    happened_at {ts} NOT NULL,
    recorded_at {ts} NOT NULL,
    prev_hash {bytes} NOT NULL,
    hash {bytes} NOT NULL,
    PRIMARY KEY (court_id, stream_id, seq)
) {strict};
CREATE INDEX docket_subject ON docket (court_id, subject, stream_id, seq) WHERE subject <> '';
CREATE INDEX docket_attempt ON docket (court_id, recorded_at) WHERE kind = 'attempt.refused';
{append_only docket}

CREATE TABLE command (
    court_id TEXT NOT NULL,
    command_id {uuid} NOT NULL,
    request_hash {bytes} NOT NULL,
    actor_id {uuid},
    recorded_at {ts} NOT NULL,
    outcome {json},
    PRIMARY KEY (court_id, command_id)
) {clustered};

CREATE TABLE case_serial (
    court_id TEXT NOT NULL,
    year {i64} NOT NULL,
    kind TEXT NOT NULL,
    last {i64} NOT NULL CHECK (last > 0),
    PRIMARY KEY (court_id, year, kind)
) {strict};
{grows_by_one case_serial.last}

CREATE TABLE ledger_account (
    court_id TEXT NOT NULL,
    account_id TEXT NOT NULL CHECK (account_id <> ''),
    side TEXT NOT NULL CHECK (side IN ('asset', 'liability')),
    balance_fen {i64} NOT NULL,
    PRIMARY KEY (court_id, account_id),
    CHECK (side = 'asset' OR balance_fen >= 0)
) {clustered};

CREATE TABLE ledger_transfer (
    court_id TEXT NOT NULL,
    stream_id {uuid} NOT NULL,
    seq {i64} NOT NULL,
    idx {i64} NOT NULL,
    debit TEXT NOT NULL,
    credit TEXT NOT NULL,
    amount_fen {i64} NOT NULL CHECK (amount_fen > 0),
    reason TEXT NOT NULL CHECK (reason <> ''),
    case_id {uuid},
    happened_on {date} NOT NULL,
    PRIMARY KEY (court_id, stream_id, seq, idx),
    CHECK (debit <> credit)
) {strict};
CREATE INDEX ledger_transfer_debit ON ledger_transfer (court_id, debit, happened_on);
CREATE INDEX ledger_transfer_credit ON ledger_transfer (court_id, credit, happened_on);
CREATE INDEX ledger_transfer_case ON ledger_transfer (court_id, case_id) WHERE case_id IS NOT NULL;
{append_only ledger_transfer unless rebuilding}

CREATE TABLE job (
    court_id TEXT NOT NULL,
    job_id {uuid} NOT NULL,
    kind TEXT NOT NULL CHECK (kind <> ''),
    body {json} NOT NULL,
    cause TEXT,
    owner_id {uuid},
    priority {i64} NOT NULL,
    run_at {ts} NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dead', 'cancelled')),
    attempts {i64} NOT NULL,
    max_attempts {i64} NOT NULL CHECK (max_attempts > 0),
    leased_until {ts},
    holder TEXT,
    done_count {i64} NOT NULL,
    total_count {i64},
    cancel_requested {bool} NOT NULL,
    result {json},
    last_error TEXT,
    created_at {ts} NOT NULL,
    failed_at {ts},
    done_at {ts},
    PRIMARY KEY (court_id, job_id)
) {strict};
CREATE UNIQUE INDEX job_cause ON job (court_id, cause) WHERE state = 'waiting' AND cause IS NOT NULL;
CREATE INDEX job_due ON job (priority, run_at, job_id) WHERE state = 'waiting';
CREATE INDEX job_owner ON job (court_id, owner_id, job_id) WHERE owner_id IS NOT NULL;
CREATE INDEX job_dead ON job (court_id, job_id) WHERE state = 'dead';

CREATE TABLE file (
    court_id TEXT NOT NULL,
    file_hash {bytes} NOT NULL,
    size {i64} NOT NULL CHECK (size >= 0),
    chunks {i64} NOT NULL CHECK (chunks >= 0),
    media_type TEXT NOT NULL,
    PRIMARY KEY (court_id, file_hash)
) {strict};

CREATE TABLE file_chunk (
    court_id TEXT NOT NULL,
    file_hash {bytes} NOT NULL,
    idx {i64} NOT NULL CHECK (idx >= 0),
    data {bytes} NOT NULL,
    PRIMARY KEY (court_id, file_hash, idx),
    FOREIGN KEY (court_id, file_hash) REFERENCES file (court_id, file_hash)
) {strict};

CREATE TABLE lease (
    name TEXT NOT NULL,
    holder TEXT NOT NULL,
    leased_until {ts} NOT NULL,
    PRIMARY KEY (name)
) {strict};

CREATE TABLE session (
    token_hash {bytes} NOT NULL,
    court_id TEXT NOT NULL,
    staff_id {uuid} NOT NULL,
    created_at {ts} NOT NULL,
    expires_at {ts} NOT NULL,
    last_seen_at {ts} NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (token_hash)
) {strict};
CREATE INDEX session_staff ON session (court_id, staff_id);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE credential (
    court_id TEXT NOT NULL,
    staff_id {uuid} NOT NULL,
    login TEXT NOT NULL CHECK (login <> ''),
    secret TEXT NOT NULL,
    failures {i64} NOT NULL,
    locked_until {ts},
    must_change {bool} NOT NULL,
    disabled {bool} NOT NULL,
    changed_at {ts} NOT NULL,
    PRIMARY KEY (court_id, staff_id),
    UNIQUE (login)
) {strict};

CREATE TABLE draft (
    court_id TEXT NOT NULL,
    staff_id {uuid} NOT NULL,
    draft_id {uuid} NOT NULL,
    form TEXT NOT NULL,
    subject TEXT NOT NULL,
    body {json} NOT NULL,
    version {i64} NOT NULL,
    updated_at {ts} NOT NULL,
    PRIMARY KEY (court_id, staff_id, draft_id)
) {strict};

CREATE TABLE preference (
    court_id TEXT NOT NULL,
    staff_id {uuid} NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    value {json} NOT NULL,
    updated_at {ts} NOT NULL,
    PRIMARY KEY (court_id, staff_id, name)
) {strict};

CREATE TABLE anchor (
    court_id TEXT NOT NULL,
    anchor_no {i64} NOT NULL CHECK (anchor_no > 0),
    anchor_day {date} NOT NULL,
    heads {i64} NOT NULL,
    prev_root {bytes} NOT NULL,
    root {bytes} NOT NULL,
    made_at {ts} NOT NULL,
    PRIMARY KEY (court_id, anchor_no)
) {strict};
{append_only anchor}

CREATE TABLE anchor_head (
    court_id TEXT NOT NULL,
    anchor_no {i64} NOT NULL,
    stream_id {uuid} NOT NULL,
    seq {i64} NOT NULL,
    hash {bytes} NOT NULL,
    PRIMARY KEY (court_id, anchor_no, stream_id)
) {strict};
CREATE INDEX anchor_head_stream ON anchor_head (court_id, stream_id, seq);
{append_only anchor_head}
