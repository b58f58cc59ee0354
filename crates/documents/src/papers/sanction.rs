//! 强制措施

pub mod consumption_order;
