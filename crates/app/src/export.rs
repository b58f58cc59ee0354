//! 导出：the whole of what was asked of a list as a spreadsheet, made by a job, kept as a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zhixing_documents::xlsx::{Cell as Written, CellKind, TableColumn, TableWriter};
use zhixing_domain::{
    ground::act::Act, ground::actor::Actor, ground::id::StaffId, mode::HANDLER, mode::Mode,
};
use zhixing_law::{day::Day, mask};
use zhixing_store::{digest::Digest, job::NewJob};

use crate::{
    at::At,
    error::Error,
    list::{Asked, Cell, Column, List, ListRow, Names, Page, Place, Shape},
    settings::App,
    work::{Done, Meta, Started},
};

/// Kind of the job that exports a list.
pub const LIST: &str = "export.list";

/// Rows in one spreadsheet at most; more is split by a narrower filter.
pub const ROWS_MAX: usize = 200_000;

/// What a job was asked to export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// Key of the list.
    pub list: String,
    /// The court whose rows are asked for.
    pub court: String,
    /// Filters and order, as in an address.
    pub filter: BTreeMap<String, String>,
    /// Columns by name, in their order; empty for those that are shown.
    #[serde(default)]
    pub columns: Vec<String>,
    /// Ids of the rows, where only some of what the filter finds is wanted; empty for all.
    #[serde(default)]
    pub rows: Vec<Uuid>,
}

/// What the job made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// SM3 of the file, in hex.
    pub file: String,
    pub name: String,
    pub rows: usize,
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub done: i64,
    pub total: i64,
}

impl Wanted {
    async fn asked(&self, app: &App, at: At<'_>) -> Result<Asked, Error> {
        app.allow_court(at, Act::ExportCases)?;
        let values = self.filter.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        app.ask(at, &self.list, values).await
    }

    fn takes(&self, row: Uuid) -> bool {
        self.rows.is_empty() || self.rows.contains(&row)
    }

    /// Whether nothing more can come: every row that was named is there.
    fn has_all(&self, kept: usize) -> bool {
        !self.rows.is_empty() && self.rows.len() <= kept
    }

    fn columns(&self, list: &'static List) -> Vec<(usize, &'static Column)> {
        let chosen = |column: &Column| {
            if self.columns.is_empty() {
                column.place != Place::Hidden
            } else {
                column.place == Place::Always || self.columns.iter().any(|n| n == column.name)
            }
        };
        list.columns.iter().enumerate().filter(|(_, column)| chosen(column)).collect()
    }
}

/// 发起导出. The job's id is `note.job` of what was done.
pub async fn start(app: &App, meta: &Meta, wanted: &Wanted) -> Result<Done, Error> {
    let result = try_start(app, meta, wanted).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn try_start(app: &App, meta: &Meta, wanted: &Wanted) -> Result<Done, Error> {
    // What cannot be read or may not be asked is refused now, not by the job.
    wanted.asked(app, meta.at()).await?;
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
        kind: LIST.to_owned(),
        body: serde_json::to_string(wanted)?,
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

/// What a job of this kind is called.
pub fn title(body: &str) -> String {
    let wanted: Option<Wanted> = serde_json::from_str(body).ok();
    let list = wanted.and_then(|wanted| crate::list::find(&wanted.list));
    format!("导出{}", list.map_or("清单", |list| list.title))
}

/// Makes the spreadsheet of a job's owner. `progress` is told how far it is and says whether to go on.
pub async fn run<P, F>(
    app: &App,
    court: &str,
    owner: Uuid,
    body: &str,
    mut progress: P,
) -> Result<Option<Made>, Error>
where
    P: FnMut(Progress) -> F,
    F: Future<Output = Result<bool, Error>>,
{
    let wanted: Wanted = serde_json::from_str(body)?;
    let organisation = app.organisation(court).await?;
    let mode = app.court_mode(&organisation)?;
    let today = app.clock.now().day();
    let actor: Actor = app
        .person(&organisation, StaffId(owner), today)
        .ok_or(Error::Forbidden(Act::ExportCases))?;
    // The door again: the person may have lost the role since.
    let tree = app.courts().await?;
    let asked = wanted.asked(app, At::new(&actor, &wanted.court, &tree)).await?;
    let list = asked.list;
    let columns = wanted.columns(list);
    let failed = |error: zhixing_documents::xlsx::WriteError| Error::Internal(error.to_string());
    let heads: Vec<TableColumn> = columns.iter().map(|(_, column)| head(column)).collect();
    let mut table = TableWriter::new(list.title, &heads, today).map_err(failed)?;
    let most = i64::try_from(ROWS_MAX).unwrap_or(i64::MAX);
    let total = app.total(&asked).await?.count.min(most);
    let mut page = Page::first(200);
    let (mut rows, mut kept) = (0_usize, 0_usize);
    loop {
        let found = app.list(&asked, &page).await?;
        rows += found.rows.len();
        for row in found.rows.iter().filter(|row| wanted.takes(row.id)) {
            table.row(&written(row, &columns, &mode, today)).map_err(failed)?;
            kept += 1;
        }
        let done = i64::try_from(rows).unwrap_or(i64::MAX);
        if !progress(Progress { done, total: total.max(done) }).await? {
            return Ok(None);
        }
        match found.next {
            Some(next) if rows < ROWS_MAX && !wanted.has_all(kept) => page.cursor = Some(next),
            _ => break,
        }
    }
    let bytes = table.finish().map_err(failed)?;
    let mut tx = app.db.begin().await?;
    let file = tx.put_file(court, &bytes, MEDIA).await?;
    tx.commit().await?;
    let name = format!("{}-{today}.xlsx", list.title);
    Ok(Some(Made { file: file.to_string(), name, rows: kept }))
}

/// Media type of a spreadsheet.
pub const MEDIA: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn head(column: &Column) -> TableColumn {
    let (kind, width) = match column.shape {
        Shape::Money => (CellKind::Money, 16),
        Shape::Day | Shape::Due => (CellKind::Day, 12),
        Shape::Number => (CellKind::Text, 24),
        Shape::Count | Shape::Since => (CellKind::Text, 10),
        _ => (CellKind::Text, 18),
    };
    TableColumn { title: column.title.to_owned(), kind, width }
}

fn written(
    row: &ListRow,
    columns: &[(usize, &'static Column)],
    mode: &Mode,
    today: Day,
) -> Vec<Written> {
    let cell = |(at, column): &(usize, &'static Column)| {
        row.cells.get(*at).map_or(Written::Empty, |cell| one(cell, column.shape, mode, today))
    };
    columns.iter().map(cell).collect()
}

fn one(cell: &Cell, shape: Shape, mode: &Mode, today: Day) -> Written {
    match (cell, shape) {
        (Cell::Empty, _) => Written::Empty,
        (Cell::Text(text), _) => Written::Text(word(text, shape, mode)),
        (Cell::Money(fen), _) => Written::Money(*fen),
        (Cell::Day(day), Shape::Since) => Written::Text(day.days_until(today).max(0).to_string()),
        (Cell::Day(day), _) => Written::Day(*day),
        (Cell::Moment(at), _) => Written::Text(at.day().to_string()),
        (Cell::Count(count), _) => Written::Text(count.to_string()),
    }
}

/// A code or key as people read it; an account as it is shown to everybody.
pub fn word(text: &str, shape: Shape, mode: &Mode) -> String {
    match shape {
        Shape::State(words) => {
            let known = words.iter().find(|word| word.code == text);
            known.map_or(text, |word| word.title).to_owned()
        }
        Shape::Named(names) => name_of(mode, names, text).unwrap_or_else(|| text.to_owned()),
        Shape::Account(_) => mask::account(text),
        _ => text.to_owned(),
    }
}

/// What the mode calls a key.
pub fn name_of(mode: &Mode, names: Names, key: &str) -> Option<String> {
    match names {
        Names::Lane => mode.lane(key).map(|lane| lane.name.clone()),
        Names::Team => mode.team(key).map(|team| team.name.clone()),
        Names::Node => mode.node(key).map(|node| node.name.clone()),
        Names::Post if key == HANDLER => Some("承办人".to_owned()),
        Names::Post => mode.post(key).map(|post| post.name.clone()),
    }
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

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::Wanted;

    fn wanted(rows: &[u128]) -> Wanted {
        let rows: Vec<Uuid> = rows.iter().map(|row| Uuid::from_u128(*row)).collect();
        let body =
            serde_json::json!({ "list": "cases", "court": "粤1224", "filter": {}, "rows": rows });
        serde_json::from_value(body).unwrap()
    }

    #[test]
    fn rows_that_are_named_are_taken_alone_and_none_named_means_all() {
        let two = wanted(&[1, 3]);
        let taken: Vec<u128> = (1..5).filter(|row| two.takes(Uuid::from_u128(*row))).collect();
        assert_eq!(taken, [1, 3]);
        assert!(!two.has_all(1) && two.has_all(2), "the rest of the list is not read");
        let all = wanted(&[]);
        assert!(all.takes(Uuid::from_u128(9)) && !all.has_all(1000));
    }

    #[test]
    fn a_job_from_before_rows_could_be_named_is_still_read() {
        let old = r#"{"list":"cases","court":"粤1224","filter":{},"columns":[]}"#;
        assert!(serde_json::from_str::<Wanted>(old).unwrap().rows.is_empty());
    }
}
