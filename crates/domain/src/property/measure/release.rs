//! 解除

use super::term;
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        id::MeasureId,
        refusal::Refusal,
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    property::measure::MeasureEvent,
};

fields! {
    /// 决定解除
    ReleaseMeasure {
        measure: MeasureId = "控制措施";
        reason: Text<500> = "解除理由";
    }
}

impl Command for ReleaseMeasure {
    const NAME: &'static str = "release_measure";
    const TITLE: &'static str = "解除";
    const FORM: (&'static str, &'static str) = ("解除冻结", "决定解除");
    const ACT: Act = Act::ReleaseMeasure;
    const DONE: &'static str = "measure.release_ordered";
    const DANGER: bool = true;

    fn subject(&self) -> Subject {
        self.measure.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        term::live_ones(matter)
    }

    fn ready(matter: &Matter, on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        term::idle(term::live(matter, on)?)
    }

    fn decide(&self, _matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let reason = self.reason.as_str().to_owned();
        Ok(Outcome::of(MeasureEvent::ReleaseOrdered { measure: self.measure, reason }))
    }
}
