//! 撤回已批准的发放

use super::{Payout, PayoutEvent, PayoutState};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        id::PayoutId,
        refusal::Refusal,
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    work::approval::Step,
};

fields! {
    /// 撤回已批准的发放：by whoever proposed it or whoever may sign a step of its chain. Never what is in a batch: the
    /// bank may have paid it. What still waits for a signature is withdrawn or returned as every approval.
    WithdrawPayout {
        payout: PayoutId = "案款发放";
        reason: Text<300> = "撤回理由", "撤回后这笔款回到案款余额，需要发放的，重新核算提出、重新签批";
    }
}

impl Command for WithdrawPayout {
    const NAME: &'static str = "withdraw_payout";
    const TITLE: &'static str = "撤回发放";
    const FORM: (&'static str, &'static str) = ("撤回案款发放", "撤回此笔发放");
    const ACT: Act = Act::WithdrawPayout;
    const DONE: &'static str = "payout.withdrawn";
    const DANGER: bool = true;

    fn subject(&self) -> Subject {
        self.payout.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        let approved = matter.payouts.iter().filter(|p| p.state == PayoutState::Approved);
        approved.map(|payout| payout.id.into()).collect()
    }

    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        let payout = approved(matter, on)?;
        let chain = chain(matter, payout);
        let signs = chain.iter().any(|step| step.names(ctx.actor, matter));
        if payout.proposed.staff == ctx.actor.id || signs {
            return Ok(());
        }
        let first = format!("提请人{}", payout.proposed.name);
        let steps = chain.iter().map(|step| step.who(matter, ctx.mode));
        let post = std::iter::once(first).chain(steps).collect::<Vec<_>>().join("、");
        Err(Refusal::NotYourPost { post })
    }

    fn decide(&self, matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let payout = approved(matter, self.subject())?.id;
        let reason = self.reason.as_str().to_owned();
        Ok(Outcome::of(PayoutEvent::Withdrawn { payout, reason }))
    }
}

fn approved(matter: &Matter, on: Subject) -> Result<&Payout, Refusal> {
    let Subject::Payout(id) = on else { return Err(Refusal::Missing("案款发放")) };
    super::state::in_state(matter, id, PayoutState::Approved)
}

fn chain<'a>(matter: &'a Matter, payout: &Payout) -> &'a [Step] {
    matter.approval_of(payout.id.into()).map_or(&[], |approval| &approval.steps)
}
