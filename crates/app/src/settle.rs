//! 每日对账：rules may ask about the day; so once a day every running matter is brought to what its rules say of today.
//! Most are there already, which is found out by looking and writes nothing.

use zhixing_domain::{
    engine,
    ground::{act::Act, actor::Actor, id::CaseId},
    matter::outcome::Outcome,
};
use zhixing_law::day::Day;

use crate::{at::At, error::Error, settings::App, work::Meta};

/// Matters looked at in one go.
const PAGE: i64 = 200;

/// What the reconciling of a court came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Settled {
    /// Matters whose tasks, nodes or deadlines were not what their rules say.
    pub changed: u32,
    /// Matters that could not be reconciled.
    pub failed: Vec<CaseId>,
}

/// Brings every running matter of a court to what its rules say on `day`. Broken off and done again, it goes on with
/// those that are left: what is at rest stays as it is.
///
/// # Errors
/// The store is away; a matter that refuses is left for a person.
pub(crate) async fn settle(app: &App, court: &str, day: Day) -> Result<Settled, Error> {
    let system = Actor::system(court);
    let mut done = Settled::default();
    let mut after = None;
    loop {
        let cases = app.db.read().await?.running(court, after, PAGE).await?;
        let Some(last) = cases.last() else { return Ok(done) };
        after = Some(*last);
        for case in cases {
            match one(app, At::from(&system), case, day).await {
                Ok(changed) => done.changed += u32::from(changed),
                Err(error @ Error::Unavailable(..)) => return Err(error),
                Err(error) => {
                    tracing::error!(%case, %error, "matter not reconciled");
                    done.failed.push(case);
                }
            }
        }
    }
}

async fn one(app: &App, at: At<'_>, case: CaseId, day: Day) -> Result<bool, Error> {
    let (_, found) = app
        .look(at, case, |matter, ctx| engine::complete(matter, Outcome::default(), ctx))
        .await??;
    if found.events.is_empty() {
        return Ok(false);
    }
    let meta = Meta::system(at.court, "matter.reconcile", &format!("{case}:{day}"));
    app.on_case(&meta, case, Act::CompleteTask, None, |_, _| Ok(Outcome::default())).await?;
    Ok(true)
}
