//! 岗位职权：what a post lets its holders do of what their role may.

use crate::{
    ground::{
        act::Act,
        actor::{Actor, Role},
    },
    mode::{Mode, Post},
};

/// To what somebody is held: for each role of theirs of which every post that they hold says what it does, what those
/// posts do together. A role of which they hold no post, or one that says nothing, is not narrowed.
pub fn held_to(actor: &Actor, mode: &Mode) -> Vec<(Role, Vec<Act>)> {
    let posts = || actor.posts.iter().filter_map(|key| mode.post(key));
    let of = |role: Role| {
        let mut held = posts().filter(move |post| post.role == role).peekable();
        held.peek()?;
        let says: Option<Vec<&[Act]>> = held.map(stated).collect();
        Some((role, says?.concat()))
    };
    actor.roles.iter().filter_map(|role| of(*role)).collect()
}

fn stated(post: &Post) -> Option<&[Act]> {
    (!post.acts.is_empty()).then_some(post.acts.as_slice())
}
