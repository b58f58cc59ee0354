//! The simulator: demo courts. People, cases and the world outside come from a seed; everything that happens
//! in the court goes through the same use cases as in a real one.

pub mod court;
pub mod demo;
pub mod desk;
pub mod levels;
pub mod outside;
pub mod people;
pub mod story;
pub mod walk_in;

pub use court::COURT;
pub use desk::Desk;
pub use outside::Outside;
