//! 退回申请：an application that was received and never filed is given back, taken back, or was a mistake; no number was
//! used for it.

use super::ClosingEvent;
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
    /// 退回申请
    TurnBack {
        reason: Text<300> = "退回事由", "例如：申请人书面撤回申请；与在先的收件重复；逾期未补正";
    }
}

impl Command for TurnBack {
    const NAME: &'static str = "turn_back";
    const TITLE: &'static str = "退回申请";
    const FORM: (&'static str, &'static str) = ("退回申请材料", "退回申请");
    const ACT: Act = Act::SupplementFiling;
    const DONE: &'static str = "closing.turned_back";
    const DANGER: bool = true;

    fn subject(&self) -> Subject {
        Subject::Filing
    }

    /// There is nothing to offer once it is filed.
    fn places(matter: &Matter) -> Vec<Subject> {
        matter.open_application().map(|_| Subject::Matter).into_iter().collect()
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_not_be_closed()?;
        matter.open_application().map(|_| ()).ok_or(Refusal::AlreadyFiled)
    }

    fn decide(&self, _matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let reason = self.reason.as_str().to_owned();
        Ok(Outcome::of(ClosingEvent::TurnedBack { on: ctx.today, reason }))
    }
}
