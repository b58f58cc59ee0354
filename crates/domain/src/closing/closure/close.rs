//! 结案：asked for by the handler; done at once, or when whoever the mode names has signed.

use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Note, fields},
        refusal::{Need, Refusal},
        subject::Subject,
    },
    matter::{Matter, context::Context, outcome::Decision},
    work::{
        approval::{What, ask::ask},
        lateness,
    },
};

fields! {
    /// 以执行完毕方式结案
    CloseCase {
        remark: Note<500> = "结案说明";
    }
}

impl Command for CloseCase {
    const NAME: &'static str = "close_case";
    const TITLE: &'static str = "结案";
    const FORM: (&'static str, &'static str) = ("结案", "以执行完毕结案");
    const ACT: Act = Act::CloseCase;
    const DONE: &'static str = "closing.closed";

    fn subject(&self) -> Subject {
        Subject::Closing
    }

    /// The conditions are not asked here: the page shows them beside the button, and who presses it is told all of them.
    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        if lateness::unexplained(&matter.lateness, None).next().is_some() {
            return Err(Refusal::needs(Need::LateReason));
        }
        ask(matter, What::Closing { remark: self.remark.as_str().to_owned() }, ctx)
    }
}
