//! 转为情况记录：what was done outside for a task that meanwhile is somebody else's, done or withdrawn is kept with its
//! evidence, and no task is done with it.

use super::{FieldReport, FieldworkEvent, evidence::Sent};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        refusal::Refusal,
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
};

fields! {
    /// 转为情况记录, with why it was not taken as a report.
    NoteFromField {
        account: Sent = "外勤情况";
        reason: Text<300> = "没有回填的原因";
    }
}

impl Command for NoteFromField {
    const NAME: &'static str = "note_from_field";
    const TITLE: &'static str = "转为情况记录";
    const ACT: Act = Act::NoteFromField;
    const DONE: &'static str = "fieldwork.noted";

    fn subject(&self) -> Subject {
        self.account.task.into()
    }

    /// The tablet offers it: nowhere on the page of the case.
    fn places(_matter: &Matter) -> Vec<Subject> {
        Vec::new()
    }

    fn ready(matter: &Matter, on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        let known = matter.tasks.iter().any(|task| Subject::from(task.id) == on);
        if known { Ok(()) } else { Err(Refusal::Missing("事项")) }
    }

    fn names_evidence(&self) -> bool {
        true
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let account = self.account.account("account.", ctx)?;
        let same = |known: &FieldReport| {
            known.by.staff == ctx.actor.id
                && (known.account.task, known.account.written_at)
                    == (account.task, account.written_at)
        };
        if matter.fieldwork.iter().any(same) {
            let key = account.written_at.local();
            return Err(Refusal::Duplicate { what: "这次外勤的记录", key });
        }
        let reason = self.reason.as_str().to_owned();
        Ok(Outcome::of(FieldworkEvent::Noted { account, reason }))
    }
}
