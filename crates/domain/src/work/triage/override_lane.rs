//! 调整分流结果：asked for with a reason; done at once, or when whoever the mode names has signed.

use super::assign::lane;
use crate::{
    command::{Choices, Command},
    ground::{
        act::Act,
        field::{Key, Text, fields},
        refusal::Refusal,
        subject::Subject,
    },
    matter::{Matter, context::Context, outcome::Decision},
    work::approval::{What, ask::ask},
};

fields! {
    /// 调整分流结果
    OverrideTriage {
        lane: Key = "调整到";
        reason: Text<500> = "调整理由";
    }
}

impl Command for OverrideTriage {
    const NAME: &'static str = "override_triage";
    const TITLE: &'static str = "调整分流结果";
    const FORM: (&'static str, &'static str) = ("调整分流结果", "调整办理通道");
    const ACT: Act = Act::OverrideTriage;
    // In every shipped mode others sign it first, and what is made is the request.
    const DONE: &'static str = "approval.asked";

    fn subject(&self) -> Subject {
        Subject::Triage
    }

    fn choices(matter: &Matter, ctx: &Context<'_>) -> Choices {
        let others = ctx.mode.lane.iter().filter(|lane| matter.lane.as_deref() != Some(&lane.key));
        vec![("lane", others.map(|lane| (lane.key.clone(), lane.name.clone())).collect())]
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()
    }

    fn assigns(&self, _matter: &Matter) -> bool {
        true
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let (lane, lane_name) =
            lane(ctx, self.lane.as_str()).map(|l| (l.key.clone(), l.name.clone()))?;
        ask(matter, What::Lane { lane, lane_name, reason: self.reason.as_str().to_owned() }, ctx)
    }
}
