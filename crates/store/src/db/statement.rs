//! Statements as the rest of the room writes them: what waits to be sent together goes before anything is read,
//! changed or committed.

use std::borrow::Cow;

use futures::TryStreamExt as _;

use super::conn::{Conn, Inner, Side, Tx, assert_bound, safe, table_of};
use crate::dialect;
use crate::error::StoreError;
use crate::row::{Inner as RowInner, Row};
use crate::value::{V, pg_args, sqlite_args};

impl Conn {
    /// All rows of a query.
    pub async fn all(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        values: &[V],
    ) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        self.each(sql, values, |row| {
            rows.push(row);
            Ok(())
        })
        .await?;
        Ok(rows)
    }

    /// The first row of a query, if there is one.
    pub async fn optional(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        values: &[V],
    ) -> Result<Option<Row>, StoreError> {
        self.send_gathered().await?;
        let sql = dialect::query(self.dialect(), sql.into());
        assert_bound(&sql, values.len());
        let table = table_of(&sql);
        let inner = match self.side().await? {
            Side::Sqlite(conn) => {
                let args = sqlite_args(values)?;
                let query = sqlx::query_with(safe(sql), args);
                query.fetch_optional(conn).await?.map(RowInner::Sqlite)
            }
            Side::Pg(conn) => {
                let args = pg_args(values)?;
                let query = sqlx::query_with(safe(sql), args);
                query.fetch_optional(conn).await?.map(RowInner::Pg)
            }
        };
        Ok(inner.map(|inner| Row { inner, table }))
    }

    /// The one row of a query that always has one.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when there is none.
    pub async fn one(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        values: &[V],
    ) -> Result<Row, StoreError> {
        let sql = sql.into();
        let table = table_of(&sql);
        let row = self.optional(sql, values).await?;
        row.ok_or_else(|| StoreError::corrupt(&table, "*", "a row is missing"))
    }

    /// Hands every row of a query to `take`, without keeping them.
    pub async fn each(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        values: &[V],
        mut take: impl FnMut(Row) -> Result<(), StoreError> + Send,
    ) -> Result<(), StoreError> {
        self.send_gathered().await?;
        let sql = dialect::query(self.dialect(), sql.into());
        assert_bound(&sql, values.len());
        let table = table_of(&sql);
        match self.side().await? {
            Side::Sqlite(conn) => {
                let query = sqlx::query_with(safe(sql), sqlite_args(values)?);
                let mut rows = query.fetch(conn);
                while let Some(row) = rows.try_next().await? {
                    take(Row { inner: RowInner::Sqlite(row), table: table.clone() })?;
                }
            }
            Side::Pg(conn) => {
                let query = sqlx::query_with(safe(sql), pg_args(values)?);
                let mut rows = query.fetch(conn);
                while let Some(row) = rows.try_next().await? {
                    take(Row { inner: RowInner::Pg(row), table: table.clone() })?;
                }
            }
        }
        Ok(())
    }
}

impl Tx {
    /// Makes everything in the transaction permanent.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        if let Inner::PgLater(pool) = &self.0.inner {
            let pool = pool.clone();
            return self.0.send_alone(&pool).await;
        }
        self.send_gathered().await?;
        match self.0.inner {
            Inner::SqliteTx(tx) => tx.commit().await?,
            Inner::PgTx(tx) => tx.commit().await?,
            Inner::Sqlite(_) | Inner::Pg(_) | Inner::PgLater(_) => {}
        }
        Ok(())
    }

    /// Undoes everything in the transaction.
    pub async fn rollback(self) -> Result<(), StoreError> {
        match self.0.inner {
            Inner::SqliteTx(tx) => tx.rollback().await?,
            Inner::PgTx(tx) => tx.rollback().await?,
            Inner::Sqlite(_) | Inner::Pg(_) | Inner::PgLater(_) => {}
        }
        Ok(())
    }

    /// Runs a statement and returns how many rows it touched.
    pub async fn execute(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        values: &[V],
    ) -> Result<u64, StoreError> {
        self.execute_kept(sql.into(), values, true).await
    }

    async fn execute_kept(
        &mut self,
        sql: Cow<'static, str>,
        values: &[V],
        keep_prepared: bool,
    ) -> Result<u64, StoreError> {
        self.send_gathered().await?;
        self.send_now(sql, values, keep_prepared).await
    }

    /// Inserts many rows with few statements. `head` is `INSERT INTO t (a, b)`; every row has one
    /// value per column; `tail` is empty or an `ON CONFLICT` clause. Returns the rows inserted.
    pub async fn bulk(
        &mut self,
        head: &str,
        columns: usize,
        rows: &[Vec<V>],
        tail: &str,
    ) -> Result<u64, StoreError> {
        let chunk = dialect::bulk_rows(self.dialect(), columns);
        let mut inserted = 0;
        for rows in rows.chunks(chunk) {
            let mut sql = String::with_capacity(head.len() + rows.len() * columns * 4 + 16);
            sql.push_str(head);
            sql.push_str(" VALUES ");
            let mut values = Vec::with_capacity(rows.len() * columns);
            for (at, row) in rows.iter().enumerate() {
                if row.len() != columns {
                    return Err(StoreError::BadValue(format!(
                        "{head}: a row is not {columns} long"
                    )));
                }
                sql.push_str(if at == 0 { "(" } else { ", (" });
                for column in 1..=columns {
                    let comma = if column == 1 { "$" } else { ",$" };
                    sql.push_str(comma);
                    sql.push_str(&(at * columns + column).to_string());
                }
                sql.push(')');
                values.extend_from_slice(row);
            }
            if !tail.is_empty() {
                sql.push(' ');
                sql.push_str(tail);
            }
            let keep_prepared = rows.len() <= 16 || rows.len() == chunk;
            inserted += self.execute_kept(Cow::Owned(sql), &values, keep_prepared).await?;
        }
        Ok(inserted)
    }
}
