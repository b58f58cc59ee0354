-- 账号变动: the secret that a person will have once a second person has confirmed that they get it. Until then the
-- credential that they have stays as it is. The docket keeps the digest of the row.

CREATE TABLE credential_asked (
    court_id TEXT NOT NULL,
    access_id {uuid} NOT NULL,
    staff_id {uuid} NOT NULL,
    login TEXT NOT NULL,
    secret TEXT NOT NULL,
    PRIMARY KEY (court_id, access_id)
) {strict};
CREATE UNIQUE INDEX credential_asked_login ON credential_asked (login);
