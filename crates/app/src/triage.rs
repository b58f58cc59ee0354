//! 繁简分流：run by the flow, run again by a person, or overridden with a reason.

use zhixing_domain::{
    ground::act::Act,
    ground::id::CaseId,
    ground::refusal::text,
    ground::subject::Subject,
    work::approval::{What, ask::ask},
    work::triage::{self, Round},
};

use crate::{
    error::Error,
    settings::App,
    work::{Done, Meta, Started},
};

/// 运行一轮分流
pub async fn run(app: &App, meta: &Meta, case: CaseId, round: Round) -> Result<Done, Error> {
    let result =
        with_candidates(app, meta, case, Act::RunTriage, |file, ctx| triage::run(file, round, ctx))
            .await;
    app.leave_attempt(meta, Some(case), &result).await;
    result
}

/// 调整分流结果, or the request that it be signed where the mode has a chain for it.
pub async fn override_lane(
    app: &App,
    meta: &Meta,
    case: CaseId,
    lane: &str,
    reason: &str,
) -> Result<Done, Error> {
    let result = with_candidates(app, meta, case, Act::OverrideTriage, |file, ctx| {
        let reason = text("reason", reason, 500)?;
        let lane_name = triage::lane_name(lane, ctx)?;
        ask(file, What::Lane { lane: lane.to_owned(), lane_name, reason }, ctx)
    })
    .await;
    app.leave_attempt(meta, Some(case), &result).await;
    result
}

async fn with_candidates<F>(
    app: &App,
    meta: &Meta,
    case: CaseId,
    act: Act,
    decide: F,
) -> Result<Done, Error>
where
    F: FnOnce(
            &zhixing_domain::matter::Matter,
            &mut zhixing_domain::matter::context::Context<'_>,
        ) -> zhixing_domain::matter::outcome::Decision
        + Send,
{
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    work.open(case).await?;
    work.allow_case(case, act)?;
    work.must_be_fresh(case, Subject::Triage).await?;
    work.load_candidates().await?;
    work.decide(case, decide)?;
    work.commit().await
}
