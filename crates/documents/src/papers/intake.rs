//! 立案、启动

pub mod acceptance_notice;
pub mod enforcement_notice;
pub mod interview_record;
pub mod service_address;
pub mod supplement_notice;
