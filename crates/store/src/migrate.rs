//! Migrations: plain SQL with type tokens, run in order, each once, each frozen once it has landed.

use zhixing_law::instant::Instant;

use crate::db::{Conn, Db, Tx};
use crate::dialect::{self, Dialect};
use crate::error::{SchemaFault, StoreError};
use crate::projection::PROJECTED;
use crate::rebuild::{Told, refold};
use crate::schema_list::{MIGRATIONS, Migration};
use crate::value::V;

/// Number of the lock that nodes take while they bring the schema up.
const FIRST_START: i64 = 0x5a68_6978;

const TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_migration (
    no {i64} NOT NULL,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at {ts} NOT NULL,
    PRIMARY KEY (no)
) {strict};";

impl Db {
    /// True when nothing has ever been kept here: there is no schema yet.
    pub async fn is_untouched(&self) -> Result<bool, StoreError> {
        Ok(!has_table(&mut self.read().await?).await?)
    }

    /// Brings the schema up to this program's, in one transaction. When a migration makes or widens
    /// a table that follows from the docket, the docket is folded again into all of them: what a new
    /// version of them keeps, an older program did not write. Returns how many migrations ran.
    ///
    /// # Errors
    /// [`StoreError::Migration`] when the database is newer than the program or a landed migration
    /// is not the one this program knows.
    pub async fn migrate(&self, now: Instant) -> Result<usize, StoreError> {
        self.migrate_telling(now, &mut |_, _| {}).await
    }

    /// [`Db::migrate`] for whoever waits for it.
    pub async fn migrate_telling(&self, now: Instant, told: Told<'_>) -> Result<usize, StoreError> {
        self.run_migrations(MIGRATIONS, now, told).await
    }

    /// [`Db::migrate`] with a given list: for tests of the runner itself.
    pub async fn migrate_with(
        &self,
        migrations: &[Migration],
        now: Instant,
    ) -> Result<usize, StoreError> {
        self.run_migrations(migrations, now, &mut |_, _| {}).await
    }

    async fn run_migrations(
        &self,
        migrations: &[Migration],
        now: Instant,
        told: Told<'_>,
    ) -> Result<usize, StoreError> {
        let mut tx = self.begin().await?;
        if tx.dialect() == Dialect::Pg {
            // Nodes that start together take turns, from before there is a table that could be locked.
            tx.script(format!("SELECT pg_advisory_xact_lock({FIRST_START})")).await?;
        }
        begin(&mut tx).await?;
        let landed = landed(&mut tx).await?;
        compare(migrations, &landed)?;
        let missing = migrations.get(landed.len()..).unwrap_or_default();
        for migration in missing {
            run(&mut tx, migration, now).await?;
        }
        let is_whole = migrations.len() == MIGRATIONS.len();
        if !landed.is_empty() && is_whole && missing.iter().any(changes_projection) {
            refold(&mut tx, told).await?;
        }
        tx.commit().await?;
        Ok(missing.len())
    }

    /// Checks that the schema is exactly this program's.
    ///
    /// # Errors
    /// [`StoreError::Migration`] says in which way it is not.
    pub async fn check_schema(&self) -> Result<(), StoreError> {
        let landed = landed_known(&mut self.read().await?).await?;
        match MIGRATIONS.get(landed) {
            None => Ok(()),
            Some(next) => Err(SchemaFault::Behind(format!("{} ({})", next.no, next.name)).into()),
        }
    }
}

/// True when a migration makes or alters a table that follows from the docket: an index or a table of this machine's own
/// asks for no folding again.
pub fn changes_projection(migration: &Migration) -> bool {
    migration.text.lines().any(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let table = match words.as_slice() {
            ["CREATE" | "ALTER", "TABLE", table, ..] | ["UPDATE", table, ..] => table,
            _ => return false,
        };
        PROJECTED.contains(&table.trim_end_matches('('))
    })
}

async fn begin(tx: &mut Tx) -> Result<(), StoreError> {
    if has_table(tx).await? {
        return Ok(());
    }
    tx.script(dialect::migration(tx.dialect(), TABLE)?).await
}

/// Makes this program's whole schema on an empty database, to compare another with.
pub(crate) async fn make(tx: &mut Tx) -> Result<(), StoreError> {
    begin(tx).await?;
    for migration in MIGRATIONS {
        tx.script(dialect::migration(tx.dialect(), migration.text)?).await?;
    }
    Ok(())
}

async fn run(tx: &mut Tx, migration: &Migration, now: Instant) -> Result<(), StoreError> {
    let script = dialect::migration(tx.dialect(), migration.text)?;
    tx.script(script).await.map_err(|e| {
        let name = format!("{} ({})", migration.no, migration.name);
        SchemaFault::Failed { name, message: e.to_string() }
    })?;
    let values = [
        V::from(migration.no),
        V::from(migration.name),
        V::from(migration.checksum().to_string()),
        V::from(now),
    ];
    tx.execute(
        "INSERT INTO schema_migration (no, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
        &values,
    )
    .await?;
    Ok(())
}

pub(crate) async fn has_table(conn: &mut Conn) -> Result<bool, StoreError> {
    let sql = match conn.dialect() {
        Dialect::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'"
        }
        Dialect::Pg => {
            "SELECT CAST(relname AS TEXT) AS name FROM pg_class \
             WHERE oid = to_regclass('schema_migration')"
        }
    };
    Ok(conn.optional(sql, &[]).await?.is_some())
}

/// How many of this program's migrations the database has, which may be fewer than there are.
///
/// # Errors
/// [`StoreError::Migration`] when it has none, or others.
pub(crate) async fn landed_known(conn: &mut Conn) -> Result<usize, StoreError> {
    if !has_table(conn).await? {
        return Err(SchemaFault::None.into());
    }
    let landed = landed(conn).await?;
    compare(MIGRATIONS, &landed)?;
    Ok(landed.len())
}

async fn landed(conn: &mut Conn) -> Result<Vec<(i64, String)>, StoreError> {
    let rows = conn.all("SELECT no, checksum FROM schema_migration ORDER BY no", &[]).await?;
    rows.iter().map(|row| Ok((row.int("no")?, row.text("checksum")?))).collect()
}

fn compare(known: &[Migration], landed: &[(i64, String)]) -> Result<(), StoreError> {
    if landed.len() > known.len() {
        return Err(SchemaFault::Newer { database: landed.len(), program: known.len() }.into());
    }
    for (known, (no, checksum)) in known.iter().zip(landed) {
        if known.no != *no || known.checksum().to_string() != *checksum {
            return Err(SchemaFault::Other(format!("{} ({})", known.no, known.name)).into());
        }
    }
    Ok(())
}
