//! A connection and the transaction on it, as the driver gives them: what is sent here is sent at once.

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use sqlx::pool::PoolConnection;
use sqlx::postgres::PgPool;
use sqlx::{AssertSqlSafe, PgConnection, Postgres, Sqlite, SqliteConnection, Transaction};

use crate::clock::guard::Guard;
use crate::dialect::{self, Dialect};
use crate::error::{NotAllowed, StoreError};
use crate::value::{V, pg_args, sqlite_args};

pub(super) enum Inner {
    Sqlite(PoolConnection<Sqlite>),
    SqliteTx(Transaction<'static, Sqlite>),
    Pg(PoolConnection<Postgres>),
    PgTx(Transaction<'static, Postgres>),
    /// Not begun: see [`Db::begin_when_needed`].
    PgLater(PgPool),
}

pub(super) enum Side<'a> {
    Sqlite(&'a mut SqliteConnection),
    Pg(&'a mut PgConnection),
}

/// A connection to read with.
pub struct Conn {
    pub(super) inner: Inner,
    /// Statements that wait to be sent together; none unless [`Tx::gather`] was called.
    pub(super) gathered: Option<Vec<Counted>>,
    pub(crate) clock: Arc<Guard>,
}

/// A write transaction; it also reads, through [`Conn`].
pub struct Tx(pub(super) Conn);

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}

/// A statement that must touch so many rows.
pub(crate) struct Counted {
    pub(crate) sql: String,
    pub(crate) values: Vec<V>,
    pub(crate) rows: u64,
    /// The table and the key it changes: two changes of one row are never sent together, because
    /// PostgreSQL runs what it gets together in no order.
    pub(crate) subject: (&'static str, Vec<V>),
    /// The error when it touches another number of rows.
    pub(crate) otherwise: StoreError,
}

/// The first table a statement names, for error messages.
pub(super) fn table_of(sql: &str) -> Arc<str> {
    let mut words = sql.split_whitespace();
    while let Some(word) = words.next() {
        if ["FROM", "INTO", "UPDATE"].contains(&word) {
            let name = words.next().unwrap_or_default();
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '_');
            return name.get(..end.unwrap_or(name.len())).unwrap_or(name).into();
        }
    }
    "".into()
}

/// SQLite binds NULL to a placeholder nobody gave a value for; so it is counted.
#[cfg(debug_assertions)]
pub(super) fn assert_bound(sql: &str, values: usize) {
    let mut most = 0;
    for part in sql.split('$').skip(1) {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        most = most.max(digits.parse().unwrap_or(0));
    }
    assert_eq!(most, values, "placeholders and values differ in: {sql}");
}

#[cfg(not(debug_assertions))]
pub(super) fn assert_bound(_sql: &str, _values: usize) {}

pub(super) fn safe(sql: Cow<'static, str>) -> AssertSqlSafe<Cow<'static, str>> {
    // Every text comes from this crate's own sources; values are always bound.
    AssertSqlSafe(sql)
}

impl Conn {
    /// On a connection, with nothing waiting.
    pub(super) fn new(inner: Inner, clock: Arc<Guard>) -> Conn {
        Conn { inner, gathered: None, clock }
    }

    pub(crate) fn dialect(&self) -> Dialect {
        match self.inner {
            Inner::Sqlite(_) | Inner::SqliteTx(_) => Dialect::Sqlite,
            Inner::Pg(_) | Inner::PgTx(_) | Inner::PgLater(_) => Dialect::Pg,
        }
    }

    /// The driver's connection, in a transaction if there is to be one.
    pub(super) async fn side(&mut self) -> Result<Side<'_>, StoreError> {
        if let Inner::PgLater(pool) = &self.inner {
            self.inner = Inner::PgTx(pool.begin().await?);
        }
        match &mut self.inner {
            Inner::Sqlite(conn) => Ok(Side::Sqlite(conn)),
            Inner::SqliteTx(tx) => Ok(Side::Sqlite(tx)),
            Inner::Pg(conn) => Ok(Side::Pg(conn)),
            Inner::PgTx(tx) => Ok(Side::Pg(tx)),
            Inner::PgLater(_) => Err(StoreError::NotAllowed(NotAllowed::NotBegun)),
        }
    }

    /// Runs a statement now, whatever waits, and returns how many rows it touched.
    pub(super) async fn send_now(
        &mut self,
        sql: Cow<'static, str>,
        values: &[V],
        keep_prepared: bool,
    ) -> Result<u64, StoreError> {
        let sql = dialect::query(self.dialect(), sql);
        assert_bound(&sql, values.len());
        Ok(match self.side().await? {
            Side::Sqlite(conn) => sqlx::query_with(safe(sql), sqlite_args(values)?)
                .persistent(keep_prepared)
                .execute(conn)
                .await?
                .rows_affected(),
            Side::Pg(conn) => sqlx::query_with(safe(sql), pg_args(values)?)
                .persistent(keep_prepared)
                .execute(conn)
                .await?
                .rows_affected(),
        })
    }
}

impl Tx {
    /// Runs several statements that take no values (migrations).
    pub(crate) async fn script(&mut self, sql: String) -> Result<(), StoreError> {
        match self.side().await? {
            Side::Sqlite(conn) => {
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(conn).await?;
            }
            Side::Pg(conn) => {
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(conn).await?;
            }
        }
        Ok(())
    }
}
