//! 各种文书的内容，一种一个文件；kinds that are always issued together share one.

pub mod acceptance;
pub mod assistance;
pub mod catalogue_sheet;
pub mod closing;
pub mod consumption;
pub mod cost;
pub mod interview;
pub mod notice;
pub mod payout;
pub mod property_report;
pub mod receipt;
pub mod renewal;
pub mod ruling;
pub mod search;
pub mod service;
pub mod supplement;
