//! 演示时钟：a demo court's clock is moved by hand, and sessions move with it.

use zhixing_domain::{
    act::Act,
    actor::Actor,
    refusal::{FieldProblem, Refusal},
};
use zhixing_law::instant::Instant;

use crate::{error::Error, live::Changed, session, settings::App};

/// Days that the clock can be moved at once.
pub const DAYS_MAX: i64 = 31;

/// 推进演示时钟 to nine in the morning of a later day.
///
/// # Errors
/// There is no demo clock, the days are out of range, or the actor may not.
pub async fn advance(app: &App, actor: &Actor, days: i64) -> Result<Instant, Error> {
    if !app.clock.is_manual() {
        return Err(Error::NotFound("演示时钟"));
    }
    app.allow_court(actor, Act::MoveClock)?;
    if !(1..=DAYS_MAX).contains(&days) {
        let expected = "1至31天";
        return Err(Refusal::field("advance_days", FieldProblem::Invalid { expected }).into());
    }
    let from = app.clock.now();
    let to = Instant::local_at(from.day().plus_days(days)?, 9, 0)?;
    let secs = (to.micros() - from.micros()) / 1_000_000;
    session::carry_over(app, &actor.court, from, secs).await?;
    app.clock.advance_to(to);
    let kinds = vec!["clock.advanced".to_owned()];
    app.live.tell(Changed { court: actor.court.clone(), case: None, kinds });
    Ok(to)
}
