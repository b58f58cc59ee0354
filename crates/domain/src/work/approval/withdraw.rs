//! 撤回提请

use super::{ApprovalEvent, perform::undo, signer};
use crate::{
    command::Command,
    ground::{
        act::Act,
        actor::Actor,
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
    /// 撤回提请：whoever asked takes it back while it waits; a signer returns it instead.
    WithdrawApproval {
        approval: ApprovalId = "签批";
        reason: Text<300> = "撤回理由";
    }
}

impl Command for WithdrawApproval {
    const NAME: &'static str = "withdraw_approval";
    const TITLE: &'static str = "撤回提请";
    const ACT: Act = Act::WithdrawApproval;
    const DONE: &'static str = "approval.withdrawn";
    const DANGER: bool = true;

    fn subject(&self) -> Subject {
        self.approval.into()
    }

    /// What the system asked for on the mode's behalf is nobody's to take back.
    fn places(matter: &Matter) -> Vec<Subject> {
        let system = Actor::system(&matter.court).id;
        let asked = matter.open_approvals().filter(|known| known.asked.staff != system);
        asked.map(|known| known.id.into()).collect()
    }

    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        let approval = signer::waiting(matter, on)?;
        if approval.asked.staff == ctx.actor.id {
            return Ok(());
        }
        Err(Refusal::NotYourPost { post: format!("提请人{}", approval.asked.name) })
    }

    fn decide(&self, matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let approval = signer::open(matter, self.approval)?;
        let reason = self.reason.as_str();
        let undone = undo(matter, &approval.what, reason, true)?;
        let withdrawn =
            ApprovalEvent::Withdrawn { approval: approval.id, reason: reason.to_owned() };
        Ok(undone.events.into_iter().fold(Outcome::of(withdrawn), Outcome::and))
    }
}
