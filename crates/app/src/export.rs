//! 导出：the whole of a filtered list as a spreadsheet, made by a job, kept as a file.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zhixing_documents::xlsx::{Cell, CellKind, TableColumn, TableWriter};
use zhixing_domain::{ground::act::Act, ground::actor::Actor, ground::id::StaffId, matter::Stage};
use zhixing_law::{day::Day, number::CaseKind};
use zhixing_store::{digest::Digest, job::NewJob};

use crate::{
    at::At,
    error::Error,
    list::{CaseFilter, CaseRow, Light, Page},
    settings::App,
    work::{Done, Meta, Started},
};

/// Kind of the job that exports cases.
pub const CASES: &str = "export.cases";

/// Rows in one spreadsheet at most; more is split by a narrower filter.
pub const ROWS_MAX: usize = 200_000;

/// A filter as it waits in a job.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Wanted {
    pub text: Option<String>,
    pub stage: Option<String>,
    pub lane: Option<String>,
    pub team: Option<String>,
    pub node: Option<String>,
    /// The court looked at; none is the owner's own.
    #[serde(default)]
    pub court: Option<String>,
    pub kind: Option<String>,
    pub handler: Option<StaffId>,
    pub filed_from: Option<Day>,
    pub filed_to: Option<Day>,
    pub light: Option<String>,
    pub livelihood: Option<bool>,
    /// 控制措施将到期，尚无人答复
    #[serde(default)]
    pub warned: bool,
}

/// What the job made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// SM3 of the file, in hex.
    pub file: String,
    pub name: String,
    pub rows: usize,
}

impl Wanted {
    /// The filter on a day.
    pub fn filter(&self, court: &str, today: Day) -> CaseFilter {
        let mut filter = CaseFilter::of(court, today);
        filter.text.clone_from(&self.text);
        filter.stage = self.stage.as_deref().and_then(Stage::from_code);
        filter.lane.clone_from(&self.lane);
        filter.team.clone_from(&self.team);
        filter.node.clone_from(&self.node);
        filter.kind = self.kind.as_deref().and_then(CaseKind::from_code);
        filter.handler = self.handler;
        filter.filed_from = self.filed_from;
        filter.filed_to = self.filed_to;
        filter.light = self.light.as_deref().and_then(light);
        filter.livelihood = self.livelihood;
        filter.warned = self.warned;
        filter
    }
}

/// The light of a code.
pub fn light(code: &str) -> Option<Light> {
    match code {
        "overdue" => Some(Light::Overdue),
        "today" => Some(Light::DueToday),
        "soon" => Some(Light::Soon),
        "normal" => Some(Light::Normal),
        "idle" => Some(Light::Idle),
        _ => None,
    }
}

/// 发起导出. The job's id is `note.job` of what was done.
pub async fn start(app: &App, meta: &Meta, wanted: &Wanted) -> Result<Done, Error> {
    let result = try_start(app, meta, wanted).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn try_start(app: &App, meta: &Meta, wanted: &Wanted) -> Result<Done, Error> {
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    work.allow_court(Act::ExportCases)?;
    let id = work.id();
    let job = NewJob {
        // The job and its file are its owner's; the court looked at is part of what was wanted.
        court_id: meta.actor.court.clone(),
        job_id: id,
        kind: CASES.to_owned(),
        body: serde_json::to_string(&Wanted { court: Some(meta.court.clone()), ..wanted.clone() })?,
        run_at: work.now,
        priority: 50,
        max_attempts: 3,
        cause: None,
        owner_id: Some(meta.actor.id.0),
    };
    let now = work.now;
    work.tx.enqueue(&[job], now).await?;
    work.note = serde_json::json!({ "job": id });
    work.commit().await
}

/// Makes the spreadsheet of a job's owner. `progress` is told the rows written so far and says whether to go on.
pub async fn run<P, F>(
    app: &App,
    court: &str,
    owner: Uuid,
    body: &str,
    mut progress: P,
) -> Result<Option<Made>, Error>
where
    P: FnMut(i64) -> F,
    F: Future<Output = Result<bool, Error>>,
{
    let wanted: Wanted = serde_json::from_str(body)?;
    let organisation = app.organisation(court).await?;
    let now = app.clock.now();
    let actor: Actor =
        organisation.actor(StaffId(owner), now.day()).ok_or(Error::Forbidden(Act::ExportCases))?;
    // The door again: the person may have lost the role since.
    let (tree, looked) = (app.courts().await?, wanted.court.as_deref().unwrap_or(court));
    let at = At::new(&actor, looked, &tree);
    app.allow_court(at, Act::ExportCases)?;
    let failed = |error: zhixing_documents::xlsx::WriteError| Error::Internal(error.to_string());
    let mut table = TableWriter::new("案件清单", &columns(), now.day()).map_err(failed)?;
    let filter = wanted.filter(looked, now.day());
    let mut page = Page::first(200);
    let mut rows = 0_usize;
    loop {
        let listing = app.list_cases(at, &filter, &page).await?;
        for row in &listing.rows {
            table.row(&cells(row)).map_err(failed)?;
        }
        rows += listing.rows.len();
        if !progress(i64::try_from(rows).unwrap_or(i64::MAX)).await? {
            return Ok(None);
        }
        match listing.next {
            Some(next) if rows < ROWS_MAX => page.cursor = Some(next),
            _ => break,
        }
    }
    let bytes = table.finish().map_err(failed)?;
    let mut tx = app.db.begin().await?;
    let file = tx.put_file(court, &bytes, MEDIA).await?;
    tx.commit().await?;
    let name = format!("案件清单-{}.xlsx", now.day());
    Ok(Some(Made { file: file.to_string(), name, rows }))
}

/// Media type of a spreadsheet.
pub const MEDIA: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn columns() -> Vec<TableColumn> {
    let column = |title: &str, kind, width| TableColumn { title: title.to_owned(), kind, width };
    vec![
        column("案号", CellKind::Text, 24),
        column("立案日期", CellKind::Day, 12),
        column("申请执行人", CellKind::Text, 24),
        column("被执行人", CellKind::Text, 24),
        column("案由", CellKind::Text, 18),
        column("申请标的（元）", CellKind::Money, 16),
        column("已到位（元）", CellKind::Money, 16),
        column("节点", CellKind::Text, 12),
        column("节点时限", CellKind::Day, 12),
        column("承办人", CellKind::Text, 10),
        column("结案日期", CellKind::Day, 12),
    ]
}

fn cells(row: &CaseRow) -> Vec<Cell> {
    let text = |value: &str| Cell::Text(value.to_owned());
    let day = |value: Option<Day>| value.map_or(Cell::Empty, Cell::Day);
    vec![
        text(&row.number),
        day(row.filed_on),
        text(&row.applicants),
        text(&row.respondents),
        text(&row.cause),
        Cell::Money(row.claim),
        Cell::Money(row.received),
        text(&row.node_name),
        day(row.node_due_on),
        text(&row.handler_name),
        day(row.closed_on),
    ]
}

/// The file a finished job made.
pub async fn result(app: &App, actor: &Actor, id: Uuid) -> Result<(String, Vec<u8>), Error> {
    let job = app.job(actor, id).await?;
    let text = job.result.ok_or(Error::NotFound("导出结果"))?;
    let made: Made = serde_json::from_str(&text)?;
    let digest: Digest = made.file.parse().map_err(|_| Error::Internal("job result".to_owned()))?;
    let bytes = app.db.read().await?.read_file(&actor.court, digest).await?;
    Ok((made.name, bytes.ok_or(Error::NotFound("导出结果"))?))
}
