//! The tables as the migrations define them: names, columns with their types, keys. Backup, the
//! state hash and rebuild read the schema here, so it is written once.

use std::sync::LazyLock;

use crate::schema_list::MIGRATIONS;
use crate::value::Kind;

/// One table of the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Columns of the primary key, in order.
    pub key: Vec<&'static str>,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
}

impl Table {
    /// `a, b, c`: every column.
    pub fn column_list(&self) -> String {
        self.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(", ")
    }

    /// The type of a column.
    pub fn kind(&self, column: &str) -> Option<Kind> {
        self.columns.iter().find(|c| c.name == column).map(|c| c.kind)
    }
}

static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| tables_at(MIGRATIONS.len()));

/// Every table, in the order in which the migrations make them (so a table comes after those it
/// refers to).
pub fn tables() -> &'static [Table] {
    &TABLES
}

/// The tables of the schema that the first `landed` migrations make.
pub(crate) fn tables_at(landed: usize) -> Vec<Table> {
    let mut tables = Vec::new();
    for migration in MIGRATIONS.iter().take(landed) {
        read(migration.text, &mut tables);
    }
    tables
}

/// A table by name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

/// Reads `CREATE TABLE` (one column a line, key as its own line), `ALTER TABLE t ADD COLUMN c TYPE`
/// and `ALTER TABLE t DROP COLUMN c` from a migration.
fn read(text: &'static str, tables: &mut Vec<Table>) {
    let mut open: Option<Table> = None;
    for line in text.lines() {
        let line = line.trim();
        let words: Vec<&'static str> = line.split_whitespace().collect();
        match (&mut open, words.as_slice()) {
            (None, ["CREATE", "TABLE", name, ..]) => {
                open = Some(Table { name, columns: Vec::new(), key: Vec::new() });
            }
            (None, ["ALTER", "TABLE", name, "ADD", "COLUMN", column, kind, ..]) => {
                let table = tables.iter_mut().find(|table| table.name == *name);
                if let (Some(table), Some(kind)) = (table, kind_of(kind)) {
                    table.columns.push(Column { name: column, kind });
                }
            }
            (None, ["ALTER", "TABLE", name, "DROP", "COLUMN", column]) => {
                let column = column.trim_end_matches(';');
                if let Some(table) = tables.iter_mut().find(|table| table.name == *name) {
                    table.columns.retain(|known| known.name != column);
                }
            }
            (Some(_), [end, ..]) if end.starts_with(')') => tables.extend(open.take()),
            (Some(table), ["PRIMARY", "KEY", ..]) => {
                let inside = line.split(['(', ')']).nth(1).unwrap_or_default();
                table.key = inside.split(',').map(str::trim).collect();
            }
            (Some(table), [column, kind, ..]) => {
                if let Some(kind) = kind_of(kind) {
                    table.columns.push(Column { name: column, kind });
                }
            }
            _ => {}
        }
    }
}

fn kind_of(token: &str) -> Option<Kind> {
    Some(match token.trim_end_matches([',', ';']) {
        "TEXT" => Kind::Text,
        "{i64}" => Kind::Int,
        "{bool}" => Kind::Bool,
        "{uuid}" => Kind::Uuid,
        "{date}" => Kind::Day,
        "{ts}" => Kind::Instant,
        "{json}" => Kind::Json,
        "{bytes}" => Kind::Bytes,
        _ => return None,
    })
}
