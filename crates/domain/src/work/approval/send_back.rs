//! 签批退回

use super::{ApprovalEvent, perform::undo, signer};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        id::ApprovalId,
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
    /// 退回：whoever may sign the step that waits does not, and says why.
    ReturnApproval {
        approval: ApprovalId = "签批";
        reason: Text<300> = "退回理由";
    }
}

impl Command for ReturnApproval {
    const NAME: &'static str = "return_approval";
    const TITLE: &'static str = "退回";
    const FORM: (&'static str, &'static str) = ("退回", "退回提请人");
    const ACT: Act = Act::SignApproval;
    const DONE: &'static str = "approval.returned";
    const DANGER: bool = true;

    fn subject(&self) -> Subject {
        self.approval.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        signer::places(matter)
    }

    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        signer::may_sign(signer::waiting(matter, on)?, matter, ctx)
    }

    fn decide(&self, matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let approval = signer::open(matter, self.approval)?;
        let step = u32::try_from(approval.signed.len()).unwrap_or(u32::MAX);
        let reason = self.reason.as_str();
        let undone = undo(matter, &approval.what, reason, false)?;
        let reason = reason.to_owned();
        let returned = Outcome::of(ApprovalEvent::Returned { approval: approval.id, step, reason });
        Ok(undone.events.into_iter().fold(returned, Outcome::and))
    }
}
