//! A change of the organisation: decided on it as it is under its lock, and written into its stream.

use zhixing_domain::{
    court::organisation::{Organisation, StaffEvent},
    ground::act::Act,
    ground::refusal::Refusal,
    matter::context::Context,
};
use zhixing_law::calendar::Calendar;
use zhixing_store::{
    docket::{Head, StreamKind},
    fold, projection,
};

use crate::{
    error::{Change, Error},
    settings::App,
    work::{OtherStream, Work, present},
};

/// The organisation under its lock, with the actor as it has them: of two who stop each other at once, the
/// second is nobody any more when their turn comes.
pub(super) async fn under_lock(
    app: &App,
    work: &mut Work<'_>,
    act: Act,
) -> Result<(Head, Organisation), Error> {
    let court = work.meta.court.clone();
    let stream = fold::organisation_stream(&court);
    let head = work.tx.lock_stream(&court, stream, StreamKind::Court).await?;
    let folded = work.tx.book::<Organisation>(&court, stream).await?;
    let organisation = folded.map_or_else(|| Organisation::new(&court), |(_, known)| known);
    if work.meta.court == work.meta.actor.court {
        work.meta.actor = present(app, &organisation, &work.meta.actor, work.today)?;
    }
    if !work.meta.actor.is_system() {
        app.allow_court(work.meta.at(), act)?;
    }
    Ok((head, organisation))
}

/// Decides on the organisation as it is under its lock, if the actor may still change it by `act` then, and adds what
/// happened to the command.
pub(crate) async fn enter<F>(
    app: &App,
    work: &mut Work<'_>,
    act: Act,
    decide: F,
) -> Result<Vec<StaffEvent>, Error>
where
    F: FnOnce(&Organisation, &mut Context<'_>) -> Result<Vec<StaffEvent>, Refusal> + Send,
{
    enter_after(app, work, act, Vec::new(), decide).await
}

/// [`enter`], with the decision made on the organisation after what happens `first`.
pub(super) async fn enter_after<F>(
    app: &App,
    work: &mut Work<'_>,
    act: Act,
    first: Vec<StaffEvent>,
    decide: F,
) -> Result<Vec<StaffEvent>, Error>
where
    F: FnOnce(&Organisation, &mut Context<'_>) -> Result<Vec<StaffEvent>, Refusal> + Send,
{
    let (head, before) = under_lock(app, work, act).await?;
    let stream = head.stream_id;
    let by = zhixing_domain::ground::entry::By {
        staff: work.meta.actor.id,
        name: work.meta.actor.name.clone(),
        at: work.now,
    };
    let mut after = before.clone();
    first.iter().for_each(|event| after.apply(event, &by));
    let decided = {
        let (now, actor) = (work.now, work.meta.actor.clone());
        let staffing = app.staffing(&after, work.today)?;
        let mut next = move || app.ids.next(now);
        let mut ctx = Context {
            now,
            happened_at: work.happened_at,
            today: work.today,
            court: &after.court,
            mode: &staffing,
            calendar: Calendar::builtin(),
            actor: &actor,
            candidates: &[],
            bodies: &[],
            scans: &[],
            evidence: &[],
            colleague: &|_| None,
            bench: &Vec::new,
            clerk: &|_| None,
            ids: &mut next,
        };
        decide(&after, &mut ctx)?
    };
    decided.iter().for_each(|event| after.apply(event, &by));
    let events: Vec<StaffEvent> = first.into_iter().chain(decided).collect();
    let mut entries = Vec::with_capacity(events.len());
    for event in &events {
        must_be_fresh(work, stream, &event.subject()).await?;
        entries.push(fold::book_entry::<Organisation>(work.id(), event, work.now)?);
    }
    work.add(OtherStream {
        head,
        entries,
        transfers: Vec::new(),
        before: projection::staff::rows(&before),
        after: projection::staff::rows(&after),
    });
    Ok(events)
}

async fn must_be_fresh(
    work: &mut Work<'_>,
    stream: uuid::Uuid,
    subject: &str,
) -> Result<(), Error> {
    let Some(opened_on) = work.meta.opened_on else { return Ok(()) };
    let court = work.meta.court.clone();
    let since = work.tx.entries_by_subject(&court, stream, subject, opened_on, 10).await?;
    if since.is_empty() {
        return Ok(());
    }
    Err(Error::Stale(
        since
            .into_iter()
            .map(|entry| Change { kind: entry.kind, by: entry.actor_name, at: entry.happened_at })
            .collect(),
    ))
}
