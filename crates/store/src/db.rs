//! `Db`, `Conn` and `Tx`: the only types that name a database driver.
//!
//! SQLite has one writer, so there is a pool of one connection that writes (`BEGIN IMMEDIATE`: a reader
//! cannot become a writer without failing at once) and a pool of read-only ones. PostgreSQL has one
//! pool. The SQL is the same text; `/*for_update*/` and `/*skip_locked*/` are resolved per database.

use std::fs::File;
use std::sync::Arc;

use crate::clock::guard::Guard;
use crate::error::{NotAllowed, StoreError};
use crate::url::DatabaseUrl;

mod conn;
mod gathered;
pub mod notify;
mod open;
mod statement;

use conn::Inner;
use open::Pools;

pub(crate) use conn::Counted;
pub use conn::{Conn, Tx};
pub use open::{Access, Options};

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
        let (pools, lock) = match url {
            DatabaseUrl::Sqlite(_) => open::sqlite(url, options).await?,
            DatabaseUrl::Postgres(address) => open::postgres(url, address, options).await?,
        };
        Ok(Self { pools, url: url.clone(), _lock: lock, clock: Arc::default() })
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
        Ok(Tx(Conn::new(inner, self.clock.clone())))
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
        Ok(Conn::new(inner, self.clock.clone()))
    }

    /// A connection whose statements all see the state of one moment.
    pub async fn snapshot(&self) -> Result<Conn, StoreError> {
        let inner = match &self.pools {
            Pools::Sqlite { read, .. } => Inner::SqliteTx(read.begin().await?),
            Pools::Pg { read, .. } => Inner::PgTx(
                read.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY").await?,
            ),
        };
        Ok(Conn::new(inner, self.clock.clone()))
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
