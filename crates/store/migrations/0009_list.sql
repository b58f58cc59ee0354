-- 清单: each list has an index of its own.

-- 财产清单: what respondents have; undecided first, the longest found first.
CREATE TABLE case_asset (
    court_id TEXT NOT NULL,
    case_id {uuid} NOT NULL,
    asset_id {uuid} NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    asset_number TEXT NOT NULL,
    holder_name TEXT NOT NULL,
    amount_fen {i64} NOT NULL,
    available_fen {i64} NOT NULL,
    encumbrance TEXT NOT NULL,
    found_on {date} NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    control TEXT NOT NULL,
    number TEXT NOT NULL,
    respondent TEXT NOT NULL,
    handler_id {uuid},
    handler_name TEXT NOT NULL,
    stage TEXT NOT NULL,
    PRIMARY KEY (court_id, case_id, asset_id)
) {strict};
CREATE INDEX case_asset_verdict ON case_asset (court_id, verdict, found_on, case_id, asset_id);
CREATE INDEX case_asset_control ON case_asset (court_id, verdict, control, found_on, case_id, asset_id);
CREATE INDEX case_asset_found ON case_asset (court_id, found_on, case_id, asset_id);

-- 到账, of every state together; 到账未发放 by amount.
CREATE INDEX receipt_booked ON receipt (court_id, booked_on, receipt_id);
CREATE INDEX case_file_funds_amount ON case_file (court_id, undistributed_fen, case_id)
    WHERE waiting_since IS NOT NULL;
