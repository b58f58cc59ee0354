//! 经签批的扣除和延长：what takes place with the last signature.

use super::{DeadlineEvent, Stretch, extension_max};
use crate::{
    ground::{
        id::ExclusionId,
        refusal::{FieldProblem, Refusal},
    },
    matter::{
        Matter,
        outcome::{Decision, Outcome},
    },
};

/// 扣除, with the last signature.
///
/// # Errors
/// It ends before it begins, lies before all that runs, or the same ground is excluded without an end already.
pub fn exclude(matter: &Matter, exclusion: ExclusionId, stretch: &Stretch) -> Decision {
    matter.must_be_open()?;
    matter.deadlines.must_run()?;
    if stretch.to.is_some_and(|to| to < stretch.from) {
        let expected = "不早于起日的日期";
        return Err(Refusal::field("to", FieldProblem::Invalid { expected }));
    }
    let mut running = matter.deadlines.all.iter().filter(|known| known.is_running());
    if !running.any(|known| stretch.to.is_none_or(|to| known.from < to)) {
        let expected = "期限起算以后的日期";
        return Err(Refusal::field("to", FieldProblem::Invalid { expected }));
    }
    let mut known = matter.deadlines.exclusions.iter();
    if known.any(|k| k.is_open() && k.stretch.ground == stretch.ground) {
        let key = stretch.ground.chinese().to_owned();
        return Err(Refusal::Duplicate { what: "扣除期间", key });
    }
    let stretch = stretch.clone();
    Ok(Outcome::of(DeadlineEvent::Excluded { exclusion, stretch }))
}

/// 延长, with the last signature. What was asked for in time may be signed after the last day.
///
/// # Errors
/// The deadline runs no longer, or more months are asked for than the law gives at a time.
pub fn extend(matter: &Matter, deadline: &str, months: u32, reason: &str) -> Decision {
    matter.must_be_open()?;
    matter.deadlines.running(deadline).ok_or(Refusal::Missing("期限"))?;
    if months == 0 || extension_max() < months {
        let expected = "一次不超过法律所定的月数";
        return Err(Refusal::field("months", FieldProblem::Invalid { expected }));
    }
    let (deadline, reason) = (deadline.to_owned(), reason.to_owned());
    Ok(Outcome::of(DeadlineEvent::Extended { deadline, months, reason }))
}
