//! 对手方模拟器：the bodies at the other end, from a seed and without a clock (the day is handed in).
//!
//! They speak the real formats: what they take and give are the very files of the exchange. The demo court
//! runs on them and says so; tests use their bad weather.

pub mod bank;
pub mod chance;
pub mod message;
pub mod network;
pub mod search_network;
pub mod world;
