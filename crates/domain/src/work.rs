//! Work (办理): tasks, nodes, triage.

pub mod approvable;
pub mod approval;
pub mod deadline;
pub mod directive;
pub mod fieldwork;
pub mod lateness;
pub mod limit;
pub mod node;
pub mod panel;
pub mod pinned;
pub mod risk;
pub mod task;
pub mod triage;
