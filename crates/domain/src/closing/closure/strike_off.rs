//! 销案：a case that should not be among this court's leaves the books with its number; asked for by the handler and
//! signed by somebody else.

use zhixing_law::closing::StrikeOffGround;

use super::struck_off;
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields, law_words},
        refusal::Refusal,
        subject::Subject,
    },
    matter::{Matter, context::Context, outcome::Decision},
    work::approval::{What, ask::ask},
};

law_words! { StrikeOffGround }

fields! {
    /// 销案
    StrikeOff {
        ground: StrikeOffGround = "销案事由";
        reason: Text<300> = "事实和依据", "例如：与（2026）粤1224执309号重复，申请执行人已书面确认";
    }
}

impl Command for StrikeOff {
    const NAME: &'static str = "strike_off";
    const TITLE: &'static str = "销案";
    const FORM: (&'static str, &'static str) = ("销案", "提请销案");
    const ACT: Act = Act::StrikeOff;
    const DONE: &'static str = "approval.asked";
    const DANGER: bool = true;

    fn subject(&self) -> Subject {
        Subject::Closing
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        struck_off::possible(matter)
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let what = What::StrikeOff { ground: self.ground, reason: self.reason.as_str().to_owned() };
        ask(matter, what, ctx)
    }
}
