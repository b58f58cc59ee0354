//! 查控

mod assistance;
pub mod deduction_assistance;
pub mod deduction_ruling;
pub mod deposit;
pub mod freeze_assistance;
pub mod freeze_ruling;
pub mod property_report_order;
pub mod release_assistance;
pub mod release_ruling;
pub mod renewal_assistance;
pub mod renewal_ruling;
pub mod search_summary;
