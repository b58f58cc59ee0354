//! 确认到期

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
    property::measure::{MeasureEvent, MeasureState},
};

fields! {
    /// 确认到期预警：a named person answers for the approaching end of a measure.
    AcknowledgeExpiry {
        measure: MeasureId = "控制措施";
        note: Text<300> = "处理打算";
    }
}

impl Command for AcknowledgeExpiry {
    const NAME: &'static str = "acknowledge_expiry";
    const TITLE: &'static str = "确认到期";
    const FORM: (&'static str, &'static str) = ("确认到期预警", "由我负责处理");
    const ACT: Act = Act::AcknowledgeExpiry;
    const DONE: &'static str = "measure.acknowledged";
    const BULK: bool = true;

    fn subject(&self) -> Subject {
        self.measure.into()
    }

    /// Once somebody answers for it there is nothing left to ask, until a nearer warning is given.
    fn places(matter: &Matter) -> Vec<Subject> {
        let open = matter.measures.iter().filter(|measure| {
            let live = measure.state == MeasureState::Live;
            measure.awaits_answer() || live && measure.acknowledged.is_none()
        });
        open.map(|measure| measure.id.into()).collect()
    }

    fn ready(matter: &Matter, on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        // Who let an end come unanswered must still be found out, so a lapsed measure can be answered for once.
        if term::known(matter, on)?.awaits_answer() {
            return Ok(());
        }
        term::live(matter, on).map(drop)
    }

    fn decide(&self, _matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let note = self.note.as_str().to_owned();
        Ok(Outcome::of(MeasureEvent::Acknowledged { measure: self.measure, note }))
    }
}
