//! Outreach (接待): who comes to the court without an application.

pub mod visit;
