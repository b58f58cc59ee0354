//! The outside world: one trait each, a real adapter in the body's own format, and the counterparty simulator.
//!
//! Three counterparties: the search network (网络查控), the bank that keeps the court's special account,
//! and the message gateway. Reading and writing are pure functions over bytes; the only doors to the
//! world are [`search_network::transport::DropDirectory`] (a directory) and [`message::http::HttpGateway`].
//! Nothing here reads a clock, draws chance or makes an id: they are handed in.

pub mod bank;
pub mod digest;
pub mod fault;
pub mod finding;
pub mod message;
pub mod search_network;
pub mod simulator;
pub mod value;
mod xml;
