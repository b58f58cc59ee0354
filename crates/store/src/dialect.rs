//! The dialect corner: everything that differs between the two databases in SQL text.

use std::borrow::Cow;

use crate::error::{SchemaFault, StoreError};

/// Which database speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Pg,
}

/// Rows per statement in a bulk insert. SQLite looks a `$n` up by name, so its cost grows with the
/// square of the parameters of a statement.
pub(crate) fn bulk_rows(dialect: Dialect, columns: usize) -> usize {
    let (rows, parameters) = match dialect {
        Dialect::Sqlite => (16, 32_766),
        Dialect::Pg => (1_000, 65_535),
    };
    rows.min(parameters / columns.max(1)).max(1)
}

/// Resolves the lock markers of a query.
pub(crate) fn query(dialect: Dialect, sql: Cow<'static, str>) -> Cow<'static, str> {
    if !sql.contains("/*") {
        return sql;
    }
    let (skip, lock, lock_s) = match dialect {
        Dialect::Sqlite => ("", "", ""), // BEGIN IMMEDIATE has serialised the writers already
        Dialect::Pg => ("FOR UPDATE SKIP LOCKED", "FOR UPDATE", "FOR UPDATE OF s"),
    };
    let sql = sql.replace("/*skip_locked*/", skip).replace("/*for_update*/", lock);
    Cow::Owned(sql.replace("/*for_update_of s*/", lock_s))
}

/// Resolves the type tokens of a migration.
///
/// Types: `{uuid} {i64} {ts} {date} {json} {bytes} {bool}`, constants `{true} {false}`; a table ends
/// with `) {strict};`, or with `) {clustered};` when its rows are short and read by their key.
///
/// `{append_only T}` becomes triggers that refuse UPDATE, DELETE and TRUNCATE on table `T`;
/// `{append_only T unless rebuilding}` lets them pass while a row is in `rebuilding`;
/// `{grows_by_one T.C}` refuses DELETE and any UPDATE that does not add one to column `C`.
pub(crate) fn migration(dialect: Dialect, text: &str) -> Result<String, StoreError> {
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (token, after) = after
            .split_once('}')
            .ok_or_else(|| SchemaFault::Text("a token is not closed".to_owned()))?;
        out.push_str(before);
        out.push_str(&token_text(dialect, token)?);
        rest = after;
    }
    out.push_str(rest);
    if dialect == Dialect::Pg {
        // Text is compared byte by byte, as SQLite does, whatever the database was created with.
        out = out.replace(" TEXT", " TEXT COLLATE \"C\"");
    }
    Ok(out)
}

fn token_text(dialect: Dialect, token: &str) -> Result<String, StoreError> {
    let sqlite = dialect == Dialect::Sqlite;
    let choose = |a: &str, b: &str| Ok(if sqlite { a } else { b }.to_owned());
    match token {
        "uuid" => choose("BLOB", "UUID"),
        "i64" => choose("INTEGER", "BIGINT"),
        "ts" => choose("TEXT", "TIMESTAMPTZ"),
        "date" => choose("TEXT", "DATE"),
        "json" => choose("TEXT", "JSONB"),
        "bytes" => choose("BLOB", "BYTEA"),
        "bool" => choose("INTEGER", "BOOLEAN"),
        "strict" => choose("STRICT", ""),
        // A table of short rows that is read by its key: SQLite keeps it once, in key order.
        "clustered" => choose("STRICT, WITHOUT ROWID", ""),
        "true" => choose("1", "TRUE"),
        "false" => choose("0", "FALSE"),
        _ => {
            let words: Vec<&str> = token.split_whitespace().collect();
            match words.as_slice() {
                ["append_only", table] => Ok(append_only(dialect, table, false)),
                ["append_only", table, "unless", "rebuilding"] => {
                    Ok(append_only(dialect, table, true))
                }
                ["grows_by_one", place] => grows_by_one(dialect, place),
                _ => Err(SchemaFault::Text(format!("unknown token {{{token}}}")).into()),
            }
        }
    }
}

fn append_only(dialect: Dialect, table: &str, unless_rebuilding: bool) -> String {
    let mut out = String::new();
    if dialect == Dialect::Sqlite {
        let when =
            if unless_rebuilding { "WHEN NOT EXISTS (SELECT 1 FROM rebuilding)" } else { "" };
        for verb in ["UPDATE", "DELETE"] {
            let name = verb.to_lowercase();
            out.push_str(&format!(
                "CREATE TRIGGER {table}_no_{name} BEFORE {verb} ON {table} {when}\n\
                 BEGIN SELECT RAISE(ABORT, 'append_only: {table}'); END;\n"
            ));
        }
        return out;
    }
    let body = if unless_rebuilding {
        "IF EXISTS (SELECT 1 FROM rebuilding) THEN \
         IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF; END IF; "
    } else {
        ""
    };
    out.push_str(&format!(
        "CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$\n\
         BEGIN {body}RAISE EXCEPTION 'append_only: {table}'; END $$;\n\
         CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}\n\
         FOR EACH ROW EXECUTE FUNCTION {table}_append_only();\n\
         CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}\n\
         FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only();\n"
    ));
    out
}

fn grows_by_one(dialect: Dialect, place: &str) -> Result<String, StoreError> {
    let (table, column) = place
        .split_once('.')
        .ok_or_else(|| SchemaFault::Text(format!("{place} is not table.column")))?;
    Ok(match dialect {
        Dialect::Sqlite => format!(
            "CREATE TRIGGER {table}_steps BEFORE UPDATE ON {table}\n\
             WHEN NEW.{column} <> OLD.{column} + 1\n\
             BEGIN SELECT RAISE(ABORT, 'append_only: {table}'); END;\n\
             CREATE TRIGGER {table}_stays BEFORE DELETE ON {table}\n\
             BEGIN SELECT RAISE(ABORT, 'append_only: {table}'); END;\n"
        ),
        Dialect::Pg => format!(
            "CREATE FUNCTION {table}_steps() RETURNS trigger LANGUAGE plpgsql AS $$\n\
             BEGIN IF TG_OP = 'UPDATE' THEN IF NEW.{column} = OLD.{column} + 1 THEN\n\
             RETURN NEW; END IF; END IF; RAISE EXCEPTION 'append_only: {table}'; END $$;\n\
             CREATE TRIGGER {table}_steps BEFORE UPDATE OR DELETE ON {table}\n\
             FOR EACH ROW EXECUTE FUNCTION {table}_steps();\n\
             CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}\n\
             FOR EACH STATEMENT EXECUTE FUNCTION {table}_steps();\n"
        ),
    })
}
