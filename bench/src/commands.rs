//! Commands per second through the whole path (begin once, load, door, decide, docket, rows, record, commit) against bare
//! commits of one row through the same driver, pool and pragmas. Both run in turns, so that what the machine does
//! besides falls on both.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use anyhow::{Context as _, Result, ensure};
use zhixing_app::App;
use zhixing_domain::{
    ground::field::{Note, Text},
    ground::id::{CaseId, TaskId},
    work::task::{accept::AcceptTask, assign::AssignTask, give_back::ReturnTask},
};
use zhixing_store::{DatabaseUrl, Db, Options, V, rebuild};

use crate::{
    Asked,
    court::{self, BenchCourt, did, meta, row_id},
    report::{self, Stopwatch},
};

/// Rounds of each kind, taken in turns.
const ROUNDS: u32 = 6;

/// `commands --fonts DIR --pg URL [--only sqlite|pg] [--quick]`
pub(crate) async fn run(asked: &Asked) -> Result<()> {
    let fonts = asked.path("--fonts")?;
    let (cases, secs) = if asked.is_quick() { (24, 0.3) } else { (240, 1.5) };
    let only = asked.value("--only").unwrap_or_default();
    report::heading();
    if only != "pg" {
        let folder = tempfile::tempdir()?;
        let url = DatabaseUrl::in_dir(&folder.path().join("data"));
        measure("SQLite", &url, folder.path(), &fonts, cases, secs, &[(1, 0.5)]).await?;
    }
    if only != "sqlite" {
        let folder = tempfile::tempdir()?;
        let url = asked.value("--pg").context("缺少 --pg")?.parse()?;
        let limits = [(1, 0.48), (8, 0.45)];
        measure("PostgreSQL", &url, folder.path(), &fonts, cases, secs, &limits).await?;
    }
    Ok(())
}

/// How much is measured on one database.
async fn measure(
    name: &str,
    url: &DatabaseUrl,
    scratch: &Path,
    fonts: &Path,
    cases: u32,
    secs: f64,
    limits: &[(usize, f64)],
) -> Result<()> {
    let db = Db::open(url, &Options::default()).await?;
    db.migrate(court::now()?).await?;
    let bare = Bare::prepare(db.clone()).await?;
    let court = Arc::new(court::found(court::open(db.clone(), scratch, fonts)?, cases).await?);
    for (writers, at_least) in limits {
        let (mut commands, mut commits) = (Tally::default(), Tally::default());
        for round in 0..=ROUNDS {
            let ours = our_round(&court, *writers, secs).await?;
            let theirs = bare.round(*writers, secs).await?;
            // The first round warms both up.
            if round > 0 {
                commands.add(ours);
                commits.add(theirs);
            }
        }
        let what = format!("命令，{name}，{writers} 个写入者");
        report::ratio(&what, commands.rate(), commits.rate(), *at_least);
    }
    let cold = cold_round(&db, &court, scratch, fonts).await?;
    println!("| 命令，{name}，案卷不在内存（参考） | {:.0}/s | | | | |", cold.rate());
    // What was measured was real work: every table is what the docket says.
    let folder = scratch.join("replay");
    std::fs::create_dir_all(&folder)?;
    let replay = rebuild::replay(&db, &folder, court::now()?).await?;
    ensure!(replay.is_equal(), "复演得到的表与现有的不同：{replay:?}");
    db.close().await;
    Ok(())
}

/// How much was done in how long.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    count: u64,
    secs: f64,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.count += other.count;
        self.secs += other.secs;
    }

    fn rate(&self) -> f64 {
        u32::try_from(self.count).map_or(f64::MAX, f64::from) / self.secs.max(1e-9)
    }
}

fn handing_on(court: &BenchCourt, task: TaskId) -> Result<AssignTask> {
    Ok(AssignTask { task, to: court.clerk.id, reason: Note::try_new("继续办理")? })
}

/// One turn of a task: accepted, given back, assigned again. Three commands.
async fn turn(court: &BenchCourt, app: &App, (case, id): (CaseId, TaskId)) -> Result<u64> {
    let accept = meta(app, &court.clerk, "task.accept");
    let accepted = app.send(&accept, case, &AcceptTask { task: id }).await?;
    did(&accepted, "task.accepted")?;
    let back = meta(app, &court.clerk, "task.return");
    let reason = Text::try_new("材料不全，请补充后再办")?;
    did(&app.send(&back, case, &ReturnTask { task: id, reason }).await?, "task.returned")?;
    let assign = meta(app, &court.chief, "task.assign");
    let assigned = app.send(&assign, case, &handing_on(court, id)?).await?;
    did(&assigned, "task.assigned")?;
    Ok(3)
}

async fn our_round(court: &Arc<BenchCourt>, writers: usize, secs: f64) -> Result<Tally> {
    let watch = Stopwatch::start();
    let mut running = Vec::new();
    for writer in 0..writers {
        let court = Arc::clone(court);
        running.push(tokio::spawn(async move {
            let watch = Stopwatch::start();
            let mut count = 0;
            let mine = court.cases.iter().skip(writer).step_by(writers);
            for case in mine.cycle() {
                count += turn(&court, &court.app, *case).await?;
                if secs <= watch.secs() {
                    break;
                }
            }
            Ok::<u64, anyhow::Error>(count)
        }));
    }
    let mut count = 0;
    for writer in running {
        count += writer.await??;
    }
    Ok(Tally { count, secs: watch.secs() })
}

/// Every case once, by an application that has seen none of them: each is folded from its docket.
async fn cold_round(db: &Db, court: &BenchCourt, scratch: &Path, fonts: &Path) -> Result<Tally> {
    let fresh = court::open(db.clone(), scratch, fonts)?;
    let watch = Stopwatch::start();
    let mut count = 0;
    for (case, id) in &court.cases {
        // Ids of a second seeded source would repeat the first one's, so they come from the first.
        let meta = meta(&court.app, &court.chief, "task.assign");
        fresh.send(&meta, *case, &handing_on(court, *id)?).await?;
        count += 1;
    }
    Ok(Tally { count, secs: watch.secs() })
}

/// Bare commits of one row.
struct Bare {
    db: Db,
    next: Arc<AtomicU64>,
}

impl Bare {
    async fn prepare(db: Db) -> Result<Bare> {
        let id = if db.is_sqlite() { "BLOB" } else { "UUID" };
        let ending = if db.is_sqlite() { "STRICT" } else { "" };
        let mut tx = db.begin().await?;
        let sql = format!(
            "CREATE TABLE bench_row (id {id} NOT NULL PRIMARY KEY, body TEXT NOT NULL) {ending}"
        );
        tx.execute(sql, &[]).await?;
        tx.commit().await?;
        Ok(Bare { db, next: Arc::new(AtomicU64::new(1)) })
    }

    async fn round(&self, writers: usize, secs: f64) -> Result<Tally> {
        let watch = Stopwatch::start();
        let mut running = Vec::new();
        for _ in 0..writers {
            let (db, next) = (self.db.clone(), Arc::clone(&self.next));
            running.push(tokio::spawn(async move {
                let watch = Stopwatch::start();
                let mut count = 0;
                while watch.secs() < secs {
                    let id = row_id(next.fetch_add(1, Ordering::Relaxed));
                    let values =
                        [V::from(id), V::from("接收案件，材料齐全，转送达岗办理".repeat(3))];
                    let mut tx = db.begin().await?;
                    tx.execute("INSERT INTO bench_row (id, body) VALUES ($1, $2)", &values).await?;
                    tx.commit().await?;
                    count += 1;
                }
                Ok::<u64, anyhow::Error>(count)
            }));
        }
        let mut count = 0;
        for writer in running {
            count += writer.await??;
        }
        Ok(Tally { count, secs: watch.secs() })
    }
}
