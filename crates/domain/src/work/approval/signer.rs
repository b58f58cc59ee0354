//! 谁可以签批：whom a step names, and who is kept from it by what they did before (law's separations of posts).

use zhixing_law::approval::{ASKING_APART, STEPS_APART};

use super::{Approval, ApprovalState, Step};
use crate::{
    ground::{actor::Actor, id::ApprovalId, refusal::Refusal, subject::Subject},
    matter::{Matter, context::Context},
    mode::{HANDLER, Mode},
};

/// The approval that waits at a place of the page.
///
/// # Errors
/// There is none, or it waits no longer.
pub fn waiting(matter: &Matter, on: Subject) -> Result<&Approval, Refusal> {
    let Subject::Approval(id) = on else { return Err(Refusal::Missing("签批")) };
    open(matter, id)
}

/// An approval that waits.
pub(super) fn open(matter: &Matter, id: ApprovalId) -> Result<&Approval, Refusal> {
    let approval = matter.approval(id).ok_or(Refusal::Missing("签批"))?;
    if approval.state == ApprovalState::Open {
        return Ok(approval);
    }
    Err(Refusal::state("签批", approval.state, ApprovalState::Open))
}

/// Every approval that waits, as the page offers it.
pub(super) fn places(matter: &Matter) -> Vec<Subject> {
    let open = matter.approvals.iter().filter(|known| known.state == ApprovalState::Open);
    open.map(|known| known.id.into()).collect()
}

/// Refuses whoever the step does not name, whoever asked, and whoever signed an earlier step.
///
/// # Errors
/// [`Refusal::NotYourPost`] with those who may, [`Refusal::Separated`] with the person and the ground.
pub fn may_sign(approval: &Approval, matter: &Matter, ctx: &Context<'_>) -> Result<(), Refusal> {
    let Some(step) = approval.step() else { return Err(Refusal::Missing("待签批的环节")) };
    if !step.names(ctx.actor, matter) {
        return Err(Refusal::NotYourPost { post: step.who(matter, ctx.mode) });
    }
    let me = ctx.actor.id;
    let rule = if approval.asked.staff == me {
        &ASKING_APART
    } else if approval.signed.iter().any(|signature| signature.by.staff == me) {
        &STEPS_APART
    } else {
        return Ok(());
    };
    let (what, person) = (approval.what.title(), ctx.actor.name.clone());
    Err(Refusal::Separated { what, person, rule })
}

impl Step {
    /// Whether the step is this person's to sign, whatever they did before.
    pub fn names(&self, actor: &Actor, matter: &Matter) -> bool {
        let handles = || matter.handler.as_ref().is_some_and(|(id, _)| *id == actor.id);
        let holds = |post: &String| actor.posts.contains(post) || (post == HANDLER && handles());
        self.roles.iter().any(|role| actor.has(*role)) || self.posts.iter().any(holds)
    }

    /// Those who may sign, in words.
    pub fn who(&self, matter: &Matter, mode: &Mode) -> String {
        let post = |key: &String| match &matter.handler {
            Some((_, name)) if key == HANDLER => format!("承办人{name}"),
            _ if key == HANDLER => "承办人".to_owned(),
            _ => mode.post(key).map_or_else(|| key.clone(), |post| post.name.clone()),
        };
        let roles = self.roles.iter().map(|role| role.title().to_owned());
        roles.chain(self.posts.iter().map(post)).collect::<Vec<_>>().join("、")
    }
}
