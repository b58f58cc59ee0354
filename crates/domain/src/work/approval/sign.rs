//! 签批

use super::{ApprovalEvent, What, perform::perform, signer};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Note, fields},
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
    /// 签批：the step that waits is signed; with the last one what was asked for takes place.
    SignApproval {
        approval: ApprovalId = "签批";
        opinion: Note<300> = "签批意见";
    }
}

impl Command for SignApproval {
    const NAME: &'static str = "sign_approval";
    const TITLE: &'static str = "签批";
    const FORM: (&'static str, &'static str) = ("签批", "同意并签批");
    const ACT: Act = Act::SignApproval;
    const DONE: &'static str = "approval.signed";

    fn subject(&self) -> Subject {
        self.approval.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        signer::places(matter)
    }

    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        signer::may_sign(signer::waiting(matter, on)?, matter, ctx)
    }

    fn assigns(&self, matter: &Matter) -> bool {
        let waits = matter.approval(self.approval);
        waits.is_some_and(|known| matches!(known.what, What::Lane { .. }))
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let approval = signer::open(matter, self.approval)?;
        let step = u32::try_from(approval.signed.len()).unwrap_or(u32::MAX);
        let opinion = self.opinion.as_str().to_owned();
        let signed = Outcome::of(ApprovalEvent::Signed { approval: approval.id, step, opinion });
        if !approval.is_last() {
            return Ok(signed);
        }
        let done = perform(matter, &approval.what, approval.asked.staff, ctx)?;
        let events = signed.events.into_iter().chain(done.events).collect();
        Ok(Outcome { events, effects: done.effects, beside: done.beside })
    }
}
