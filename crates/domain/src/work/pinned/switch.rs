//! 转入另一办案模式：one matter at a time. What follows from it (tasks, nodes) is what the rules of the new mode make
//! of the matter as it stands, as after every other command.

use super::ModeEvent;
use crate::{
    ground::refusal::{Refusal, text},
    matter::Matter,
    matter::context::Context,
    matter::outcome::{Decision, Outcome},
};

/// 转入 `ctx.mode`, the version that the matter is to be worked under from now on.
///
/// # Errors
/// The matter is closed, or is worked under that version already.
pub fn move_to(matter: &Matter, reason: &str, ctx: &mut Context<'_>) -> Decision {
    matter.must_not_be_closed()?;
    let to = ctx.mode.of();
    if matter.mode.as_ref() == Some(&to) {
        return Err(Refusal::Duplicate { what: "办案模式", key: to.to_string() });
    }
    let reason = text("reason", reason, 300)?;
    Ok(Outcome::of(ModeEvent::Moved { from: matter.mode.clone(), to, reason }))
}
