//! 说明逾期原因：whoever answers for what is late says why, and by when it will be done.

use zhixing_law::day::Day;

use super::{LateReason, Lateness, LatenessEvent};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        id::LatenessId,
        refusal::{FieldProblem, Refusal},
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    mode::HANDLER,
};

fields! {
    /// 说明逾期原因
    ExplainLateness {
        lateness: LatenessId = "逾期事项";
        why: LateReason = "原因";
        reason: Text<500> = "具体情况", "写明已经做了什么、卡在哪里";
        planned_on: Day = "计划办结日";
    }
}

impl Command for ExplainLateness {
    const NAME: &'static str = "explain_lateness";
    const TITLE: &'static str = "说明原因";
    const FORM: (&'static str, &'static str) = ("说明逾期原因", "提交说明");
    const ACT: Act = Act::ExplainLateness;
    const DONE: &'static str = "lateness.explained";
    const BULK: bool = true;

    fn subject(&self) -> Subject {
        self.lateness.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        let open = matter.lateness.iter().filter(|known| known.is_open());
        open.map(|known| known.id.into()).collect()
    }

    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        let known = open(matter, on)?;
        if answers(known, matter, ctx) {
            return Ok(());
        }
        let named =
            |post: &str| ctx.mode.post(post).map_or("承办人".to_owned(), |p| p.name.clone());
        let owner = known.owner.as_ref().map(|(_, name)| name.clone());
        let post = owner.unwrap_or_else(|| match known.post.as_str() {
            HANDLER => "承办人".to_owned(),
            post => named(post),
        });
        Err(Refusal::NotYourPost { post })
    }

    fn decide(&self, _matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        // A plan for another year is no plan; how soon is for whoever reads the reason.
        if self.planned_on < ctx.today || ctx.today.plus_months(12)? < self.planned_on {
            let expected = "今天起一年以内的日期";
            return Err(Refusal::field("planned_on", FieldProblem::Invalid { expected }));
        }
        let reason = self.reason.as_str().to_owned();
        let (lateness, why, planned_on) = (self.lateness, self.why, self.planned_on);
        Ok(Outcome::of(LatenessEvent::Explained { lateness, why, reason, planned_on }))
    }
}

/// The lateness of an id, while it stands.
fn open(matter: &Matter, on: Subject) -> Result<&Lateness, Refusal> {
    let known = matter.lateness.iter().find(|known| Subject::from(known.id) == on);
    known.filter(|known| known.is_open()).ok_or(Refusal::Missing("逾期事项"))
}

/// Whether the actor is who answers for it: whoever does it, the handler, or whoever leads the team.
fn answers(known: &Lateness, matter: &Matter, ctx: &Context<'_>) -> bool {
    let actor = ctx.actor;
    let handles = matter.handler.as_ref().is_some_and(|(id, _)| *id == actor.id);
    let owns = match &known.owner {
        Some((id, _)) => *id == actor.id,
        None => known.post != HANDLER && actor.posts.contains(&known.post),
    };
    handles || owns || actor.posts.contains(&known.lead)
}
