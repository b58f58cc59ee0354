//! 合并发送：statements whose only answer is how many rows they touched, sent together: one round trip
//! to PostgreSQL, or to SQLite's thread, instead of one each.

use std::borrow::Cow;

use sqlx::postgres::PgPool;
use uuid::Uuid;

use super::conn::{Conn, Counted, Side, Tx, assert_bound, safe, table_of};
use crate::dialect;
use crate::error::StoreError;
use crate::row::{Inner as RowInner, Row};
use crate::value::{V, pg_args, sqlite_args};

impl Tx {
    /// From here to the commit, counted statements wait until something is read or committed. What
    /// they report is reported from there.
    pub fn gather(&mut self) {
        self.gathered.get_or_insert_default();
    }

    /// Runs a statement and checks how many rows it touched, now or with the others gathered.
    pub(crate) async fn counted(&mut self, counted: Counted) -> Result<(), StoreError> {
        let waiting = self.gathered.as_deref().unwrap_or_default();
        if waiting.iter().any(|other| other.subject == counted.subject) {
            self.send_gathered().await?;
        }
        if let Some(waiting) = &mut self.gathered {
            waiting.push(counted);
            return Ok(());
        }
        let touched = self.send_now(Cow::Owned(counted.sql), &counted.values, true).await?;
        if touched == counted.rows { Ok(()) } else { Err(counted.otherwise) }
    }
}

impl Conn {
    /// Sends what waits, before anything is read or committed.
    pub(crate) async fn send_gathered(&mut self) -> Result<(), StoreError> {
        // Taken away while they are sent: sending them reads an answer.
        let Some(waiting) = self.gathered.take() else { return Ok(()) };
        let result = self.send_all(waiting).await;
        self.gathered = Some(Vec::new());
        result
    }

    async fn send_all(&mut self, waiting: Vec<Counted>) -> Result<(), StoreError> {
        if waiting.is_empty() {
            return Ok(());
        }
        let (mut statements, mut values, mut expected) = (Vec::new(), Vec::new(), Vec::new());
        for counted in waiting {
            statements.push(moved(&counted.sql, values.len()));
            values.extend(counted.values);
            expected.push((counted.rows, counted.otherwise));
        }
        match self.side().await? {
            Side::Sqlite(_) => self.send_in_order(&statements, &values, expected).await,
            Side::Pg(_) => self.send_as_one(&statements, &values, expected).await,
        }
    }

    /// SQLite runs the statements of one text in their order and says how many rows they touched
    /// in all.
    async fn send_in_order(
        &mut self,
        statements: &[String],
        values: &[V],
        expected: Vec<(u64, StoreError)>,
    ) -> Result<(), StoreError> {
        let sql = statements.join("; ");
        assert_bound(&sql, values.len());
        let Side::Sqlite(conn) = self.side().await? else { return Ok(()) };
        let query = sqlx::query_with(safe(Cow::Owned(sql)), sqlite_args(values)?);
        let touched = query.execute(conn).await?.rows_affected();
        let rows: u64 = expected.iter().map(|(rows, _)| rows).sum();
        if touched == rows {
            return Ok(());
        }
        let reason = format!("{touched} rows changed instead of {rows}");
        let mut errors = expected.into_iter().map(|(_, otherwise)| otherwise);
        match (errors.next(), errors.next()) {
            (Some(only), None) => Err(only),
            _ => Err(StoreError::corrupt("*", "*", reason)),
        }
    }

    async fn send_as_one(
        &mut self,
        statements: &[String],
        values: &[V],
        expected: Vec<(u64, StoreError)>,
    ) -> Result<(), StoreError> {
        let counts: Vec<String> = (0..statements.len())
            .map(|at| format!("(SELECT COUNT(*) FROM w{at}) AS n{at}"))
            .collect();
        let sql = format!("{} SELECT {}", as_one(statements), counts.join(", "));
        let sql = dialect::query(self.dialect(), Cow::Owned(sql));
        assert_bound(&sql, values.len());
        let table = table_of(&sql);
        let Side::Pg(conn) = self.side().await? else { return Ok(()) };
        let query = sqlx::query_with(safe(sql), pg_args(values)?);
        let row = Row { inner: RowInner::Pg(query.fetch_one(conn).await?), table };
        for (at, (rows, otherwise)) in expected.into_iter().enumerate() {
            if i64::try_from(rows).ok() != Some(row.int(&format!("n{at}"))?) {
                return Err(otherwise);
            }
        }
        Ok(())
    }
}

/// Statements as parts of one, of which each says what it touched.
fn as_one(statements: &[String]) -> String {
    let part = |(at, sql): (usize, &String)| {
        let returning = if sql.starts_with("SELECT") { "" } else { " RETURNING 1" };
        format!("w{at} AS ({sql}{returning})")
    };
    format!("WITH {}", statements.iter().enumerate().map(part).collect::<Vec<_>>().join(", "))
}

/// A condition in SQL cannot refuse a statement, but a division by zero does, and undoes it.
const DIVISION_BY_ZERO: &str = "22012";

impl Conn {
    /// Sends what waits as one statement that is a transaction of its own: when a part of it does
    /// not touch the rows it must, nothing is done.
    ///
    /// # Errors
    /// [`StoreError::Stale`] in that case.
    pub(crate) async fn send_alone(&mut self, pool: &PgPool) -> Result<(), StoreError> {
        let waiting = self.gathered.take().unwrap_or_default();
        if waiting.is_empty() {
            return Ok(());
        }
        let (mut statements, mut values, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        for (at, counted) in waiting.into_iter().enumerate() {
            statements.push(moved(&counted.sql, values.len()));
            values.extend(counted.values);
            rows.push(match counted.rows {
                1 => format!("EXISTS (SELECT 1 FROM w{at})"), // a key names no second row
                rows => format!("(SELECT COUNT(*) FROM w{at}) = {rows}"),
            });
        }
        let checked = format!("1 / (CASE WHEN {} THEN 1 ELSE 0 END)", rows.join(" AND "));
        let sql = format!("{} SELECT {checked}", as_one(&statements));
        assert_bound(&sql, values.len());
        let query = sqlx::query_with(safe(Cow::Owned(sql)), pg_args(&values)?);
        let mut conn = pool.acquire().await?;
        match query.execute(&mut *conn).await {
            Ok(_) => Ok(()),
            Err(sqlx::Error::Database(error))
                if error.code().as_deref() == Some(DIVISION_BY_ZERO) =>
            {
                Err(StoreError::Stale { what: "rows" })
            }
            Err(error) => Err(error.into()),
        }
    }
}

impl Tx {
    /// From here to the commit a stream beside the one that is written must stand at this entry.
    pub async fn expect_head(
        &mut self,
        court_id: &str,
        stream_id: Uuid,
        seq: i64,
    ) -> Result<(), StoreError> {
        let sql = "SELECT 1 FROM stream WHERE court_id = $1 AND stream_id = $2 AND seq = $3";
        let values = vec![V::from(court_id), V::from(stream_id), V::from(seq)];
        let subject = ("stream beside", vec![V::from(stream_id)]);
        let otherwise = StoreError::Stale { what: "stream" };
        self.counted(Counted { sql: sql.to_owned(), values, rows: 1, subject, otherwise }).await
    }
}

/// The statement with its placeholders counted from `by`.
fn moved(sql: &str, by: usize) -> String {
    let mut parts = sql.split('$');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        let (number, rest) = part.split_at(end);
        out.push('$');
        match number.parse::<usize>() {
            Ok(number) => out.push_str(&(number + by).to_string()),
            Err(_) => out.push_str(number),
        }
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn placeholders_count_on_from_the_statement_before() {
        let sql = "UPDATE t SET a = $1, b = $2 WHERE c = $10";
        assert_eq!(moved(sql, 0), sql);
        assert_eq!(moved(sql, 3), "UPDATE t SET a = $4, b = $5 WHERE c = $13");
    }
}
