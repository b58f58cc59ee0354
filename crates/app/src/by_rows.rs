//! 逐行办理：what every job that does many rows does alike. Its rows and what became of them lie in files, since a job's
//! own row is read with every list of jobs; each row is a command of its owner's own, under an id that follows from the
//! job and the row: done once or not at all.

use std::sync::Arc;

use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;
use zhixing_domain::{
    court::tree::CourtTree,
    ground::{act::Act, actor::Actor, id::StaffId},
};
use zhixing_store::{Tx, digest::Digest, job::NewJob};

use crate::{
    error::{Error, FileProblem},
    export::Progress,
    settings::App,
    work::{IN_BULK, Meta, Work, uuid_of},
};

/// Media type of the rows.
const ROWS: &str = "application/json";

/// Rows between two looks at whether somebody has cancelled.
const STEP: usize = 25;

/// Keeps rows; the file's name, its SM3.
pub(crate) async fn keep<T: Serialize>(
    tx: &mut Tx,
    court: &str,
    rows: &[T],
) -> Result<String, Error> {
    Ok(tx.put_file(court, &serde_json::to_vec(rows)?, ROWS).await?.to_string())
}

/// Rows that were kept.
///
/// # Errors
/// The file is gone.
pub(crate) async fn kept<T: DeserializeOwned>(
    app: &App,
    court: &str,
    file: &str,
) -> Result<T, Error> {
    Ok(serde_json::from_slice(&bytes_of(app, court, file).await?)?)
}

/// A file that a job names.
///
/// # Errors
/// It is gone.
pub(crate) async fn bytes_of(app: &App, court: &str, file: &str) -> Result<Vec<u8>, Error> {
    let digest: Digest = file.parse().map_err(|_| Error::Internal("rows of a job".to_owned()))?;
    let bytes = app.db.read().await?.read_file(court, digest).await?;
    bytes.ok_or(Error::File(FileProblem::Missing))
}

/// Puts the job into the queue of whoever sent the command, under the command's id.
pub(crate) async fn enqueue(
    work: &mut Work<'_>,
    home: String,
    kind: &str,
    body: &impl Serialize,
    total: usize,
) -> Result<(), Error> {
    let (id, now) = (work.id(), work.now);
    let job = NewJob {
        court_id: home,
        job_id: id,
        kind: kind.to_owned(),
        body: serde_json::to_string(body)?,
        run_at: now,
        priority: 45,
        max_attempts: 20,
        cause: None,
        owner_id: Some(work.meta.actor.id.0),
    };
    work.tx.enqueue(&[job], now).await?;
    work.note = serde_json::json!({ "job": id, "total": total });
    Ok(())
}

/// Whether to go on with the row at a place, and says how far it is; asked every so many rows and at the end.
pub(crate) async fn goes_on<P, F>(
    progress: &mut P,
    place: usize,
    total: usize,
) -> Result<bool, Error>
where
    P: FnMut(Progress) -> F,
    F: Future<Output = Result<bool, Error>>,
{
    if !place.is_multiple_of(STEP) && place != total {
        return Ok(true);
    }
    let many = |rows| i64::try_from(rows).unwrap_or(i64::MAX);
    progress(Progress { done: many(place), total: many(total) }).await
}

/// Whose job it is, as they stand when it is taken up.
pub(crate) struct Owner {
    job: Uuid,
    actor: Actor,
    /// The court in which the rows are done.
    court: String,
    tree: Arc<CourtTree>,
}

impl Owner {
    /// # Errors
    /// They do not work here any more.
    pub(crate) async fn of(
        app: &App,
        home: &str,
        (job, owner): (Uuid, Uuid),
        court: String,
        act: Act,
    ) -> Result<Owner, Error> {
        let organisation = app.organisation(home).await?;
        let actor = app.person(&organisation, StaffId(owner), app.clock.today());
        let actor = actor.ok_or(Error::Forbidden(act))?;
        Ok(Owner { job, actor, court, tree: app.courts().await? })
    }

    /// The command of a row, as its owner sends it. `request` is its body.
    pub(crate) fn sends(&self, place: usize, name: &'static str, request: &str) -> Meta {
        Meta {
            actor: self.actor.clone(),
            court: self.court.clone(),
            tree: Arc::clone(&self.tree),
            happened_at: None,
            command: uuid_of(&Digest::of(format!("{}:{place}", self.job).as_bytes())),
            request: Digest::of(request.as_bytes()),
            name,
            source: IN_BULK.to_owned(),
            opened_on: None,
        }
    }
}

/// What became of a row: a refusal is told with it, and what is away now, or done by another runner at this moment, puts
/// the whole job off.
///
/// # Errors
/// The job is tried again later.
pub(crate) fn refused<T>(done: Result<T, Error>) -> Result<Result<T, Error>, Error> {
    match done {
        Err(error @ (Error::Unavailable(..) | Error::Internal(_) | Error::Repeated)) => Err(error),
        done => Ok(done),
    }
}
