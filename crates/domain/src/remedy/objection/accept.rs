//! 异议立案：what was lacking has been brought.

use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        refusal::Refusal,
        subject::Subject,
    },
    matter::{
        Matter, Stage,
        context::Context,
        outcome::{Beside, Decision, Outcome},
    },
};

fields! {
    /// 补齐立案
    AcceptObjection {
        brought: Text<300> = "补齐的材料", "逐项写明，原件或者扫描件随后在材料中登记";
    }
}

impl Command for AcceptObjection {
    const NAME: &'static str = "accept_objection";
    const TITLE: &'static str = "补齐立案";
    const FORM: (&'static str, &'static str) = ("材料补齐，异议立案", "立案");
    const ACT: Act = Act::AcceptObjection;
    const DONE: &'static str = "opening.numbered";

    fn subject(&self) -> Subject {
        Subject::Matter
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.as_objection()?;
        if matter.stage == Stage::Received { Ok(()) } else { Err(Refusal::AlreadyFiled) }
    }

    fn decide(&self, matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let mut said = matter.as_objection()?.said.clone();
        said.missing.clear();
        said.reasons = format!("{}\n（补齐：{}）", said.reasons, self.brought.as_str());
        Ok(Outcome::of(super::ObjectionEvent::Filed { said }).beside(Beside::Number))
    }
}
