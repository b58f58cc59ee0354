//! 案款

pub mod cost_statement;
pub mod payout_approval;
pub mod receipt_notice;
