//! 复演：whatever a test has played in says, when it is dropped, that its tables are what its docket says. Nobody has to
//! think of asking, so a part of a case that is forgotten when its rows are written is found by whichever story changes
//! it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tempfile::TempDir;
use zhixing_law::instant::Instant;
use zhixing_store::rebuild::replay;
use zhixing_store::{Access, DatabaseUrl, Db, Options};

/// Compares when it is dropped; a test that fails already fails for its own reason.
pub(crate) struct Replayed {
    url: DatabaseUrl,
    /// Where SQLite has it; not removed before it was compared.
    dir: Arc<TempDir>,
    let_go: AtomicBool,
}

impl Replayed {
    pub(crate) fn new(url: &DatabaseUrl, dir: &Arc<TempDir>) -> Replayed {
        Replayed { url: url.clone(), dir: Arc::clone(dir), let_go: AtomicBool::new(false) }
    }

    /// The same, of another database with what is in this one.
    pub(crate) fn beside(&self, url: &DatabaseUrl, dir: &Arc<TempDir>) -> Replayed {
        let other = Replayed::new(url, dir);
        other.let_go.store(self.let_go.load(Ordering::Relaxed), Ordering::Relaxed);
        other
    }

    /// For a test whose tables are not meant to follow from a docket, or which damages either.
    pub(crate) fn let_go(&self) {
        self.let_go.store(true, Ordering::Relaxed);
    }
}

impl Drop for Replayed {
    fn drop(&mut self) {
        if std::thread::panicking() || self.let_go.load(Ordering::Relaxed) {
            return;
        }
        // Within a test's own runtime nothing can be waited for, so the comparison has a thread and a runtime of its own.
        let differing = std::thread::scope(|scope| {
            scope.spawn(|| differing(&self.url, &self.dir)).join().map_err(|_| "复演未能完成")
        });
        assert_eq!(differing, Ok(Vec::new()), "这些表与流水所说的不一致");
    }
}

/// The tables that are not what the docket says.
fn differing(url: &DatabaseUrl, dir: &TempDir) -> Vec<&'static str> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let options = Options {
            access: Access::Read,
            pg_connections: 2,
            sqlite_readers: 2,
            ..Options::default()
        };
        let db = Db::open(url, &options).await.unwrap();
        if db.is_untouched().await.unwrap() {
            return Vec::new();
        }
        let scratch = tempfile::tempdir_in(dir.path()).unwrap();
        let now = Instant::from_micros(0).unwrap();
        let replayed = replay(&db, scratch.path(), now).await.unwrap();
        db.close().await;
        let differing = replayed.tables.iter().filter(|table| !table.is_equal());
        differing.map(|table| table.stands.table).collect()
    })
}
