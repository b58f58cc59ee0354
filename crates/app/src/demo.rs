//! 演示时钟：a demo court's clock is moved by hand, and sessions move with it.

use zhixing_connectors::bank::counterparty::Counterparty;
use zhixing_domain::{
    ground::act::Act,
    ground::actor::Actor,
    ground::id::BatchId,
    ground::refusal::{FieldProblem, Refusal},
};
use zhixing_law::{day::Day, instant::Instant};

use crate::{
    error::Error,
    live::Changed,
    payout::{self, BatchFormat},
    session,
    settings::App,
};

fn counterparty(app: &App) -> Result<&dyn Counterparty, Error> {
    app.counterparty.get().map(AsRef::as_ref).ok_or(Error::NotFound("演示银行"))
}

/// 模拟银行流水: the statement a demo court's bank would send.
pub fn statement(
    app: &App,
    actor: &Actor,
    from: Day,
    to: Day,
    csv: bool,
) -> Result<(String, Vec<u8>), Error> {
    let bank = counterparty(app)?;
    app.allow_court(actor, Act::ImportStatement)?;
    if to < from || 366 < from.days_until(to) || app.clock.today() < to {
        let expected = "不晚于今天、不超过一年的起止日期";
        return Err(Refusal::field("to", FieldProblem::Invalid { expected }).into());
    }
    Ok(bank.statement(from, to, csv))
}

/// 模拟银行回单: hands a batch to a demo court's bank and brings its answer back.
pub async fn pay(app: &App, actor: &Actor, batch: BatchId) -> Result<(String, Vec<u8>), Error> {
    counterparty(app)?;
    app.allow_court(actor, Act::ImportReturn)?;
    let (name, bytes) = payout::file(app, actor, batch, BatchFormat::Pain001).await?;
    let answer = counterparty(app)?.pay(app.clock.now(), &name, &bytes);
    let answer = answer.map_err(|error| Error::Unavailable("演示银行", error))?;
    Ok((format!("回单-{name}"), answer))
}

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
