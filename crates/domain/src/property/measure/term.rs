//! 期限与现状：what the decisions about one measure ask alike.

use zhixing_law::{basis::Basis, day::Day};

use crate::{
    ground::{
        refusal::{FieldProblem, Refusal},
        subject::Subject,
    },
    matter::Matter,
    property::measure::{Measure, MeasureState},
};

/// Refuses an end beyond the longest lawful one, and one that is no later than `after`.
pub(super) fn check(ends_on: Day, longest: Day, after: Day, basis: Basis) -> Result<(), Refusal> {
    if longest < ends_on {
        return Err(Refusal::TermTooLong { asked: ends_on, limit: longest, basis });
    }
    if ends_on <= after {
        let expected = "晚于今天的届满日";
        return Err(Refusal::field("ends_on", FieldProblem::Invalid { expected }));
    }
    Ok(())
}

/// The measure that a command is about.
pub(super) fn known(matter: &Matter, on: Subject) -> Result<&Measure, Refusal> {
    let measure = matter.measures.iter().find(|measure| Subject::from(measure.id) == on);
    measure.ok_or(Refusal::Missing("控制措施"))
}

/// The measure that a command is about, while it has effect.
pub(super) fn live(matter: &Matter, on: Subject) -> Result<&Measure, Refusal> {
    let measure = known(matter, on)?;
    match measure.state {
        MeasureState::Live => Ok(measure),
        MeasureState::Lapsed => Err(Refusal::MeasureLapsed { ended_on: measure.ends_on }),
        state => Err(Refusal::state("控制措施", state, MeasureState::Live)),
    }
}

/// Refuses while something is under way with the holder.
pub(super) fn idle(measure: &Measure) -> Result<(), Refusal> {
    if measure.pending.is_none() {
        return Ok(());
    }
    Err(Refusal::Duplicate { what: "控制请求", key: measure.request_no.clone() })
}

/// Measures that have effect.
pub(super) fn live_ones(matter: &Matter) -> Vec<Subject> {
    let live = matter.measures.iter().filter(|measure| measure.state == MeasureState::Live);
    live.map(|measure| measure.id.into()).collect()
}
