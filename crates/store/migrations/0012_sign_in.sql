-- 登录尝试: wrong passwords are counted per account and place, before a password is looked at. The account is
-- written as its SM3, whether there is such an account or not, so that a lock tells nobody which accounts exist.
-- The place is an address from which the account has signed in before, or empty for all others together.
-- The columns failures and locked_until of credential are not used any more.

CREATE TABLE sign_in_try (
    login_hash {bytes} NOT NULL,
    place TEXT NOT NULL,
    failures {i64} NOT NULL CHECK (failures >= 0),
    locked_until {ts},
    known_until {ts},
    seen_at {ts} NOT NULL,
    PRIMARY KEY (login_hash, place)
) {strict};
CREATE INDEX sign_in_try_seen ON sign_in_try (seen_at);
