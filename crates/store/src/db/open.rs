//! Opening a database: which connections there are, and how each is set.

use std::fs::File;
use std::path::Path;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use sqlx::Connection as _;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use super::conn::{Conn, Inner, Tx};
use crate::error::StoreError;
use crate::private;
use crate::url::DatabaseUrl;

const WAIT: Duration = Duration::from_secs(30);
const STATEMENTS: usize = 512;

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
pub(super) enum Pools {
    Sqlite { write: Option<SqlitePool>, read: SqlitePool },
    Pg { write: Option<PgPool>, read: PgPool },
}

/// A database just opened: its connections, and the lock on its directory where it has one.
type Opened = (Pools, Option<Arc<File>>);

pub(super) async fn postgres(
    url: &DatabaseUrl,
    address: &str,
    options: &Options,
) -> Result<Opened, StoreError> {
    let connect = PgConnectOptions::from_str(address)
        .map_err(|_| StoreError::Address(url.to_string()))?
        .application_name("zhixing")
        .statement_cache_capacity(STATEMENTS)
        .options([("timezone", "UTC"), ("default_transaction_isolation", "read committed")]);
    let pool =
        || PgPoolOptions::new().max_connections(options.pg_connections).acquire_timeout(WAIT);
    let write = if options.access == Access::Read {
        None
    } else {
        // What a command reads and writes it finds by key, so a statement is planned once per
        // connection and not for every new value.
        let connect = connect.clone().options([("plan_cache_mode", "force_generic_plan")]);
        Some(pool().connect_with(connect).await?)
    };
    let pools = Pools::Pg { write, read: pool().connect_with(connect).await? };
    Ok((pools, None))
}

pub(super) async fn sqlite(url: &DatabaseUrl, options: &Options) -> Result<Opened, StoreError> {
    let (DatabaseUrl::Sqlite(path), Some(dir)) = (url, url.dir()) else {
        return Err(StoreError::Address(url.to_string()));
    };
    let mut lock = None;
    if options.access == Access::Own {
        private::create_dir(dir)?;
        let file = private::create_file(&dir.join("zhixing.lock"))?;
        file.try_lock().map_err(|_| StoreError::InUse(dir.display().to_string()))?;
        lock = Some(Arc::new(file));
        close_files(path)?;
    }
    let base = SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .statement_cache_capacity(STATEMENTS);
    let write = if options.access == Access::Read {
        None
    } else {
        let synchronous =
            if options.durable { SqliteSynchronous::Full } else { SqliteSynchronous::Normal };
        let mut connect = base
            .clone()
            .create_if_missing(options.access == Access::Own)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(synchronous)
            .pragma("wal_autocheckpoint", "8192") // 32 MiB: fewer pauses to copy the log back
            .pragma("cache_size", "-65536"); // 64 MiB
        if let Some(pages) = options.sqlite_max_pages {
            connect = connect.pragma("max_page_count", pages.to_string());
        }
        // A full disk makes SQLite end the transaction by itself; the driver still counts it as begun, and would refuse
        // every one that follows. Such a connection is closed and a new one opened.
        let pool = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(WAIT)
            .before_acquire(|writer, _| Box::pin(async { Ok(!writer.is_in_transaction()) }));
        Some(pool.idle_timeout(None).max_lifetime(None).connect_with(connect).await?)
    };
    let read = SqlitePoolOptions::new()
        .max_connections(options.sqlite_readers)
        .acquire_timeout(WAIT)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(base.read_only(true))
        .await?;
    let pools = Pools::Sqlite { write, read };
    Ok((pools, lock))
}

/// A transaction on an empty database of the same kind, which is undone when it is dropped: in
/// memory for SQLite, in a schema of its own for PostgreSQL.
pub(super) async fn scratch(pools: &Pools) -> Result<Tx, StoreError> {
    let inner = match pools {
        Pools::Sqlite { .. } => {
            let pool = SqlitePoolOptions::new().max_connections(1);
            let pool = pool.connect_with(SqliteConnectOptions::new().in_memory(true)).await?;
            Inner::SqliteTx(pool.begin().await?)
        }
        Pools::Pg { read, .. } => Inner::PgTx(read.begin().await?),
    };
    let mut tx = Tx(Conn::new(inner, Arc::default()));
    if matches!(pools, Pools::Pg { .. }) {
        let sql = "CREATE SCHEMA zhixing_scratch; SET LOCAL search_path TO zhixing_scratch";
        tx.script(sql.to_owned()).await?;
    }
    Ok(tx)
}

/// The database and what SQLite keeps beside it are for their owner only, whatever the directory is;
/// the log takes the rights of the file.
fn close_files(path: &Path) -> Result<(), StoreError> {
    private::make_file(path)?;
    for beside in ["-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(beside);
        private::close_to_others(Path::new(&name))?;
    }
    Ok(())
}
