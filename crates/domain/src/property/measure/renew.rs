//! 续行

use zhixing_law::{day::Day, measure as law};

use super::term;
use crate::{
    command::Command,
    ground::{act::Act, field::fields, id::MeasureId, refusal::Refusal, subject::Subject},
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    property::measure::MeasureEvent,
};

fields! {
    /// 续行：within the longest term counted from the renewal; must be ordered before the old end.
    RenewMeasure {
        measure: MeasureId = "控制措施";
        ends_on: Option<Day> = "续行至", "不填则按法律规定的最长期限";
    }
}

impl Command for RenewMeasure {
    const NAME: &'static str = "renew_measure";
    const TITLE: &'static str = "续行";
    const FORM: (&'static str, &'static str) = ("续行冻结", "决定续行");
    const ACT: Act = Act::RenewMeasure;
    const DONE: &'static str = "measure.renewal_ordered";
    const BULK: bool = true;

    fn subject(&self) -> Subject {
        self.measure.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        term::live_ones(matter)
    }

    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        let measure = term::live(matter, on)?;
        if measure.ends_on < ctx.today {
            return Err(Refusal::MeasureLapsed { ended_on: measure.ends_on });
        }
        term::idle(measure)
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let measure = term::live(matter, self.subject())?;
        let asset = matter.asset(measure.asset).ok_or(Refusal::Missing("财产"))?;
        let class = asset.kind.class();
        let longest = law::renewed_end(class, measure.ends_on, ctx.today)?;
        let ends_on = self.ends_on.unwrap_or(longest);
        let basis = law::longest_renewal(class, ctx.today).basis;
        term::check(ends_on, longest, measure.ends_on, basis)?;
        // The request goes out when its ruling has been issued, as for a freeze.
        Ok(Outcome::of(MeasureEvent::RenewalOrdered { measure: self.measure, ends_on }))
    }
}
