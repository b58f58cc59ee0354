//! 批量立案 under way: each row through the window's own door.

use std::sync::Arc;

use uuid::Uuid;
use zhixing_domain::{
    begin::Begins,
    court::tree::CourtTree,
    ground::act::Act,
    ground::actor::Actor,
    ground::id::StaffId,
    intake::filing::{Application, receive::FileCase},
    intake::party::PartyRole,
};
use zhixing_store::digest::Digest;

use super::{Body, Filed, Line, Made, ROWS, stored};
use crate::{
    error::{Error, Said},
    export::Progress,
    settings::App,
    work::{IN_BULK, Meta, uuid_of},
};

/// Rows between two looks at whether somebody has cancelled.
const STEP: usize = 25;

/// Files a job's rows as its owner, one command each. `progress` is told how far it is and says whether to go on.
///
/// # Errors
/// What is away now; the job is tried again later, and rows that are filed answer as they did.
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
    let organisation = app.organisation(court).await?;
    let actor = organisation.actor(StaffId(owner), app.clock.today());
    let actor = actor.ok_or(Error::Forbidden(Act::FileCase))?;
    let owner = Owner { job, actor, court: body.court, tree: app.courts().await? };
    let lines: Vec<Line> = stored(app, court, &body.rows).await?;
    let total = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let mut results = Vec::with_capacity(lines.len());
    for (place, line) in lines.into_iter().enumerate() {
        if place % STEP == 0 {
            let done = i64::try_from(place).unwrap_or(i64::MAX);
            if !progress(Progress { done, total }).await? {
                return Ok(None);
            }
        }
        results.push(owner.files(app, place, line).await?);
    }
    progress(Progress { done: total, total }).await?;
    let mut tx = app.db.begin().await?;
    let rows = tx.put_file(court, &serde_json::to_vec(&results)?, ROWS).await?.to_string();
    tx.commit().await?;
    let count = |is: fn(&Filed) -> bool| results.iter().filter(|row| is(row)).count();
    Ok(Some(Made {
        filed: count(|row| !row.number.is_empty()),
        received: count(|row| row.case.is_some() && row.number.is_empty()),
        refused: count(|row| row.case.is_none()),
        rows,
    }))
}

/// Whose job it is, as they stand when it is taken up.
struct Owner {
    job: Uuid,
    actor: Actor,
    court: String,
    tree: Arc<CourtTree>,
}

impl Owner {
    /// Files one row. A refusal is what became of it; an error puts the whole job off.
    async fn files(&self, app: &App, place: usize, line: Line) -> Result<Filed, Error> {
        let Line { row, application } = line;
        let respondent = respondent(&application);
        let meta = Meta {
            actor: self.actor.clone(),
            court: self.court.clone(),
            tree: Arc::clone(&self.tree),
            happened_at: None,
            command: uuid_of(&Digest::of(format!("{}:{place}", self.job).as_bytes())),
            request: Digest::of(serde_json::to_string(&application)?.as_bytes()),
            name: FileCase::NAME,
            source: IN_BULK.to_owned(),
            opened_on: None,
        };
        let empty = Filed {
            row,
            respondent,
            case: None,
            number: String::new(),
            code: String::new(),
            reason: String::new(),
        };
        match app.begin(&meta, &FileCase(application)).await {
            Ok(done) => {
                let accepted = done.happened.iter().any(|one| one.kind == "filing.accepted");
                let number = if accepted { done.number } else { String::new() };
                Ok(Filed { case: done.case, number, ..empty })
            }
            // Of two runners at one row the other has it; this one looks again later.
            Err(error @ (Error::Unavailable(..) | Error::Internal(_) | Error::Repeated)) => {
                Err(error)
            }
            Err(error) => {
                let Said { code, sentence } = app.said(error);
                Ok(Filed { code, reason: sentence, ..empty })
            }
        }
    }
}

fn respondent(application: &Application) -> String {
    let mut parties = application.parties.iter();
    let found = parties.find(|party| party.role == PartyRole::Respondent);
    found.map(|party| party.name.clone()).unwrap_or_default()
}
