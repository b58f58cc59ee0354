//! 以执行完毕方式结案

use zhixing_law::checklist::Finding;

use super::{ClosingEvent, ClosingWay, conditions::conditions};
use crate::{
    ground::refusal::Refusal,
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
};

/// Closes the case as 执行完毕.
///
/// # Errors
/// A condition is not met: all that are not are named at once.
pub fn complete(matter: &Matter, remark: &str, ctx: &mut Context<'_>) -> Decision {
    matter.must_be_open()?;
    let findings = conditions(matter, ctx)?;
    if findings.iter().any(Finding::blocks) {
        return Err(Refusal::ClosingConditions { findings });
    }
    // What a task was for is checked by the conditions; the engine ends those that do not outlive the case.
    Ok(Outcome::of(ClosingEvent::Closed {
        way: ClosingWay::Completed,
        on: ctx.today,
        conditions: findings.iter().map(|finding| finding.id.to_string()).collect(),
        received: matter.funds.received(),
        remark: remark.to_owned(),
    }))
}
