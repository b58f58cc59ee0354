//! The binary as people start it.

mod binary;
mod calc;
mod console;
mod help;
mod mode;
mod nodes;
