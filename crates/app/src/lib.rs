//! Use cases: the only room that opens a write transaction or asks for permission.
//!
//! Every command has the same shape: load, ask the door, decide (pure), save, commit. [`work::Work`] is
//! that shape; the files named like concepts are the use cases.

pub mod anchor;
pub mod asked;
pub mod at;
pub mod attempts;
mod batch;
pub mod bulk;
mod by_rows;
pub mod clock;
pub mod closing;
pub mod court;
pub mod demo;
pub mod desk;
pub mod document;
pub mod effect;
pub mod error;
pub mod export;
pub mod fieldwork;
pub mod fund;
mod handed_in;
pub mod ids;
pub mod lane;
pub mod list;
pub mod live;
pub mod material;
pub mod matter;
pub mod measure;
pub mod memo;
pub mod message;
pub mod mode;
pub mod nodes;
pub mod notice;
pub mod outside;
pub mod payout;
pub mod queue;
pub mod reading;
pub mod search;
pub mod send;
pub mod session;
pub mod settings;
mod settle;
pub mod sheet;
pub mod staff;
pub mod unmask;
pub mod upkeep;
pub mod view;
pub mod work;

pub use settings::{App, Settings};
