//! 谁在看哪个法院：a person stands in their own court, and may look at one below it.

use zhixing_domain::{
    court::tree::{CourtTree, NO_OTHERS},
    ground::actor::Actor,
};

/// Who looks, and at which court. An actor by itself looks at their own.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    pub actor: &'a Actor,
    pub court: &'a str,
    /// The courts as they stand below each other; only asked when the court is not the actor's own.
    pub tree: &'a CourtTree,
}

impl<'a> From<&'a Actor> for At<'a> {
    fn from(actor: &'a Actor) -> At<'a> {
        At { actor, court: &actor.court, tree: &NO_OTHERS }
    }
}

impl<'a> At<'a> {
    /// The actor at a court.
    pub fn new(actor: &'a Actor, court: &'a str, tree: &'a CourtTree) -> At<'a> {
        At { actor, court, tree }
    }

    /// Whether the court is the actor's own.
    pub fn is_home(&self) -> bool {
        self.court == self.actor.court
    }

    /// The posts that the actor holds at the court: those of a court below have the same keys and other holders.
    pub fn posts(&self) -> &'a [String] {
        if self.is_home() { &self.actor.posts } else { &[] }
    }
}
