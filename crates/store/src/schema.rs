//! 库结构: what the database's own catalogue says of our tables, indexes, triggers and functions,
//! compared with what the migrations make on an empty database of the same kind. Whoever drops a
//! guard, changes the history that it guarded and puts nothing back is found by that; so is who
//! puts a trigger of their own beside ours.

use std::collections::BTreeMap;

use crate::catalogue;
use crate::db::{Conn, Db};
use crate::dialect::Dialect;
use crate::error::StoreError;
use crate::migrate;

/// Objects by kind and name, each with its definition.
type Objects = BTreeMap<(String, String), String>;

const SQLITE: &str = "SELECT type AS kind, name, tbl_name AS owner, COALESCE(sql, '') AS def \
    FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'";

/// Names in definitions lose their schema before they are compared.
const POSTGRES: &[&str] = &[
    "SELECT 'column' AS kind, c.relname || '.' || a.attname AS name, CAST(c.relname AS TEXT) AS owner, \
     format_type(a.atttypid, a.atttypmod) || ' ' || CAST(a.attnotnull AS TEXT) || ' ' || \
     COALESCE(CAST(a.attcollation AS TEXT), '') || ' ' || COALESCE(pg_get_expr(d.adbin, d.adrelid), '') \
     AS def FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
     LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum \
     WHERE n.nspname = current_schema() AND c.relkind = 'r'",
    "SELECT 'constraint' AS kind, c.relname || '.' || k.conname AS name, CAST(c.relname AS TEXT) AS owner, \
     pg_get_constraintdef(k.oid) || ' ' || CAST(k.convalidated AS TEXT) AS def FROM pg_constraint k \
     JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
     WHERE n.nspname = current_schema() AND k.contype IN ('c', 'p', 'u', 'f', 'x')",
    "SELECT 'index' AS kind, CAST(x.relname AS TEXT) AS name, CAST(c.relname AS TEXT) AS owner, \
     pg_get_indexdef(i.indexrelid) || ' ' || CAST(i.indisvalid AS TEXT) AS def FROM pg_index i \
     JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid \
     JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema()",
    "SELECT 'trigger' AS kind, c.relname || '.' || t.tgname AS name, CAST(c.relname AS TEXT) AS owner, \
     pg_get_triggerdef(t.oid) || ' ' || CAST(t.tgenabled AS TEXT) AS def FROM pg_trigger t \
     JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
     WHERE n.nspname = current_schema() AND NOT t.tgisinternal",
    "SELECT 'rule' AS kind, c.relname || '.' || r.rulename AS name, CAST(c.relname AS TEXT) AS owner, \
     pg_get_ruledef(r.oid) AS def FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class \
     JOIN pg_namespace n ON n.oid = c.relnamespace \
     WHERE n.nspname = current_schema() AND c.relkind = 'r'",
    "SELECT 'function' AS kind, CAST(p.proname AS TEXT) AS name, '' AS owner, p.prosrc AS def \
     FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = current_schema()",
];

/// What is not as the migrations make it, each as a Chinese sentence; empty when all is.
///
/// # Errors
/// When the database cannot be asked, or (on PostgreSQL) its user may not make a schema to compare
/// with: it is made in a transaction that is undone.
pub(crate) async fn differences(db: &Db) -> Result<Vec<String>, StoreError> {
    let stands = objects(&mut db.read().await?).await?;
    let mut scratch = db.scratch().await?;
    migrate::make(&mut scratch).await?;
    let wanted = objects(&mut scratch).await?;
    scratch.rollback().await?;
    let said = |(kind, name): &(String, String)| format!("{} {name}", chinese(kind));
    let mut found = Vec::new();
    for (key, def) in &wanted {
        match stands.get(key) {
            None => found.push(format!("{}不见了", said(key))),
            Some(now) if now != def => found.push(format!("{}被改动", said(key))),
            Some(_) => {}
        }
    }
    let more = stands.keys().filter(|key| !wanted.contains_key(key));
    found.extend(more.map(|key| format!("多出了{}", said(key))));
    Ok(found)
}

async fn objects(conn: &mut Conn) -> Result<Objects, StoreError> {
    let mut found = Objects::new();
    let (queries, is_shared) = match conn.dialect() {
        Dialect::Sqlite => (&[SQLITE][..], false),
        Dialect::Pg => (POSTGRES, true),
    };
    let mut schema = String::new();
    if is_shared {
        let sql = "SELECT CAST(current_schema() AS TEXT) AS name";
        schema = format!("{}.", conn.one(sql, &[]).await?.text("name")?);
    }
    for sql in queries {
        for row in conn.all(*sql, &[]).await? {
            let (kind, name, owner) = (row.text("kind")?, row.text("name")?, row.text("owner")?);
            let def = row.text("def")?;
            // A database that is shared may hold tables and functions of others.
            let ours =
                |table: &str| table == "schema_migration" || catalogue::table(table).is_some();
            let is_ours = if owner.is_empty() { is_our_function(&name) } else { ours(&owner) };
            if is_ours || !is_shared {
                let def = if is_shared { def.replace(&schema, "") } else { def };
                let def = def.split_whitespace().collect::<Vec<_>>().join(" ");
                found.insert((kind, name), def);
            }
        }
    }
    Ok(found)
}

/// Functions are named after the table whose guard they are.
fn is_our_function(name: &str) -> bool {
    let table = name.strip_suffix("_append_only").or_else(|| name.strip_suffix("_steps"));
    table.is_some_and(|table| catalogue::table(table).is_some())
}

fn chinese(kind: &str) -> &'static str {
    match kind {
        "table" => "表",
        "column" => "列",
        "constraint" => "约束",
        "index" => "索引",
        "trigger" => "触发器",
        "view" => "视图",
        "rule" => "规则",
        "function" => "函数",
        _ => "对象",
    }
}
