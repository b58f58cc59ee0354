//! `on_each`: the same test on both databases.

use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use uuid::Uuid;
use zhixing_law::day::Day;
use zhixing_law::instant::Instant;
use zhixing_store::docket::{NewEntry, Stamp};
use zhixing_store::{DatabaseUrl, Db, Options};

use crate::replayed::Replayed;

/// The court of the tests.
pub(crate) const COURT: &str = "粤1224";

/// A database of a test's own; what it needs to be opened again.
pub(crate) struct Store {
    pub(crate) db: Db,
    pub(crate) dir: Arc<tempfile::TempDir>,
    pg: Option<String>,
    replayed: Replayed,
}

impl Store {
    fn new(db: Db, dir: Arc<tempfile::TempDir>, pg: Option<String>) -> Store {
        let replayed = Replayed::new(db.url(), &dir);
        Store { db, dir, pg, replayed }
    }

    /// Another one, into which this one's data goes.
    fn beside(&self, db: Db, dir: Arc<tempfile::TempDir>, pg: Option<String>) -> Store {
        let replayed = self.replayed.beside(db.url(), &dir);
        Store { db, dir, pg, replayed }
    }

    /// For a test of what lies below the docket's meaning: it writes entries or tables that no case has.
    pub(crate) fn by_hand(&self) {
        self.replayed.let_go();
    }

    /// For a test that only reads what the loader wrote of a thousand cases: `rebuild_docket` replays such a court.
    pub(crate) fn only_read(&self) -> &Db {
        self.replayed.let_go();
        &self.db
    }

    pub(crate) fn url(&self) -> DatabaseUrl {
        self.db.url().clone()
    }
}

pub(crate) fn fast() -> Options {
    Options { durable: false, ..Options::default() }
}

/// 2026-11-21 09:00 in Beijing, `secs` later.
pub(crate) fn at(secs: i64) -> Instant {
    Instant::from_micros(1_795_222_800_000_000).unwrap().plus_secs(secs).unwrap()
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A UUID that is the same in every run.
pub(crate) fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000 | n)
}

pub(crate) fn stamp(n: u128) -> Stamp {
    Stamp {
        command_id: id(n),
        actor_id: Some(id(7)),
        actor_name: "李书记员".to_owned(),
        source: "page".to_owned(),
        recorded_at: at(0),
    }
}

pub(crate) fn entry(n: u128) -> NewEntry {
    let event = serde_json::json!({ "n": u64::try_from(n).unwrap(), "名": "怀集" });
    NewEntry::new(id(n), "case.noted", 1, &event, at(0)).unwrap()
}

/// The entry by which a case gets its number.
pub(crate) fn numbered(n: u128, serial: i64) -> NewEntry {
    let number = format!("（2026）{COURT}执{serial}号");
    let body = serde_json::json!({ "type": "accepted", "number": number });
    NewEntry::new(id(n), "filing.accepted", 1, &body, at(0)).unwrap()
}

/// Runs `test` on SQLite, then on PostgreSQL, each on a fresh migrated database.
pub(crate) fn on_each<F>(test: impl Fn(Store) -> F)
where
    F: Future<Output = ()>,
{
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap();
    runtime.block_on(async {
        let store = sqlite().await;
        let _keep = store.dir.clone(); // the test may have taken only the database
        test(store).await;
        if let Some(admin) = pg_admin() {
            let store = pg(&admin).await;
            let name = store.pg.clone().unwrap();
            test(store).await;
            drop_pg(&admin, &name).await;
        }
    });
}

/// Runs `test` on SQLite only: for what only SQLite can do.
pub(crate) fn on_sqlite<F>(test: impl Fn(Store) -> F)
where
    F: Future<Output = ()>,
{
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = sqlite().await;
        let _keep = store.dir.clone();
        test(store).await;
    });
}

async fn sqlite() -> Store {
    let dir = Arc::new(tempfile::tempdir().unwrap());
    let url = DatabaseUrl::in_dir(dir.path());
    let db = Db::open(&url, &fast()).await.unwrap();
    db.migrate(at(0)).await.unwrap();
    Store::new(db, dir, None)
}

/// An empty, unmigrated database of the same kind as `like`.
pub(crate) async fn empty_like(like: &Store) -> Store {
    let dir = Arc::new(tempfile::tempdir().unwrap());
    if like.db.is_sqlite() {
        let db = Db::open(&DatabaseUrl::in_dir(dir.path()), &fast()).await.unwrap();
        return like.beside(db, dir, None);
    }
    let admin = pg_admin().unwrap();
    let name = fresh_name();
    drop_pg(&admin, &name).await;
    let mut conn = PgConnection::connect(&admin).await.unwrap();
    let sql = format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'");
    conn.execute(AssertSqlSafe(sql)).await.unwrap();
    let db = Db::open(&with_database(&admin, &name), &fast()).await.unwrap();
    like.beside(db, dir, Some(name))
}

pub(crate) fn pg_admin() -> Option<String> {
    static SAID: OnceLock<()> = OnceLock::new();
    if let Ok(url) = std::env::var("TEST_PG_URL") {
        return Some(url);
    }
    let required = ["CI", "ZHIXING_REQUIRE_PG"].iter().any(|name| std::env::var_os(name).is_some());
    assert!(!required, "TEST_PG_URL is missing: the PostgreSQL half cannot be skipped here");
    SAID.get_or_init(|| eprintln!("TEST_PG_URL is missing: PostgreSQL is skipped"));
    None
}

fn with_database(admin: &str, name: &str) -> DatabaseUrl {
    let (server, query) = admin.split_once('?').unwrap_or((admin, ""));
    let (server, _) = server.rsplit_once('/').unwrap();
    format!("{server}/{name}?{query}").parse().unwrap()
}

/// A name no other test of this run has; a run of the same process id before this one may have
/// left it behind, so it is dropped before it is made.
fn fresh_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("t_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

async fn pg(admin: &str) -> Store {
    let template = template(admin).await;
    let name = fresh_name();
    drop_pg(admin, &name).await;
    let mut conn = PgConnection::connect(admin).await.unwrap();
    let sql = format!("CREATE DATABASE {name} TEMPLATE {template}");
    conn.execute(AssertSqlSafe(sql)).await.unwrap();
    conn.close().await.unwrap();
    let db = Db::open(&with_database(admin, &name), &fast()).await.unwrap();
    Store::new(db, Arc::new(tempfile::tempdir().unwrap()), Some(name))
}

/// The migrated template; made by the first test that needs it, while the others wait.
async fn template(admin: &str) -> String {
    let checksums: String = zhixing_store::schema_list::MIGRATIONS
        .iter()
        .map(|migration| migration.checksum().to_string())
        .collect();
    let name =
        format!("template_{}", &zhixing_store::Digest::of(checksums.as_bytes()).to_string()[..16]);
    let mut conn = PgConnection::connect(admin).await.unwrap();
    conn.execute("SELECT pg_advisory_lock(20261121)").await.unwrap();
    let made: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)")
            .bind(&name)
            .fetch_one(&mut conn)
            .await
            .unwrap();
    if !made {
        let half = format!("{name}_half");
        conn.execute(AssertSqlSafe(format!("DROP DATABASE IF EXISTS {half}"))).await.unwrap();
        let sql =
            format!("CREATE DATABASE {half} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'");
        conn.execute(AssertSqlSafe(sql)).await.unwrap();
        let db = Db::open(&with_database(admin, &half), &fast()).await.unwrap();
        db.migrate(at(0)).await.unwrap();
        db.close().await;
        let sql = format!("ALTER DATABASE {half} RENAME TO {name}");
        conn.execute(AssertSqlSafe(sql)).await.unwrap();
    }
    conn.close().await.unwrap(); // frees the lock
    name
}

async fn drop_pg(admin: &str, name: &str) {
    let mut conn = PgConnection::connect(admin).await.unwrap();
    let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    conn.execute(AssertSqlSafe(sql)).await.unwrap();
}

/// Runs SQL past the façade, as somebody with the database's own tools would.
pub(crate) async fn tamper(store: &Store, sql: &str) {
    store.by_hand();
    match store.url() {
        DatabaseUrl::Sqlite(path) => {
            let options = sqlx::sqlite::SqliteConnectOptions::new()
                .filename(path)
                .busy_timeout(std::time::Duration::from_secs(5));
            let mut conn = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
            conn.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
            conn.close().await.unwrap();
        }
        DatabaseUrl::Postgres(url) => {
            let mut conn = PgConnection::connect(&url).await.unwrap();
            conn.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
            conn.close().await.unwrap();
        }
    }
}

/// Takes the append-only guard of a table away, as a forger would.
pub(crate) async fn unguard(store: &Store, table: &str) {
    let sql = if store.db.is_sqlite() {
        format!("DROP TRIGGER {table}_no_update; DROP TRIGGER {table}_no_delete;")
    } else {
        format!("ALTER TABLE {table} DISABLE TRIGGER ALL;")
    };
    tamper(store, &sql).await;
}
