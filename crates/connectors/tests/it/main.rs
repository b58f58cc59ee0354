//! The formats of the outside world: golden files, round trips, truncation, hostile input, simulators.

mod drop_directory;
mod exports;
mod hostile;
mod matching;
mod message;
mod packages;
mod payouts;
mod samples;
mod simulated;
mod statements;
