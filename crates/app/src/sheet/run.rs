//! 批量立案 under way: each row through the window's own door.

use uuid::Uuid;
use zhixing_domain::{
    begin::Begins,
    ground::act::Act,
    intake::filing::{Application, receive::FileCase},
    intake::party::PartyRole,
};

use super::{Body, Filed, Line, Made};
use crate::{
    by_rows::{self, Owner},
    error::{Error, Said},
    export::Progress,
    settings::App,
};

/// Files a job's rows as its owner, one command each. `progress` is told how far it is and says whether to go on.
///
/// # Errors
/// What is away now; the job is tried again later, and rows that are filed answer as they did.
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
    let owner = Owner::of(app, court, of, body.court, Act::FileCase).await?;
    let lines: Vec<Line> = by_rows::kept(app, court, &body.rows).await?;
    let total = lines.len();
    let mut results = Vec::with_capacity(total);
    for (place, line) in lines.into_iter().enumerate() {
        if !by_rows::goes_on(&mut progress, place, total).await? {
            return Ok(None);
        }
        results.push(files(app, &owner, place, line).await?);
    }
    by_rows::goes_on(&mut progress, total, total).await?;
    let mut tx = app.db.begin().await?;
    let rows = by_rows::keep(&mut tx, court, &results).await?;
    tx.commit().await?;
    let count = |is: fn(&Filed) -> bool| results.iter().filter(|row| is(row)).count();
    Ok(Some(Made {
        filed: count(|row| !row.number.is_empty()),
        received: count(|row| row.case.is_some() && row.number.is_empty()),
        refused: count(|row| row.case.is_none()),
        rows,
    }))
}

/// Files one row. A refusal is what became of it; an error puts the whole job off.
async fn files(app: &App, owner: &Owner, place: usize, line: Line) -> Result<Filed, Error> {
    let Line { row, application } = line;
    let respondent = respondent(&application);
    let meta = owner.sends(place, FileCase::NAME, &serde_json::to_string(&application)?);
    let (case, number, code, reason) = (None, String::new(), String::new(), String::new());
    let empty = Filed { row, respondent, case, number, code, reason };
    match by_rows::refused(app.begin(&meta, &FileCase(application)).await)? {
        Ok(done) => {
            let accepted = done.happened.iter().any(|one| one.kind == "filing.accepted");
            let number = if accepted { done.number } else { String::new() };
            Ok(Filed { case: done.case, number, ..empty })
        }
        Err(error) => {
            let Said { code, sentence } = app.said(error);
            Ok(Filed { code, reason: sentence, ..empty })
        }
    }
}

fn respondent(application: &Application) -> String {
    let mut parties = application.parties.iter();
    let found = parties.find(|party| party.role == PartyRole::Respondent);
    found.map(|party| party.name.clone()).unwrap_or_default()
}
