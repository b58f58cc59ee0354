//! 调整分流结果, when whoever the mode names has signed.

use super::{
    Round, TriageEvent,
    assign::{assign, lane},
};
use crate::{
    ground::{id::StaffId, refusal::Refusal},
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
};

/// 调整分流结果, with a reason. Neither `asker` nor whoever signs it is given the matter by it.
pub fn change(
    matter: &Matter,
    lane_key: &str,
    reason: &str,
    asker: StaffId,
    ctx: &mut Context<'_>,
) -> Decision {
    matter.must_be_open()?;
    let lane = lane(ctx, lane_key)?;
    if matter.lane.as_deref() == Some(lane_key) {
        return Err(Refusal::Duplicate { what: "办理通道", key: lane.name.clone() });
    }
    let round = matter.triage.last().map_or(Round::First, |result| result.round);
    let outcome = Outcome::of(TriageEvent::Overridden {
        round,
        lane: lane.key.clone(),
        lane_name: lane.name.clone(),
        reason: reason.to_owned(),
    });
    assign(matter, outcome, &lane.team, asker, ctx)
}
