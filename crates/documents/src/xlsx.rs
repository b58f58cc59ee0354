//! XLSX：tables out, typed and safe; tables in, refused when they hold formulas or too much.

mod read;
mod write;

pub use read::{ReadError, ReadLimits, ReadTable, read_table};
pub use write::{Cell, CellKind, TableColumn, TableWriter, WriteError};

#[cfg(test)]
mod tests;
