//! 批量办理：one command over many rows of a list, as one job with progress, that can be cancelled and goes on after a
//! crash. Every row is a command of its own, under an id that follows from the job and the row: done once or not at all.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use uuid::Uuid;
use zhixing_domain::{
    command::{Asked, Kind, Unreadable},
    ground::{
        id::CaseId,
        refusal::{FieldProblem, Refusal},
        subject::Subject,
    },
    roof,
};

use crate::{
    at::At,
    by_rows::{self, Owner},
    error::{Error, Said},
    export::Progress,
    list::{Job, List, Page, find},
    settings::App,
    work::{Done, Meta, Started},
};

/// Kind of the job.
pub const RUN: &str = "bulk.run";

/// Rows of one job at most.
pub const ROWS_MAX: usize = 10_000;

/// Rows that were refused and are named; beyond them they are only counted.
const NAMED_MAX: usize = 1_000;

/// Which rows.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// Those that were ticked: the case and the id of the row.
    Rows(Vec<(CaseId, Uuid)>),
    /// 符合条件的全部: all that the filter finds at this moment.
    Filter(BTreeMap<String, String>),
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Key of the list.
    pub list: String,
    /// Name of the command.
    pub command: String,
    /// Its fields, without that of the thing it is about.
    pub fields: Map<String, Json>,
    pub which: Which,
}

/// What the job does.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Body {
    court: String,
    command: String,
    fields: Map<String, Json>,
    total: usize,
    /// The file that holds the rows, by its SM3.
    rows: String,
}

type Rows = Vec<(CaseId, Subject)>;

/// A row that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedRow {
    pub case: CaseId,
    pub number: String,
    pub on: Subject,
    /// What the row is called, where it has a name.
    pub name: String,
    pub code: String,
    /// 为什么没有办理
    pub reason: String,
}

/// What the job did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    pub done: usize,
    pub refused: usize,
    /// The file that holds the first of them, by its SM3; none where nothing was refused.
    pub rows: Option<String>,
}

/// The commands that can be done with many rows of a list at once.
pub fn commands(list: &List) -> impl Iterator<Item = &'static Kind> {
    let about = list.about;
    roof::ALL.iter().filter(move |kind| kind.bulk && about.is_some_and(|about| kind.is_on(about)))
}

fn refused(field: &str, expected: &'static str) -> Error {
    Refusal::field(field, FieldProblem::Invalid { expected }).into()
}

/// 发起批量办理. The job's id is `note.job` of what was done.
pub async fn start(app: &App, meta: &Meta, wanted: &Wanted) -> Result<Done, Error> {
    let result = try_start(app, meta, wanted).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn try_start(app: &App, meta: &Meta, wanted: &Wanted) -> Result<Done, Error> {
    // Sent again, it is answered as it was, whatever the filter finds by now.
    if let Started::Before(done) = app.start(meta).await? {
        return Ok(done);
    }
    let list = find(&wanted.list).ok_or(Error::NotFound("清单"))?;
    let kind = commands(list).find(|kind| kind.name == wanted.command);
    let kind = kind.ok_or_else(|| refused("command", "这份清单可以批量办理的事项"))?;
    let about = list.about.unwrap_or_default();
    app.allow_rows(meta.at(), kind.act)?;
    let rows = rows(app, meta.at(), list, about, &wanted.which).await?;
    let Some((_, first)) = rows.first() else {
        return Err(refused("rows", "至少一行"));
    };
    // What no row could be done with is refused now, not ten thousand times.
    read(kind, *first, &wanted.fields)?;
    let total = rows.len();
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    // The job and its files are its owner's; the court looked at is part of what is done.
    let home = meta.actor.court.clone();
    let body = Body {
        court: meta.court.clone(),
        command: kind.name.to_owned(),
        fields: wanted.fields.clone(),
        total,
        rows: by_rows::keep(&mut work.tx, &home, &rows).await?,
    };
    by_rows::enqueue(&mut work, home, RUN, &body, total).await?;
    work.commit().await
}

async fn rows(
    app: &App,
    at: At<'_>,
    list: &'static List,
    about: &str,
    which: &Which,
) -> Result<Rows, Error> {
    const TOO_MANY: &str = "最多一万行，请缩小筛选范围后分次办理";
    let mut rows = Vec::new();
    match which {
        Which::Rows(ticked) if ROWS_MAX < ticked.len() => return Err(refused("rows", TOO_MANY)),
        Which::Rows(ticked) => {
            for (case, id) in ticked {
                rows.push((*case, subject(about, *id)?));
            }
        }
        Which::Filter(filter) => {
            let values = filter.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            let asked = app.ask(at, list.key, values).await?;
            let mut page = Page::first(200);
            loop {
                let found = app.list(&asked, &page).await?;
                for row in &found.rows {
                    let case =
                        row.case.ok_or_else(|| refused("list", "每一行都属于一件案件的清单"))?;
                    rows.push((case, subject(about, row.id)?));
                }
                match found.next {
                    _ if ROWS_MAX < rows.len() => return Err(refused("rows", TOO_MANY)),
                    Some(next) => page.cursor = Some(next),
                    None => break,
                }
            }
        }
    }
    Ok(rows)
}

/// What a row of a list is, as commands name it.
fn subject(about: &str, id: Uuid) -> Result<Subject, Error> {
    if about == Subject::Matter.kind() {
        return Ok(Subject::Matter);
    }
    format!("{about}:{id}").parse().map_err(|_| refused("list", "可以批量办理的清单"))
}

/// The command of one row.
fn read(kind: &Kind, on: Subject, fields: &Map<String, Json>) -> Result<Box<dyn Asked>, Error> {
    let mut sent = fields.clone();
    if let (Some(field), Some(id)) = (kind.fields.iter().find(|f| f.holds(on)), on.id()) {
        sent.insert(field.name.to_owned(), Json::from(id.to_string()));
    }
    kind.read(Json::Object(sent)).map_err(|error| match error {
        Unreadable::Refused(refusal) => refusal.into(),
        Unreadable::Malformed(_) => refused("fields", "这项办理所要的各项内容"),
    })
}

/// What a job of this kind is called.
pub fn title(body: &str) -> String {
    let body: Option<Body> = serde_json::from_str(body).ok();
    let kind = body.as_ref().and_then(|body| roof::find(&body.command));
    let total = body.as_ref().map_or(0, |body| body.total);
    format!("批量{}（{total} 项）", kind.map_or("办理", |kind| kind.title))
}

/// What a finished job of this kind did.
pub fn made(job: &Job) -> Option<Made> {
    let result = job.result.as_deref().filter(|_| job.kind == RUN)?;
    serde_json::from_str(result).ok()
}

/// The rows that a finished job names as refused.
pub async fn refused_rows(app: &App, court: &str, made: &Made) -> Result<Vec<RefusedRow>, Error> {
    match &made.rows {
        Some(file) => by_rows::kept(app, court, file).await,
        None => Ok(Vec::new()),
    }
}

/// Does a job's rows as its owner, one command each. `progress` is told how far it is and says whether to go on.
///
/// # Errors
/// What is away now; the job is tried again later, and rows that are done answer as they did.
pub async fn run<P, F>(
    app: &App,
    court: &str,
    of: (Uuid, Uuid),
    body: &str,
    mut progress: P,
) -> Result<Option<Made>, Error>
where
    P: FnMut(Progress) -> F,
    F: Future<Output = Result<bool, Error>>,
{
    let body: Body = serde_json::from_str(body)?;
    let kind = roof::find(&body.command).ok_or(Error::NotFound("办理事项"))?;
    let owner = Owner::of(app, court, of, body.court.clone(), kind.act).await?;
    let rows: Rows = by_rows::kept(app, court, &body.rows).await?;
    let (mut made, mut named) = (Made::default(), Vec::new());
    for (place, (case, on)) in rows.iter().enumerate() {
        if !by_rows::goes_on(&mut progress, place, rows.len()).await? {
            return Ok(None);
        }
        match does(app, &owner, kind, &body, (place, *case, *on)).await? {
            None => made.done += 1,
            Some(row) => {
                made.refused += 1;
                if named.len() < NAMED_MAX {
                    named.push(row);
                }
            }
        }
    }
    by_rows::goes_on(&mut progress, rows.len(), rows.len()).await?;
    if !named.is_empty() {
        let mut tx = app.db.begin().await?;
        made.rows = Some(by_rows::keep(&mut tx, court, &named).await?);
        tx.commit().await?;
    }
    Ok(Some(made))
}

/// Does one row. A refusal is what comes back; an error puts the whole job off.
async fn does(
    app: &App,
    owner: &Owner,
    kind: &Kind,
    body: &Body,
    (place, case, on): (usize, CaseId, Subject),
) -> Result<Option<RefusedRow>, Error> {
    let command = read(kind, on, &body.fields)?;
    let meta = owner.sends(place, kind.name, &command.body().to_string());
    let Err(error) = by_rows::refused(app.send(&meta, case, &*command).await)? else {
        return Ok(None);
    };
    let (number, name) = called(app, meta.at(), case, on).await;
    let Said { code, sentence } = app.said(error);
    Ok(Some(RefusedRow { case, number, on, name, code, reason: sentence }))
}

/// The number of a case that the owner may see, and what the thing in it is called.
async fn called(app: &App, at: At<'_>, case: CaseId, on: Subject) -> (String, String) {
    let Ok(matter) = app.case(at, case).await else { return Default::default() };
    let name = match on {
        Subject::Task(id) => matter.task(id).map(|task| task.name.clone()),
        Subject::Asset(id) => matter.asset(id).map(|asset| asset.title.clone()),
        Subject::Measure(id) => matter
            .measure(id)
            .and_then(|measure| matter.asset(measure.asset))
            .map(|asset| asset.title.clone()),
        _ => None,
    };
    (matter.number_text(), name.unwrap_or_default())
}
