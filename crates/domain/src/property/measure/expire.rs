//! 届满与到期预警：what the daily job asks of every case that has a measure near its end.

use zhixing_law::measure as law;

use crate::{
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    property::measure::{MeasureEvent, MeasureState},
};

/// 届满：measures that ended before today lose effect; the daily job calls this for every case that has one.
pub fn lapse(matter: &Matter, ctx: &mut Context<'_>) -> Decision {
    let mut outcome = Outcome::default();
    for measure in &matter.measures {
        if measure.state == MeasureState::Live && measure.ends_on < ctx.today {
            outcome =
                outcome.and(MeasureEvent::Lapsed { measure: measure.id, on: measure.ends_on });
        }
    }
    Ok(outcome)
}

/// 到期预警：for every live measure the nearest warning that has been reached and was not given yet; the daily
/// job calls this for every case that has one.
pub fn warn(matter: &Matter, ctx: &mut Context<'_>) -> Decision {
    let mut outcome = Outcome::default();
    for measure in matter.measures.iter().filter(|m| m.state == MeasureState::Live) {
        let Some(days) = law::warning_on(measure.ends_on, ctx.today) else { continue };
        if measure.warned.is_none_or(|known| days < known.days) {
            let (measure, ends_on) = (measure.id, measure.ends_on);
            outcome = outcome.and(MeasureEvent::Warned { measure, days, ends_on });
        }
    }
    Ok(outcome)
}
