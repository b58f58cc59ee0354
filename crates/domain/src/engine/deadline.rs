//! 法定期限的起算、重算、终止：each deadline that the rules want runs, from the day that its fact names; and whatever
//! moved it (扣除、恢复、延长) is counted anew.

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
    let mut events = Vec::new();
    for known in matter.deadlines.all.iter().filter(|known| known.is_running()) {
        let rule = ctx.mode.deadline(&known.key).filter(|rule| is_for(matter, &rule.kinds));
        let stands = match rule {
            Some(rule) if matter.stage != Stage::Closed => holds(&rule.during, &around.whole())?,
            _ => false,
        };
        if !stands {
            let (deadline, on) = (known.key.clone(), ctx.today);
            events.push(DeadlineEvent::Ended { deadline, on }.into());
        } else if let Some(moved) = rule.map(|rule| moved(matter, rule, known, ctx)).transpose()? {
            events.extend(moved);
        }
    }
    for rule in ctx.mode.deadline.iter().filter(|rule| is_for(matter, &rule.kinds)) {
        let runs = matter.deadlines.running(&rule.key).is_some();
        if !runs && matter.stage != Stage::Closed && holds(&rule.during, &around.whole())? {
            events.extend(started(matter, rule, ctx));
        }
    }
    Ok(events)
}

fn started(matter: &Matter, rule: &DeadlineRule, ctx: &Context<'_>) -> Option<Event> {
    let basis = rule.rule()?.basis.first().map(ToString::to_string).unwrap_or_default();
    let from = begins(matter, Some(rule.from), ctx.today);
    let (deadline, name) = (rule.key.clone(), rule.name.clone());
    Some(DeadlineEvent::Started { deadline, name, from, basis }.into())
}

/// The deadline as it counts now, where that is not what is known of it.
fn moved(
    matter: &Matter,
    rule: &DeadlineRule,
    known: &Deadline,
    ctx: &Context<'_>,
) -> Result<Option<Event>, Refusal> {
    let Some(law) = rule.rule() else { return Ok(None) };
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
