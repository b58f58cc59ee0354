//! 登记放弃剩余债权：recorded at once, or when whoever the mode names has signed.

use super::Statement;
use crate::{
    closing::closure::waiver,
    command::Command,
    ground::{
        act::Act,
        field::{PastDay, Several, Text, fields},
        id::PartyId,
        refusal::Refusal,
        subject::Subject,
    },
    matter::{Matter, context::Context, outcome::Decision},
    work::approval::{What, ask::ask},
};

fields! {
    /// 登记放弃剩余债权. The statement is in the file, under its title there; an agent needs a special authority
    /// (执行规定2020第18、20条).
    RecordWaiver {
        on: PastDay = "陈述日期";
        applicants: Several<PartyId, 500> = "作出陈述的申请执行人", "须为全体";
        words: Text<500> = "陈述内容";
        material: Text<100> = "笔录或者书面材料", "须已登记入卷；还没有的，请先在“文书”页登记材料";
        by_agent: bool = "由代理人代为放弃", "须有特别授权的授权委托书在卷";
    }
}

impl Command for RecordWaiver {
    const NAME: &'static str = "record_waiver";
    const TITLE: &'static str = "登记放弃剩余债权";
    const FORM: (&'static str, &'static str) = ("登记放弃剩余债权", "登记放弃");
    const ACT: Act = Act::RecordWaiver;
    const DONE: &'static str = "closing.waived";
    const DANGER: bool = true;

    fn subject(&self) -> Subject {
        Subject::Closing
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        waiver::possible(matter)
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let statement = Statement {
            on: self.on.by("on", ctx.today)?,
            applicants: self.applicants.as_slice().to_vec(),
            words: self.words.as_str().to_owned(),
            material: self.material.as_str().to_owned(),
            by_agent: self.by_agent,
        };
        ask(matter, What::Waiver { statement }, ctx)
    }
}
