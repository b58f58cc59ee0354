//! XLSX：tables out, typed and safe; tables in, as cells within limits; forms that people fill in between.

mod csv_text;
mod form;
mod read;
mod write;

pub use csv_text::{csv_headings, read_csv};
pub use form::{FormCell, FormColumn, FormSheet, write_form};
pub use read::{Given, ReadError, ReadLimits, ReadSheet, column_letters, read_sheets};
pub use write::{Cell, CellKind, TableColumn, TableWriter, WriteError};

#[cfg(test)]
mod tests;
