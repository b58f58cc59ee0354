//! 分案：the lane that was decided, and who is given the matter in it.

use super::TriageEvent;
use crate::{
    ground::{actor::Role, id::StaffId, refusal::Refusal},
    matter::{
        Matter,
        context::{Candidate, Context},
        outcome::{Decision, Outcome},
    },
    mode::Lane,
};

/// 办理通道
///
/// # Errors
/// The mode has no such lane.
pub fn lane<'a>(ctx: &Context<'a>, key: &str) -> Result<&'a Lane, Refusal> {
    let unknown = || Refusal::Mode(format!("未知的办理通道 {key}"));
    ctx.mode.lane(key).ok_or_else(unknown)
}

/// 分案：the candidate of the teams with the least open load; a handler of one of them is kept, unless the law has come to
/// keep them apart from the matter.
pub fn assign(
    matter: &Matter,
    outcome: Outcome,
    teams: &[String],
    asker: StaffId,
    ctx: &Context<'_>,
) -> Decision {
    let may = |(staff, _): &(StaffId, String)| !matter.opening.bars(*staff);
    let kept = matter.handler.as_ref().is_some_and(may)
        && matter.team.as_ref().is_some_and(|team| teams.contains(team));
    if kept {
        return Ok(outcome);
    }
    let chosen = choose(matter, teams, asker, ctx)
        .ok_or_else(|| Refusal::NoCandidate { team: teams.first().cloned().unwrap_or_default() })?;
    Ok(outcome.and(TriageEvent::Assigned {
        staff: chosen.staff,
        name: chosen.name.clone(),
        team: chosen.team.clone(),
        load: chosen.open_load,
    }))
}

/// The least loaded candidate, by id among equals; whoever runs the triage or asked for it cannot pick themselves, and
/// whom the law keeps apart from the matter is not picked.
fn choose<'a>(
    matter: &Matter,
    teams: &[String],
    asker: StaffId,
    ctx: &Context<'a>,
) -> Option<&'a Candidate> {
    let candidates = ctx.candidates;
    candidates
        .iter()
        .filter(|candidate| teams.contains(&candidate.team))
        .filter(|candidate| candidate.staff != asker)
        .filter(|candidate| candidate.staff != ctx.actor.id || ctx.actor.has(Role::System))
        .filter(|candidate| !matter.opening.bars(candidate.staff))
        .min_by_key(|candidate| (candidate.open_load, candidate.staff))
}
