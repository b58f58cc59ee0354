//! 批量: thousands of tasks accepted by one run, against the same command sent once for each of them.

use anyhow::{Context as _, Result, ensure};
use serde_json::Map;
use uuid::Uuid;
use zhixing_app::bulk::{self, Wanted, Which};
use zhixing_domain::{
    command::Command as _,
    ground::field::{Note, Text},
    work::task::{accept::AcceptTask, assign::AssignTask, give_back::ReturnTask},
};
use zhixing_store::{Db, Options};

use crate::{
    Asked,
    court::{self, BenchCourt, COURT, did, meta},
    report::{self, Stopwatch},
};

const ROWS: u32 = 10_000;
const ROWS_QUICK: u32 = 40;

/// At least so much of the rate of single commands.
const AT_LEAST: f64 = 0.8;

/// `bulk --fonts DIR --pg URL [--only sqlite|pg] [--quick]`
pub(crate) async fn run(asked: &Asked) -> Result<()> {
    let fonts = asked.path("--fonts")?;
    let rows = if asked.is_quick() { ROWS_QUICK } else { ROWS };
    report::heading();
    let folder = tempfile::tempdir()?;
    let databases = court::databases(asked, Ok(folder.path().join("data")))?;
    for (name, url) in databases {
        let db = Db::open(&url, &Options::default()).await?;
        db.migrate(court::now()?).await?;
        let court = court::found(court::open(db.clone(), folder.path(), &fonts)?, rows).await?;
        let together = together(&court).await?;
        again_open(&court).await?;
        let each = each(&court).await?;
        report::ratio(&format!("批量签收 {rows} 项，{name}"), together, each, AT_LEAST);
        db.close().await;
    }
    Ok(())
}

fn per_second(count: usize, secs: f64) -> f64 {
    u32::try_from(count).map_or(0.0, f64::from) / secs.max(1e-9)
}

/// All of them by one run, as its job does it.
async fn together(court: &BenchCourt) -> Result<f64> {
    let rows = court.cases.iter().map(|(case, task)| (*case, task.0)).collect();
    let wanted = Wanted {
        list: "tasks".to_owned(),
        command: AcceptTask::NAME.to_owned(),
        fields: Map::new(),
        which: Which::Rows(rows),
    };
    let begun = meta(&court.app, &court.clerk, "bulk.start");
    let done = bulk::start(&court.app, &begun, &wanted).await?;
    let job = done.note.get("job").and_then(|job| job.as_str()).context("没有任务")?;
    let job: Uuid = job.parse()?;
    let body = court.app.job(&court.clerk, job).await?.body;
    let who = (job, court.clerk.id.0);
    let watch = Stopwatch::start();
    let made = bulk::run(&court.app, COURT, who, &body, |_| async { Ok(true) }).await?;
    let secs = watch.secs();
    let made = made.context("批量没有办完")?;
    ensure!(made.done == court.cases.len(), "批量只办了 {} 项", made.done);
    Ok(per_second(made.done, secs))
}

/// Given back and handed out again, so that they can be accepted once more.
async fn again_open(court: &BenchCourt) -> Result<()> {
    for (case, task) in &court.cases {
        let back = meta(&court.app, &court.clerk, ReturnTask::NAME);
        let reason = Text::try_new("材料不全，请补充后再办")?;
        court.app.send(&back, *case, &ReturnTask { task: *task, reason }).await?;
        let out = meta(&court.app, &court.chief, AssignTask::NAME);
        let reason = Note::try_new("继续办理")?;
        let assign = AssignTask { task: *task, to: court.clerk.id, reason };
        court.app.send(&out, *case, &assign).await?;
    }
    Ok(())
}

/// One after the other, as by one person.
async fn each(court: &BenchCourt) -> Result<f64> {
    let watch = Stopwatch::start();
    for (case, task) in &court.cases {
        let accept = meta(&court.app, &court.clerk, AcceptTask::NAME);
        let done = court.app.send(&accept, *case, &AcceptTask { task: *task }).await?;
        did(&done, "task.accepted")?;
    }
    Ok(per_second(court.cases.len(), watch.secs()))
}
