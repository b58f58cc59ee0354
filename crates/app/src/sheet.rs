//! 批量立案：like applications filed from a table. The table is read and every row checked as the window would check it;
//! what is sound is filed by one job, each row a command of its own under an id that follows from the job and the row:
//! once or not at all.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zhixing_domain::{
    ground::act::Act,
    ground::actor::Actor,
    ground::id::CaseId,
    ground::refusal::{FieldProblem, Refusal, seen},
    intake::filing::Application,
};
use zhixing_store::digest::Digest;

use crate::{
    at::At,
    by_rows,
    error::{Error, FileProblem},
    list::Job,
    settings::App,
    work::{Done, Meta, Started},
};

pub mod check;
pub mod form;
pub mod mark;
mod read;
pub mod run;

pub use check::{Checked, Place, Placed};

/// Kind of the job.
pub const RUN: &str = "filing.sheet";

/// Media type of a table as it was handed in.
const TABLE: &str = "application/octet-stream";

/// So many tables that somebody handed in are kept at hand.
const KEPT_MAX: usize = 20;

/// What the preferences are called that say whose a table is, each followed by its digest.
const NAME: &str = "sheet:";

/// Characters of the name of a table.
const NAME_MAX: usize = 100;

/// Which rows are filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// 只立合格的行
    Good,
    /// 全部合格才立
    All,
}

/// What the job does.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Body {
    court: String,
    /// As the person's machine calls the table.
    name: String,
    /// The table, by its SM3.
    sheet: String,
    /// The file that holds the rows to be filed, by its SM3.
    rows: String,
    total: usize,
    /// Rows that were not sound and stay behind.
    left_out: usize,
}

/// A row to be filed.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Line {
    row: u32,
    application: Application,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    pub row: u32,
    /// Whom the case is against.
    pub respondent: String,
    pub case: Option<CaseId>,
    /// 案号, empty where it has none.
    pub number: String,
    /// Why it was refused: its code and its sentence.
    pub code: String,
    pub reason: String,
}

/// What the job did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// 已立案
    pub filed: usize,
    /// 已收件，待补正
    pub received: usize,
    pub refused: usize,
    /// The file that says of each row what became of it, by its SM3.
    pub rows: String,
}

/// A table that was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    name: String,
    at: String,
}

/// What a run is about, for its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    pub name: String,
    pub total: usize,
    pub left_out: usize,
}

/// Reads and checks a table, and keeps it for whoever handed it in.
///
/// # Errors
/// It cannot be read as a table of applications, with every reason; or the person may not file.
pub async fn hand_in(
    app: &App,
    meta: &Meta,
    name: &str,
    bytes: &[u8],
) -> Result<(Digest, Checked), Error> {
    let may = app.allow_court(meta.at(), Act::FileCase);
    app.leave_attempt(meta, None, &may).await;
    may?;
    let name = &called(name);
    let checked = check::check(app, &meta.court, name, bytes).await?;
    let actor = &meta.actor;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let digest = tx.put_file(&actor.court, bytes, TABLE).await?;
    let kept = Kept { name: name.to_owned(), at: now.to_string() };
    let value = serde_json::to_string(&kept)?;
    tx.set_preference(&actor.court, actor.id.0, &format!("{NAME}{digest}"), &value, now).await?;
    let all = tx.preferences_of(&actor.court, actor.id.0).await?;
    let mut tables: Vec<(String, String)> = all
        .into_iter()
        .filter(|(name, _)| name.starts_with(NAME))
        .filter_map(|(name, value)| Some((serde_json::from_str::<Kept>(&value).ok()?.at, name)))
        .collect();
    tables.sort();
    for (_, name) in tables.iter().take(tables.len().saturating_sub(KEPT_MAX)) {
        tx.clear_preference(&actor.court, actor.id.0, name).await?;
    }
    tx.commit().await?;
    Ok((digest, checked))
}

/// What a file is called, as far as it fits in a line.
fn called(name: &str) -> String {
    let shown = seen(name);
    shown.chars().filter(|c| !c.is_control()).take(NAME_MAX).collect()
}

/// A table that this person handed in: its name and its bytes.
async fn handed_in(app: &App, actor: &Actor, sheet: &str) -> Result<(String, Vec<u8>), Error> {
    const WHAT: &str = "上传的表";
    let digest: Digest = sheet.parse().map_err(|_| Error::NotFound(WHAT))?;
    let mut conn = app.db.read().await?;
    let kept = conn.preference(&actor.court, actor.id.0, &format!("{NAME}{digest}")).await?;
    let kept: Kept = serde_json::from_str(&kept.ok_or(Error::NotFound(WHAT))?)?;
    let bytes = conn.read_file(&actor.court, digest).await?;
    Ok((kept.name, bytes.ok_or(Error::File(FileProblem::Missing))?))
}

/// Starts filing the rows of a table that was handed in; they are checked once more, as of now.
///
/// # Errors
/// No row is sound, or not all are where all were asked for.
pub async fn start(app: &App, meta: &Meta, sheet: &str, take: Take) -> Result<Done, Error> {
    let started = try_start(app, meta, sheet, take).await;
    app.leave_attempt(meta, None, &started).await;
    started
}

async fn try_start(app: &App, meta: &Meta, sheet: &str, take: Take) -> Result<Done, Error> {
    app.allow_court(meta.at(), Act::FileCase)?;
    // Sent twice it is one run, though its rows are filed by now and would be refused.
    if let Started::Before(done) = app.start(meta).await? {
        return Ok(done);
    }
    let (name, bytes) = handed_in(app, &meta.actor, sheet).await?;
    let checked = check::check(app, &meta.court, &name, &bytes).await?;
    let left_out = checked.bad();
    let refused =
        |expected| Error::from(Refusal::field("take", FieldProblem::Invalid { expected }));
    if checked.good.is_empty() {
        return Err(refused("至少有一行合格的表"));
    }
    if take == Take::All && 0 < left_out {
        return Err(refused("“只立合格的”，或者改正后重新上传的表"));
    }
    let total = checked.good.len();
    let lines = checked.good.into_iter().map(|(row, application)| Line { row, application });
    let rows: Vec<Line> = lines.collect();
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    let home = meta.actor.court.clone();
    let rows = by_rows::keep(&mut work.tx, &home, &rows).await?;
    let body =
        Body { court: meta.court.clone(), name, sheet: sheet.to_owned(), rows, total, left_out };
    by_rows::enqueue(&mut work, home, RUN, &body, total).await?;
    work.commit().await
}

/// The person's own runs, newest first.
pub async fn runs(app: &App, actor: &Actor) -> Result<Vec<Job>, Error> {
    let mut conn = app.db.read().await?;
    Ok(conn.jobs_of_kind(&actor.court, actor.id.0, RUN, 50).await?)
}

/// One of the person's own runs.
pub async fn of_run(app: &App, actor: &Actor, id: Uuid) -> Result<Job, Error> {
    let job = app.job(actor, id).await?;
    if job.kind == RUN { Ok(job) } else { Err(Error::NotFound("批量立案")) }
}

/// What a job of this kind is called.
pub fn title(body: &str) -> String {
    let total = about(body).map_or(0, |about| about.total);
    format!("批量立案（{total} 件）")
}

/// What a job of this kind is about.
pub fn about(body: &str) -> Option<About> {
    let body: Body = serde_json::from_str(body).ok()?;
    Some(About { name: body.name, total: body.total, left_out: body.left_out })
}

/// What a finished job of this kind did.
pub fn made(job: &Job) -> Option<Made> {
    let result = job.result.as_deref().filter(|_| job.kind == RUN)?;
    serde_json::from_str(result).ok()
}

/// What became of each row of a finished job.
pub async fn results(app: &App, court: &str, made: &Made) -> Result<Vec<Filed>, Error> {
    by_rows::kept(app, court, &made.rows).await
}

/// May this person file at all: who may not gets no form either.
///
/// # Errors
/// They may not.
pub fn may(app: &App, at: At<'_>) -> Result<(), Error> {
    app.allow_court(at, Act::FileCase)
}

#[cfg(test)]
mod tests;
