//! 送达

pub mod service_receipt;
