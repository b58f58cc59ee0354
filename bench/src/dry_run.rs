//! 试算: what adopting a version of a mode would come to in a court of a hundred thousand cases, worked out anew on
//! every running matter.

use anyhow::{Context as _, Result, ensure};
use zhixing_app::{
    App,
    error::Error,
    mode::{self, switch},
    staff,
};
use zhixing_domain::ground::{
    actor::Actor,
    refusal::Refusal,
    version::{ModeFile, ModeVersion},
};

use crate::{
    Asked,
    court::{self, COURT, meta},
    lists,
    report::{self, Stopwatch},
};

const CASES: u32 = 100_000;
const CASES_QUICK: u32 = 1_000;
const MODE: &str = "guangdong-service-centre";

/// Seconds for all of them.
const LIMIT: f64 = 5.0;

/// `dry-run --data DIR --fonts DIR --pg URL [--only sqlite|pg] [--quick]`
pub(crate) async fn run(asked: &Asked) -> Result<()> {
    let cases = if asked.is_quick() { CASES_QUICK } else { CASES };
    report::limits_heading();
    for (name, url) in court::databases(asked, asked.path("--data"))? {
        let db = lists::filled(&url, cases).await?;
        let scratch = tempfile::tempdir()?;
        let app = court::open(db.clone(), scratch.path(), &asked.path("--fonts")?)?;
        court::people(&app).await?;
        let chief = staff::actor(&app, COURT, "juzhang").await?;
        let to = next_version(&app).await?;
        let watch = Stopwatch::start();
        let done = switch::dry_run(&app, (&chief).into(), &to).await?;
        let secs = watch.secs();
        ensure!(!done.capped && 0 < done.moving, "没有全部试算：{} 件", done.moving);
        let what = format!(
            "{cases} 件案件的法院试算新模式，{} 件在办，{name}",
            done.moving + done.refused
        );
        report::within(&what, secs, LIMIT);
        db.close().await;
    }
    Ok(())
}

/// The shipped mode once more, as the next version.
async fn next_version(app: &App) -> Result<ModeVersion> {
    let shipped = app.modes.shipped_as(MODE).context("没有模式")?;
    let now = shipped.mode.version;
    let to = ModeVersion::new(MODE, now + 1);
    let own = shipped.files.iter().filter(|file| file.name.starts_with(MODE));
    let own: Vec<ModeFile> = own
        .map(|file| ModeFile {
            name: file.name.clone(),
            text: file
                .text
                .replace(&format!("version = {now}"), &format!("version = {}", to.version)),
        })
        .collect();
    let by = meta(app, &Actor::system(COURT), "mode.import");
    // It is there already in a court that was kept from the last time.
    match mode::import(app, &by, &own).await {
        Ok(_) | Err(Error::Refused(Refusal::Duplicate { .. })) => Ok(to),
        Err(error) => Err(error.into()),
    }
}
