//! 批量立案: thousands of rows of a table filed by one run, against the same applications sent one by one.

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use uuid::Uuid;
use zhixing_app::sheet::{self, Take};
use zhixing_domain::{
    begin::Begins as _,
    ground::actor::Actor,
    intake::filing::{Application, receive::FileCase},
    intake::sheet::column::{COLUMNS, Column, Goes},
};
use zhixing_store::{Db, Options};

use crate::{
    Asked,
    court::{self, BenchCourt, COURT, did, meta},
    report::{self, Stopwatch},
    samples,
};

const ROWS: u32 = 4_358;
const ROWS_QUICK: u32 = 40;

/// At least so much of the rate of single commands.
const AT_LEAST: f64 = 0.8;

/// Whoever hands a table in waits no longer for what is wrong in it.
const CHECK_SECS: f64 = 10.0;

/// `sheet --fonts DIR --pg URL [--only sqlite|pg] [--quick]`
pub(crate) async fn run(asked: &Asked) -> Result<()> {
    let fonts = asked.path("--fonts")?;
    let rows = if asked.is_quick() { ROWS_QUICK } else { ROWS };
    report::heading();
    let folder = tempfile::tempdir()?;
    let databases = court::databases(asked, Ok(folder.path().join("data")))?;
    let mut checked = Vec::new();
    for (name, url) in databases {
        let db = Db::open(&url, &Options::default()).await?;
        db.migrate(court::now()?).await?;
        let court = court::found(court::open(db.clone(), folder.path(), &fonts)?, 0).await?;
        let window = zhixing_app::staff::actor(&court.app, COURT, "chuangkou").await?;
        // Half before and half after: the more cases a court has, the longer one takes.
        let before = each(&court, &window, 0..rows / 2).await?;
        let (check, together) = together(&court, &window, rows..rows * 2).await?;
        let after = each(&court, &window, rows / 2..rows).await?;
        let each = per_second(rows, before + after);
        report::ratio(&format!("批量立案 {rows} 件，{name}"), together, each, AT_LEAST);
        checked.push((format!("上传核对 {rows} 行，{name}"), check));
        db.close().await;
    }
    report::limits_heading();
    for (what, secs) in checked {
        report::within(&what, secs, CHECK_SECS);
    }
    Ok(())
}

fn per_second(count: u32, secs: f64) -> f64 {
    f64::from(count) / secs.max(1e-9)
}

/// One after the other, as at the window; in seconds.
async fn each(court: &BenchCourt, window: &Actor, places: std::ops::Range<u32>) -> Result<f64> {
    let watch = Stopwatch::start();
    for place in places {
        let application = samples::application(place, court.app.clock.today())?;
        let by = meta(&court.app, window, FileCase::NAME);
        did(&court.app.begin(&by, &FileCase(application)).await?, "filing.accepted")?;
    }
    Ok(watch.secs())
}

/// All of them from a table, as its job files them; with the seconds that checking it took.
async fn together(
    court: &BenchCourt,
    window: &Actor,
    places: std::ops::Range<u32>,
) -> Result<(f64, f64)> {
    let (app, count) = (&court.app, places.end - places.start);
    let head: Vec<&str> = COLUMNS.iter().map(|column| column.title).collect();
    let mut lines = vec![head.join(",")];
    for place in places {
        let application = samples::application(place, app.clock.today())?;
        lines.push(line(&application)?);
    }
    let table = lines.join("\r\n").into_bytes();
    let watch = Stopwatch::start();
    let by = meta(app, window, "sheet.check");
    let (sheet, checked) = sheet::hand_in(app, &by, "案件.csv", &table).await?;
    let secs = watch.secs();
    ensure!(checked.bad() == 0, "有 {} 行不合格：{:?}", checked.bad(), checked.faults.first());
    let by = meta(app, window, "sheet.start");
    let done = sheet::start(app, &by, &sheet.to_string(), Take::All).await?;
    let job = done.note.get("job").and_then(|job| job.as_str()).context("没有任务")?;
    let job: Uuid = job.parse()?;
    let body = app.job(window, job).await?.body;
    let watch = Stopwatch::start();
    let made = sheet::run::run(app, COURT, (job, window.id.0), &body, |_| async { Ok(true) });
    let made = made.await?.context("批量没有办完")?;
    ensure!(u32::try_from(made.filed)? == count, "批量只立了 {} 件", made.filed);
    Ok((secs, per_second(count, watch.secs())))
}

/// An application as a line of the table.
fn line(application: &Application) -> Result<String> {
    let whole = serde_json::to_value(application)?;
    let cells = COLUMNS.iter().map(|column| cell(column, application, &whole));
    Ok(cells.collect::<Vec<_>>().join(","))
}

fn cell(column: &Column, application: &Application, whole: &Value) -> String {
    match column.goes {
        Goes::Field(path) => {
            let pointer = format!("/{}", path.replace('[', "/").replace(']', "").replace('.', "/"));
            match whole.pointer(&pointer) {
                Some(Value::Bool(yes)) => if *yes { "是" } else { "否" }.to_owned(),
                Some(Value::String(text)) => {
                    let word = column.words().iter().find(|word| word.code == text);
                    word.map_or_else(|| text.clone(), |word| word.title.to_owned())
                }
                _ => String::new(),
            }
        }
        Goes::Item(kind, name) if !name.is_empty() => {
            let item = application.claim.items.iter().find(|item| item.kind == kind);
            item.map(|item| item.amount.to_string()).unwrap_or_default()
        }
        Goes::Item(..) | Goes::ItemTitle => String::new(),
        Goes::Material(kind) => {
            let material = application.materials.iter().find(|material| material.kind == kind);
            material.map(|material| material.pages.to_string()).unwrap_or_default()
        }
    }
}
