//! The jobs room: runs what decisions asked for once they are committed, and what is done every so often.
//!
//! A job is leased to one runner at a time and its effects are commands with ids that follow from their
//! cause: a runner may die at any point, and nothing is lost or done twice.

pub mod runner;

pub use runner::{LEASE_SECS, Ran, Runner};
