//! Tries to sign in, counted before a password is looked at, per account and place.
//!
//! The account is known by the SM3 of what was typed, whether there is such an account or not. A place is an
//! address from which the account has signed in, or [`ELSEWHERE`] for all others together: who guesses from
//! somewhere else locks nobody out of their own desk, and many addresses have no more tries than one.

use zhixing_law::instant::Instant;

use crate::db::{Conn, Tx};
use crate::digest::Digest;
use crate::error::StoreError;
use crate::value::V;

/// Every address from which the account has not signed in.
pub const ELSEWHERE: &str = "";

/// How many tries there are, and for how long there are none after that.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// Tries in a row.
    pub tries: i64,
    /// When the lock that the last of them sets ends.
    pub locked_until: Instant,
}

/// The key of an account in the table.
fn key(login: &str) -> V {
    V::from(Digest::of(login.to_lowercase().as_bytes()))
}

impl Tx {
    /// Takes one of the tries that are left: how many are taken now, none when it is locked. Of tries at the
    /// same moment no more than the limit get one.
    pub async fn take_try(
        &mut self,
        login: &str,
        place: &str,
        now: Instant,
        limit: Limit,
    ) -> Result<Option<i64>, StoreError> {
        let sql = "INSERT INTO sign_in_try AS t \
            (login_hash, place, failures, locked_until, known_until, seen_at) \
            VALUES ($1, $2, 1, NULL, NULL, $3) \
            ON CONFLICT (login_hash, place) DO UPDATE SET seen_at = excluded.seen_at, \
            failures = CASE WHEN t.locked_until <= $3 THEN 1 ELSE t.failures + 1 END, \
            locked_until = CASE WHEN t.locked_until IS NULL AND $4 <= t.failures + 1 \
            THEN $5 ELSE NULL END \
            WHERE t.locked_until IS NULL OR t.locked_until <= $3 RETURNING failures";
        let values = [
            key(login),
            V::from(place),
            V::from(now),
            V::from(limit.tries),
            V::from(limit.locked_until),
        ];
        self.optional(sql, &values).await?.map(|row| row.int("failures")).transpose()
    }

    /// Forgets the tries of a place after a sign-in that succeeded there.
    pub async fn forget_tries(&mut self, login: &str, place: &str) -> Result<(), StoreError> {
        let sql = "UPDATE sign_in_try SET failures = 0, locked_until = NULL \
            WHERE login_hash = $1 AND place = $2";
        self.execute(sql, &[key(login), V::from(place)]).await?;
        Ok(())
    }

    /// 解锁: forgets the tries of an account from everywhere.
    pub async fn unlock_account(&mut self, login: &str) -> Result<(), StoreError> {
        let sql = "UPDATE sign_in_try SET failures = 0, locked_until = NULL WHERE login_hash = $1";
        self.execute(sql, &[key(login)]).await?;
        Ok(())
    }

    /// Remembers that the account has signed in at an address.
    pub async fn know_place(
        &mut self,
        login: &str,
        address: &str,
        now: Instant,
        until: Instant,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO sign_in_try \
            (login_hash, place, failures, locked_until, known_until, seen_at) \
            VALUES ($1, $2, 0, NULL, $4, $3) \
            ON CONFLICT (login_hash, place) DO UPDATE SET failures = 0, locked_until = NULL, \
            known_until = excluded.known_until, seen_at = excluded.seen_at";
        let values = [key(login), V::from(address), V::from(now), V::from(until)];
        self.execute(sql, &values).await?;
        Ok(())
    }

    /// 重置密码: no address is known any more.
    pub async fn forget_places(&mut self, login: &str) -> Result<(), StoreError> {
        self.execute("DELETE FROM sign_in_try WHERE login_hash = $1", &[key(login)]).await?;
        Ok(())
    }

    /// Forgets what has not been tried since `before` and is known no longer. Returns how many.
    pub async fn sweep_tries(&mut self, before: Instant, now: Instant) -> Result<u64, StoreError> {
        let sql = "DELETE FROM sign_in_try WHERE seen_at < $1 \
            AND (known_until IS NULL OR known_until < $2)";
        self.execute(sql, &[V::from(before), V::from(now)]).await
    }
}

impl Conn {
    /// Whether the account has signed in at an address.
    pub async fn is_known_place(
        &mut self,
        login: &str,
        address: &str,
        now: Instant,
    ) -> Result<bool, StoreError> {
        let sql = "SELECT 1 AS one FROM sign_in_try \
            WHERE login_hash = $1 AND place = $2 AND $3 < known_until";
        let values = [key(login), V::from(address), V::from(now)];
        Ok(self.optional(sql, &values).await?.is_some())
    }

    /// Until when the account is locked somewhere; none when it is not.
    pub async fn locked_until(
        &mut self,
        login: &str,
        now: Instant,
    ) -> Result<Option<Instant>, StoreError> {
        let sql = "SELECT MAX(locked_until) AS locked_until FROM sign_in_try \
            WHERE login_hash = $1 AND $2 < locked_until";
        self.one(sql, &[key(login), V::from(now)]).await?.instant_opt("locked_until")
    }
}
