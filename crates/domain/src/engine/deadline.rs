//! 法定期限的起算、重算、终止：each deadline that the rules want runs, from the day that its fact names; and whatever
//! moved it (扣除、恢复、延长) is counted anew.

use zhixing_law::{day::Day, limits::LimitRule};

use super::rule::{begins, holds, is_for};
use crate::{
    ground::refusal::Refusal,
    matter::{Matter, Stage, context::Context, event::Event, scope::Surroundings},
    mode::DeadlineRule,
    work::deadline::{Deadline, DeadlineEvent},
    work::limit::{Counted, StoppedBy, count},
};

/// What the deadlines of a matter come to.
///
/// # Errors
/// A condition of the mode that cannot be evaluated, or a day beyond the calendar.
pub(super) fn follow(
    matter: &Matter,
    _done: &[&str],
    ctx: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let around = Surroundings::of(matter, ctx.today);
    let whole = around.whole();
    let mut wanted: Vec<(&DeadlineRule, &LimitRule, Day)> = Vec::new();
    if matter.stage != Stage::Closed {
        for row in ctx.mode.deadline.iter().filter(|row| is_for(matter, &row.kinds)) {
            if let Some(law) = row.rule().filter(|law| wanted.iter().all(|w| w.1.id != law.id))
                && holds(&row.during, &whole)?
            {
                wanted.push((row, law, begins(matter, Some(row.from), ctx.today)));
            }
        }
    }
    let mut events = Vec::new();
    for known in matter.deadlines.all.iter().filter(|known| known.is_running()) {
        // From another day on it is another term: that from which the first was counted is no such day any more.
        match wanted.iter().find(|(_, law, from)| law.id == known.key && *from == known.from) {
            Some((_, law, _)) => events.extend(moved(matter, law, known, ctx)?),
            None => {
                let (deadline, on) = (known.key.clone(), ctx.today);
                events.push(DeadlineEvent::Ended { deadline, on }.into());
            }
        }
    }
    let begun = wanted.iter().filter(|(_, law, _)| matter.deadlines.running(law.id).is_none());
    events.extend(begun.map(|(row, law, from)| started(row, law, *from)));
    Ok(events)
}

fn started(row: &DeadlineRule, law: &LimitRule, from: Day) -> Event {
    let basis = law.basis.first().map(ToString::to_string).unwrap_or_default();
    let (deadline, name) = (law.id.to_owned(), row.name.clone());
    DeadlineEvent::Started { deadline, name, from, basis }.into()
}

/// The deadline as it counts now, where that is not what is known of it.
fn moved(
    matter: &Matter,
    law: &LimitRule,
    known: &Deadline,
    ctx: &Context<'_>,
) -> Result<Option<Event>, Refusal> {
    let exclusions = &matter.deadlines.exclusions;
    let (by, from) = (StoppedBy::rule(law), known.from);
    let Counted { due_on, excluded_days } =
        count(by, &law.limit, from, &known.extensions, exclusions, ctx.calendar)?;
    if (due_on, excluded_days) == (known.due_on, known.excluded_days) {
        return Ok(None);
    }
    let deadline = known.key.clone();
    Ok(Some(DeadlineEvent::Moved { deadline, due_on, excluded_days }.into()))
}
