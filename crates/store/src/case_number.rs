//! 案号 serials: gapless per court, year and kind. The counter moves in the transaction that files
//! the case, so a case that is not filed takes no number.

use crate::db::{Conn, Tx};
use crate::error::{NotAllowed, StoreError};
use crate::row::Row;
use crate::value::V;

impl Tx {
    /// The next serial of a court, year and kind (执, 执恢 …; [`BATCHES`]), from 1. Other filers of the same kind
    /// wait until this transaction ends.
    pub async fn next_serial(
        &mut self,
        court_id: &str,
        year: i64,
        kind: &str,
    ) -> Result<i64, StoreError> {
        let row = self
            .one(
                "INSERT INTO case_serial (court_id, year, kind, last) VALUES ($1, $2, $3, 1) \
                 ON CONFLICT (court_id, year, kind) DO UPDATE SET last = case_serial.last + 1 \
                 RETURNING last",
                &[V::from(court_id), V::from(year), V::from(kind)],
            )
            .await?;
        row.int("last")
    }

    /// Says which serial the cases reached that were loaded with their numbers, once.
    ///
    /// # Errors
    /// [`StoreError::NotAllowed`] when a number has been given already: the counter of a court in
    /// operation is not moved by the back office.
    pub async fn begin_serials_after(
        &mut self,
        court_id: &str,
        year: i64,
        kind: &str,
        last: i64,
    ) -> Result<(), StoreError> {
        let inserted = self
            .execute(
                "INSERT INTO case_serial (court_id, year, kind, last) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (court_id, year, kind) DO NOTHING",
                &[V::from(court_id), V::from(year), V::from(kind), V::from(last)],
            )
            .await?;
        if inserted == 1 { Ok(()) } else { Err(StoreError::NotAllowed(NotAllowed::SerialsInUse)) }
    }
}

/// What the counter of payment batches is called among those of case numbers.
pub const BATCHES: &str = "付款批次";

/// A counter of case numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Serial {
    pub(crate) court_id: String,
    pub(crate) year: i64,
    pub(crate) kind: String,
    pub(crate) last: i64,
}

impl Conn {
    /// Every counter of case numbers there is.
    pub(crate) async fn serials(&mut self) -> Result<Vec<Serial>, StoreError> {
        let sql = "SELECT * FROM case_serial WHERE kind <> $1 ORDER BY court_id, year, kind";
        let rows = self.all(sql, &[V::from(BATCHES)]).await?;
        let serial = |row: &Row| {
            Ok(Serial {
                court_id: row.text("court_id")?,
                year: row.int("year")?,
                kind: row.text("kind")?,
                last: row.int("last")?,
            })
        };
        rows.iter().map(serial).collect()
    }

    /// The last serial given, 0 when there is none.
    pub async fn last_serial(
        &mut self,
        court_id: &str,
        year: i64,
        kind: &str,
    ) -> Result<i64, StoreError> {
        let sql = "SELECT last FROM case_serial WHERE court_id = $1 AND year = $2 AND kind = $3";
        let row = self.optional(sql, &[V::from(court_id), V::from(year), V::from(kind)]).await?;
        row.map_or(Ok(0), |row| row.int("last"))
    }
}
