//! The court itself (法院): its people, posts and mode.

pub mod mode_book;
pub mod organisation;
pub mod tree;
