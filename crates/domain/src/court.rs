//! The court itself (法院): its people, posts and mode.

pub mod organisation;
pub mod tree;
