//! The court itself (法院): its people, posts and mode, the courts around it, and what a server does for it.

pub mod access;
pub mod duty;
pub mod mode_book;
pub mod organisation;
pub mod post;
pub mod tree;
