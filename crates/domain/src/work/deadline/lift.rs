//! 撤销扣除：a stretch that should not have been excluded is counted again. It makes the limit end sooner, so nobody has
//! to sign it.

use super::DeadlineEvent;
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        id::ExclusionId,
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
    /// 撤销扣除, with the reason.
    LiftExclusion {
        exclusion: ExclusionId = "扣除期间";
        reason: Text<300> = "撤销理由";
    }
}

impl Command for LiftExclusion {
    const NAME: &'static str = "lift_exclusion";
    const TITLE: &'static str = "撤销扣除";
    const ACT: Act = Act::AdjustDeadline;
    const DONE: &'static str = "deadline.lifted";
    const DANGER: bool = true;

    fn subject(&self) -> Subject {
        self.exclusion.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        let known = matter.deadlines.exclusions.iter().filter(|known| known.lifted.is_none());
        known.map(|known| known.id.into()).collect()
    }

    fn ready(matter: &Matter, on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        matter.deadlines.exclusion(on).map(|_| ())
    }

    fn decide(&self, _matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let (exclusion, reason) = (self.exclusion, self.reason.as_str().to_owned());
        Ok(Outcome::of(DeadlineEvent::Lifted { exclusion, reason }))
    }
}
