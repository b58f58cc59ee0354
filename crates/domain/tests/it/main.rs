//! A court that runs the domain alone: no database, no clock, no network.

mod court;
mod samples;
mod story;
