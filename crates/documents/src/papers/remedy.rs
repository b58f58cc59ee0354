//! 执行异议、复议

pub mod objection_ruling;
