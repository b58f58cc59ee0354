//! Intake (立案): the application, the claim, the parties.

pub mod agent;
pub mod claim;
pub mod correction;
pub mod filing;
pub mod identity;
pub mod opening;
pub mod party;
pub mod sheet;
