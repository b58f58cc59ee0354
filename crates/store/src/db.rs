//! `Db`, `Conn` and `Tx`: the only types that name a database driver.
//!
//! SQLite has one writer, so there is a pool of one connection that writes (`BEGIN IMMEDIATE`: a reader
//! cannot become a writer without failing at once) and a pool of read-only ones. PostgreSQL has one
//! pool. The SQL is the same text; `/*for_update*/` and `/*skip_locked*/` are resolved per database.

use std::borrow::Cow;
use std::fs::File;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use futures::TryStreamExt as _;
use sqlx::pool::PoolConnection;
use sqlx::postgres::PgPool;
use sqlx::sqlite::SqlitePool;
use sqlx::{AssertSqlSafe, PgConnection, Postgres, Sqlite, SqliteConnection, Transaction};

use crate::clock::guard::Guard;
use crate::dialect::{self, Dialect};
use crate::error::{NotAllowed, StoreError};
use crate::row::{Inner as RowInner, Row};
use crate::url::DatabaseUrl;
use crate::value::{V, pg_args, sqlite_args};

/// What a process is going to do with a database. It matters on SQLite, where a data directory
/// belongs to one server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Serve it: nobody else owns it meanwhile.
    Own,
    /// Write a line or two beside the server that owns it, in transactions of their own: `backup`
    /// notes that there is one, `anchor` pins, `admin` lets an administrator in again. Both databases
    /// take turns between processes.
    Beside,
    /// Only read, beside the server: `verify`, `doctor`.
    Read,
}

/// How to open a database.
#[derive(Debug, Clone)]
pub struct Options {
    /// What is going to be done with it.
    pub access: Access,
    /// `synchronous=FULL` on SQLite: what was answered survives a power cut. False only for tests.
    pub durable: bool,
    /// Connections to PostgreSQL, to write with and as many to read with.
    pub pg_connections: u32,
    /// Read-only connections to SQLite.
    pub sqlite_readers: u32,
    /// The SQLite file may not grow beyond this many pages (4 KiB each): a full disk on purpose.
    pub sqlite_max_pages: Option<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            access: Access::Own,
            durable: true,
            pg_connections: 12,
            sqlite_readers: 4,
            sqlite_max_pages: None,
        }
    }
}

#[derive(Clone)]
enum Pools {
    Sqlite { write: Option<SqlitePool>, read: SqlitePool },
    Pg { write: Option<PgPool>, read: PgPool },
}

/// A database, open. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pools: Pools,
    url: DatabaseUrl,
    /// Held as long as the database is open; the operating system frees it when the process dies.
    _lock: Option<Arc<File>>,
    clock: Arc<Guard>,
}

impl Db {
    /// Opens the database; on SQLite the directory and the file are made when they are missing.
    /// The schema is not touched: see [`Db::migrate`].
    ///
    /// # Errors
    /// [`StoreError::InUse`] when another process has the data directory open.
    pub async fn open(url: &DatabaseUrl, options: &Options) -> Result<Self, StoreError> {
        match url {
            DatabaseUrl::Sqlite(_) => open::sqlite(url, options).await,
            DatabaseUrl::Postgres(address) => open::postgres(url, address, options).await,
        }
    }

    /// Where the data is; never shows a password.
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// True on SQLite.
    pub fn is_sqlite(&self) -> bool {
        matches!(self.pools, Pools::Sqlite { .. })
    }

    /// Begins a write transaction. Dropping it undoes everything.
    ///
    /// # Errors
    /// [`StoreError::NotAllowed`] when the database was opened read-only.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        const READ_ONLY: StoreError = StoreError::NotAllowed(NotAllowed::ReadOnly);
        let inner = match &self.pools {
            Pools::Sqlite { write: Some(pool), .. } => {
                Inner::SqliteTx(pool.begin_with("BEGIN IMMEDIATE").await?)
            }
            Pools::Pg { write: Some(pool), .. } => Inner::PgTx(pool.begin().await?),
            Pools::Sqlite { .. } | Pools::Pg { .. } => return Err(READ_ONLY),
        };
        Ok(Tx(Conn { inner, gathered: None, clock: self.clock.clone() }))
    }

    /// A write transaction that begins with its first statement; one whose statements all wait
    /// until the commit is sent as one statement, which is its own transaction. On SQLite it
    /// begins at once, because there the lock to write is what it begins with.
    pub async fn begin_when_needed(&self) -> Result<Tx, StoreError> {
        match &self.pools {
            Pools::Pg { write: Some(pool), .. } => {
                let inner = Inner::PgLater(pool.clone());
                let (gathered, clock) = (Some(Vec::new()), self.clock.clone());
                Ok(Tx(Conn { inner, gathered, clock }))
            }
            _ => self.begin().await,
        }
    }

    /// A connection to read with; each statement sees the newest committed state.
    pub async fn read(&self) -> Result<Conn, StoreError> {
        let inner = match &self.pools {
            Pools::Sqlite { read, .. } => Inner::Sqlite(read.acquire().await?),
            Pools::Pg { read, .. } => Inner::Pg(read.acquire().await?),
        };
        Ok(Conn { inner, gathered: None, clock: self.clock.clone() })
    }

    /// A connection whose statements all see the state of one moment.
    pub async fn snapshot(&self) -> Result<Conn, StoreError> {
        let inner = match &self.pools {
            Pools::Sqlite { read, .. } => Inner::SqliteTx(read.begin().await?),
            Pools::Pg { read, .. } => Inner::PgTx(
                read.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY").await?,
            ),
        };
        Ok(Conn { inner, gathered: None, clock: self.clock.clone() })
    }

    /// A transaction on an empty database of the same kind, to be undone.
    pub(crate) async fn scratch(&self) -> Result<Tx, StoreError> {
        open::scratch(&self.pools).await
    }

    /// Closes every connection. Dropping the last clone frees the lock on the directory.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { write, read } => {
                read.close().await;
                if let Some(write) = write {
                    write.close().await;
                }
            }
            Pools::Pg { write, read } => {
                read.close().await;
                if let Some(write) = write {
                    write.close().await;
                }
            }
        }
    }
}

mod gathered;
pub mod notify;
mod open;

pub(crate) use gathered::Counted;

enum Inner {
    Sqlite(PoolConnection<Sqlite>),
    SqliteTx(Transaction<'static, Sqlite>),
    Pg(PoolConnection<Postgres>),
    PgTx(Transaction<'static, Postgres>),
    /// Not begun: see [`Db::begin_when_needed`].
    PgLater(PgPool),
}

enum Side<'a> {
    Sqlite(&'a mut SqliteConnection),
    Pg(&'a mut PgConnection),
}

/// A connection to read with.
pub struct Conn {
    inner: Inner,
    /// Statements that wait to be sent together; none unless [`Tx::gather`] was called.
    gathered: Option<Vec<Counted>>,
    pub(crate) clock: Arc<Guard>,
}

/// A write transaction; it also reads, through [`Conn`].
pub struct Tx(Conn);

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

/// The first table a statement names, for error messages.
fn table_of(sql: &str) -> Arc<str> {
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
fn assert_bound(sql: &str, values: usize) {
    let mut most = 0;
    for part in sql.split('$').skip(1) {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        most = most.max(digits.parse().unwrap_or(0));
    }
    assert_eq!(most, values, "placeholders and values differ in: {sql}");
}

#[cfg(not(debug_assertions))]
fn assert_bound(_sql: &str, _values: usize) {}

impl Conn {
    pub(crate) fn dialect(&self) -> Dialect {
        match self.inner {
            Inner::Sqlite(_) | Inner::SqliteTx(_) => Dialect::Sqlite,
            Inner::Pg(_) | Inner::PgTx(_) | Inner::PgLater(_) => Dialect::Pg,
        }
    }

    /// The driver's connection, in a transaction if there is to be one.
    async fn side(&mut self) -> Result<Side<'_>, StoreError> {
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

    /// All rows of a query.
    pub async fn all(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        values: &[V],
    ) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        self.each(sql, values, |row| {
            rows.push(row);
            Ok(())
        })
        .await?;
        Ok(rows)
    }

    /// The first row of a query, if there is one.
    pub async fn optional(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        values: &[V],
    ) -> Result<Option<Row>, StoreError> {
        self.send_gathered().await?;
        let sql = dialect::query(self.dialect(), sql.into());
        assert_bound(&sql, values.len());
        let table = table_of(&sql);
        let inner = match self.side().await? {
            Side::Sqlite(conn) => {
                let args = sqlite_args(values)?;
                let query = sqlx::query_with(safe(sql), args);
                query.fetch_optional(conn).await?.map(RowInner::Sqlite)
            }
            Side::Pg(conn) => {
                let args = pg_args(values)?;
                let query = sqlx::query_with(safe(sql), args);
                query.fetch_optional(conn).await?.map(RowInner::Pg)
            }
        };
        Ok(inner.map(|inner| Row { inner, table }))
    }

    /// The one row of a query that always has one.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when there is none.
    pub async fn one(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        values: &[V],
    ) -> Result<Row, StoreError> {
        let sql = sql.into();
        let table = table_of(&sql);
        let row = self.optional(sql, values).await?;
        row.ok_or_else(|| StoreError::corrupt(&table, "*", "a row is missing"))
    }

    /// Hands every row of a query to `take`, without keeping them.
    pub async fn each(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        values: &[V],
        mut take: impl FnMut(Row) -> Result<(), StoreError> + Send,
    ) -> Result<(), StoreError> {
        self.send_gathered().await?;
        let sql = dialect::query(self.dialect(), sql.into());
        assert_bound(&sql, values.len());
        let table = table_of(&sql);
        match self.side().await? {
            Side::Sqlite(conn) => {
                let query = sqlx::query_with(safe(sql), sqlite_args(values)?);
                let mut rows = query.fetch(conn);
                while let Some(row) = rows.try_next().await? {
                    take(Row { inner: RowInner::Sqlite(row), table: table.clone() })?;
                }
            }
            Side::Pg(conn) => {
                let query = sqlx::query_with(safe(sql), pg_args(values)?);
                let mut rows = query.fetch(conn);
                while let Some(row) = rows.try_next().await? {
                    take(Row { inner: RowInner::Pg(row), table: table.clone() })?;
                }
            }
        }
        Ok(())
    }
}

fn safe(sql: Cow<'static, str>) -> AssertSqlSafe<Cow<'static, str>> {
    // Every text comes from this crate's own sources; values are always bound.
    AssertSqlSafe(sql)
}

impl Tx {
    /// Makes everything in the transaction permanent.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        if let Inner::PgLater(pool) = &self.0.inner {
            let pool = pool.clone();
            return self.0.send_alone(&pool).await;
        }
        self.send_gathered().await?;
        match self.0.inner {
            Inner::SqliteTx(tx) => tx.commit().await?,
            Inner::PgTx(tx) => tx.commit().await?,
            Inner::Sqlite(_) | Inner::Pg(_) | Inner::PgLater(_) => {}
        }
        Ok(())
    }

    /// Undoes everything in the transaction.
    pub async fn rollback(self) -> Result<(), StoreError> {
        match self.0.inner {
            Inner::SqliteTx(tx) => tx.rollback().await?,
            Inner::PgTx(tx) => tx.rollback().await?,
            Inner::Sqlite(_) | Inner::Pg(_) | Inner::PgLater(_) => {}
        }
        Ok(())
    }

    /// Runs a statement and returns how many rows it touched.
    pub async fn execute(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        values: &[V],
    ) -> Result<u64, StoreError> {
        self.execute_kept(sql.into(), values, true).await
    }

    async fn execute_kept(
        &mut self,
        sql: Cow<'static, str>,
        values: &[V],
        keep_prepared: bool,
    ) -> Result<u64, StoreError> {
        self.send_gathered().await?;
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

    /// Inserts many rows with few statements. `head` is `INSERT INTO t (a, b)`; every row has one
    /// value per column; `tail` is empty or an `ON CONFLICT` clause. Returns the rows inserted.
    pub async fn bulk(
        &mut self,
        head: &str,
        columns: usize,
        rows: &[Vec<V>],
        tail: &str,
    ) -> Result<u64, StoreError> {
        let chunk = dialect::bulk_rows(self.dialect(), columns);
        let mut inserted = 0;
        for rows in rows.chunks(chunk) {
            let mut sql = String::with_capacity(head.len() + rows.len() * columns * 4 + 16);
            sql.push_str(head);
            sql.push_str(" VALUES ");
            let mut values = Vec::with_capacity(rows.len() * columns);
            for (at, row) in rows.iter().enumerate() {
                if row.len() != columns {
                    return Err(StoreError::BadValue(format!(
                        "{head}: a row is not {columns} long"
                    )));
                }
                sql.push_str(if at == 0 { "(" } else { ", (" });
                for column in 1..=columns {
                    let comma = if column == 1 { "$" } else { ",$" };
                    sql.push_str(comma);
                    sql.push_str(&(at * columns + column).to_string());
                }
                sql.push(')');
                values.extend_from_slice(row);
            }
            if !tail.is_empty() {
                sql.push(' ');
                sql.push_str(tail);
            }
            let keep_prepared = rows.len() <= 16 || rows.len() == chunk;
            inserted += self.execute_kept(Cow::Owned(sql), &values, keep_prepared).await?;
        }
        Ok(inserted)
    }
}
