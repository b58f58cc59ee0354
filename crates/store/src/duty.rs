//! Duties: what one node does for a court every so often. A row says when it last went well, so that a
//! duty which nobody does is seen, and not only one that fails.

use zhixing_law::instant::Instant;

use crate::db::{Conn, Tx};
use crate::error::StoreError;
use crate::row::Row;
use crate::value::V;

/// How a duty stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRow {
    /// Which duty.
    pub name: String,
    /// When it last went well.
    pub ok_at: Option<Instant>,
    /// Since when it fails, while it does.
    pub failing_since: Option<Instant>,
    /// Why it failed last.
    pub error: Option<String>,
}

impl Tx {
    /// Writes down how a duty went at `now`: well, or not and why.
    pub async fn note_duty(
        &mut self,
        court_id: &str,
        name: &str,
        error: Option<&str>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let went_well = "INSERT INTO duty (court_id, name, ok_at) VALUES ($1, $2, $3) \
            ON CONFLICT (court_id, name) DO UPDATE SET ok_at = excluded.ok_at, \
            failing_since = NULL, error = NULL";
        let failed = "INSERT INTO duty (court_id, name, failing_since, error) \
            VALUES ($1, $2, $3, $4) ON CONFLICT (court_id, name) DO UPDATE SET \
            failing_since = COALESCE(duty.failing_since, excluded.failing_since), \
            error = excluded.error";
        let mut values = vec![V::from(court_id), V::from(name), V::from(now)];
        values.extend(error.map(V::from));
        let sql = if error.is_some() { failed } else { went_well };
        self.execute(sql, &values).await?;
        Ok(())
    }
}

impl Conn {
    /// How the duties of a court stand, those that were ever done there.
    pub async fn duties(&mut self, court_id: &str) -> Result<Vec<DutyRow>, StoreError> {
        let sql = "SELECT name, ok_at, failing_since, error FROM duty WHERE court_id = $1 \
            ORDER BY name";
        let duty = |row: &Row| {
            Ok(DutyRow {
                name: row.text("name")?,
                ok_at: row.instant_opt("ok_at")?,
                failing_since: row.instant_opt("failing_since")?,
                error: row.text_opt("error")?,
            })
        };
        self.all(sql, &[V::from(court_id)]).await?.iter().map(duty).collect()
    }
}
