//! 听证

use super::{ObjectionEvent, apart};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{PastDay, Text, choices, fields},
        refusal::{Need, Refusal},
        subject::Subject,
        word::words,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
};

words! {
    /// 听证方式
    Publicity {
        Open = "open", "公开听证";
        Closed = "closed", "不公开听证";
    }
}

choices! { Publicity }

fields! {
    /// 记录听证
    HearObjection {
        on: PastDay = "听证日期";
        publicity: Publicity = "听证方式";
        record: Text<2000> = "到场人员和听证情况";
    }
}

impl Command for HearObjection {
    const NAME: &'static str = "hear_objection";
    const TITLE: &'static str = "记录听证";
    const FORM: (&'static str, &'static str) = ("记录听证", "记录");
    const ACT: Act = Act::HearObjection;
    const DONE: &'static str = "objection.heard";

    fn subject(&self) -> Subject {
        Subject::Objection
    }

    fn places(_matter: &Matter) -> Vec<Subject> {
        vec![Subject::Objection]
    }

    fn ready(matter: &Matter, _on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        let objection = matter.as_objection()?;
        if objection.ruled.is_some() {
            return Err(Refusal::needs(Need::ObjectionUnderReview));
        }
        match &objection.hearing {
            Some(_) => Err(Refusal::Duplicate { what: "听证", key: matter.number_text() }),
            None => apart::check(matter, ctx),
        }
    }

    fn decide(&self, _matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let on = self.on.by("on", ctx.today)?;
        let record = self.record.as_str().to_owned();
        let open = self.publicity == Publicity::Open;
        Ok(Outcome::of(ObjectionEvent::Heard { on, open, record }))
    }
}
