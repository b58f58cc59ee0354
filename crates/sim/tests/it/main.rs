//! The simulator's promises.

mod demo;
mod story;
mod support;
mod warning;
