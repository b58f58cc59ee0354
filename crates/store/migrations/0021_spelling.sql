-- 拼音和账号尾号: what a case is found by besides numbers and names. The initials of a name, a person's name spelled out,
-- and the last four digits of the accounts in the case.
CREATE TABLE case_spelling (
    court_id TEXT NOT NULL,
    spelling TEXT NOT NULL,
    filed_key TEXT NOT NULL,
    case_id {uuid} NOT NULL,
    PRIMARY KEY (court_id, spelling, filed_key, case_id)
) {clustered};
