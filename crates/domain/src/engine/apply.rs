//! 入流水：an event of this command is folded in as it will be written down.

use crate::{
    ground::entry::Entry,
    matter::{Matter, context::Context, event::Event},
};

/// Folds an event of the command under way into the matter.
pub fn apply(matter: &mut Matter, event: &Event, ctx: &Context<'_>) {
    let entry = Entry {
        seq: matter.version + 1,
        happened_at: ctx.happened_at,
        recorded_at: ctx.now,
        actor: ctx.actor.id,
        actor_name: ctx.actor.name.clone(),
    };
    matter.apply(event, &entry);
}
