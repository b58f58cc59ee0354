//! 批量办理：one command over many rows of a list, as one job with progress, that can be cancelled and goes on after a
//! crash. Every row is a command of its own, under an id that follows from the job and the row: done once or not at all.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use uuid::Uuid;
use zhixing_domain::{
    command::{Asked, Kind, Unreadable},
    ground::{
        id::{CaseId, StaffId},
        refusal::{FieldProblem, Refusal},
        subject::Subject,
    },
    roof,
};
use zhixing_store::{digest::Digest, job::NewJob};

use crate::{
    at::At,
    error::{Error, Said},
    export::Progress,
    list::{List, Page, find},
    settings::App,
    work::{Done, IN_BULK, Meta, Started, uuid_of},
};

/// Kind of the job.
pub const RUN: &str = "bulk.run";

/// Rows of one job at most.
pub const ROWS_MAX: usize = 10_000;

/// Rows that were refused and are named; beyond them they are only counted.
const NAMED_MAX: usize = 1_000;

/// Rows between two looks at whether somebody has cancelled.
const STEP: usize = 25;

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
    rows: Vec<(CaseId, Subject)>,
}

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
    /// The first of them.
    pub rows: Vec<RefusedRow>,
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
    let body = Body {
        court: meta.court.clone(),
        command: kind.name.to_owned(),
        fields: wanted.fields.clone(),
        rows,
    };
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    let id = work.id();
    let job = NewJob {
        court_id: meta.actor.court.clone(),
        job_id: id,
        kind: RUN.to_owned(),
        body: serde_json::to_string(&body)?,
        run_at: work.now,
        priority: 45,
        max_attempts: 20,
        cause: None,
        owner_id: Some(meta.actor.id.0),
    };
    let now = work.now;
    work.tx.enqueue(&[job], now).await?;
    work.note = serde_json::json!({ "job": id, "total": total });
    work.commit().await
}

async fn rows(
    app: &App,
    at: At<'_>,
    list: &'static List,
    about: &str,
    which: &Which,
) -> Result<Vec<(CaseId, Subject)>, Error> {
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
    let rows = body.as_ref().map_or(0, |body| body.rows.len());
    format!("批量{}（{rows} 项）", kind.map_or("办理", |kind| kind.title))
}

/// Does a job's rows as its owner, one command each. `progress` is told how far it is and says whether to go on.
///
/// # Errors
/// What is away now; the job is tried again later, and rows that are done answer as they did.
pub async fn run<P, F>(
    app: &App,
    court: &str,
    (job, owner): (Uuid, Uuid),
    body: &str,
    mut progress: P,
) -> Result<Option<Made>, Error>
where
    P: FnMut(Progress) -> F,
    F: Future<Output = Result<bool, Error>>,
{
    let body: Body = serde_json::from_str(body)?;
    let kind = roof::find(&body.command).ok_or(Error::NotFound("办理事项"))?;
    let organisation = app.organisation(court).await?;
    let actor =
        organisation.actor(StaffId(owner), app.clock.today()).ok_or(Error::Forbidden(kind.act))?;
    let tree = app.courts().await?;
    let total = i64::try_from(body.rows.len()).unwrap_or(i64::MAX);
    let mut made = Made::default();
    for (place, (case, on)) in body.rows.iter().enumerate() {
        if place % STEP == 0 {
            let done = i64::try_from(place).unwrap_or(i64::MAX);
            if !progress(Progress { done, total }).await? {
                return Ok(None);
            }
        }
        let command = read(kind, *on, &body.fields)?;
        let meta = Meta {
            actor: actor.clone(),
            court: body.court.clone(),
            tree: tree.clone(),
            happened_at: None,
            command: uuid_of(&Digest::of(format!("{job}:{place}").as_bytes())),
            request: Digest::of(command.body().to_string().as_bytes()),
            name: kind.name,
            source: IN_BULK.to_owned(),
            opened_on: None,
        };
        match app.send(&meta, *case, &*command).await {
            Ok(_) => made.done += 1,
            Err(error @ (Error::Unavailable(..) | Error::Internal(_))) => return Err(error),
            Err(error) => {
                made.refused += 1;
                if made.rows.len() < NAMED_MAX {
                    let (number, name) = called(app, meta.at(), *case, *on).await;
                    let Said { code, sentence } = app.said(error);
                    made.rows.push(RefusedRow {
                        case: *case,
                        number,
                        on: *on,
                        name,
                        code,
                        reason: sentence,
                    });
                }
            }
        }
    }
    progress(Progress { done: total, total }).await?;
    Ok(Some(made))
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
