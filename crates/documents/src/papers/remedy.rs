//! 执行异议、复议

pub mod objection_ruling;
pub mod panel_record;
