//! Reading the docket, always a page at a time.

use uuid::Uuid;
use zhixing_domain::court::tree::CourtTree;
use zhixing_law::instant::Instant;

use super::{ATTEMPT, Entry, Head};
use crate::db::Conn;
use crate::error::StoreError;
use crate::row::Row;
use crate::value::V;

impl Conn {
    /// The courts whose work this database holds, by code.
    pub async fn courts(&mut self) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT DISTINCT court_id FROM stream WHERE kind = 'court' ORDER BY court_id";
        self.all(sql, &[]).await?.iter().map(|row| row.text("court_id")).collect()
    }

    /// The courts that have been described, as they stand below each other.
    pub async fn court_tree(&mut self) -> Result<CourtTree, StoreError> {
        let rows = self.all("SELECT court_id, parent FROM court", &[]).await?;
        let known = |row: &Row| Ok((row.text("court_id")?, row.text("parent")?));
        Ok(CourtTree::new(rows.iter().map(known).collect::<Result<Vec<_>, StoreError>>()?))
    }

    /// Where a stream stands, `None` when it does not exist.
    pub async fn head(
        &mut self,
        court_id: &str,
        stream_id: Uuid,
    ) -> Result<Option<Head>, StoreError> {
        let sql = "SELECT court_id, stream_id, kind, seq, version, head_hash FROM stream \
            WHERE court_id = $1 AND stream_id = $2";
        let row = self.optional(sql, &[V::from(court_id), V::from(stream_id)]).await?;
        row.as_ref().map(Head::from_row).transpose()
    }

    /// At most `limit` entries of a stream after `after_seq`, in order.
    pub async fn entries(
        &mut self,
        court_id: &str,
        stream_id: Uuid,
        after_seq: i64,
        limit: i64,
    ) -> Result<Vec<Entry>, StoreError> {
        let sql = "SELECT * FROM docket WHERE court_id = $1 AND stream_id = $2 AND seq > $3 \
            ORDER BY seq LIMIT $4";
        let values = [V::from(court_id), V::from(stream_id), V::from(after_seq), V::from(limit)];
        self.all(sql, &values).await?.iter().map(Entry::from_row).collect()
    }

    /// At most `limit` entries of a stream before `before_seq`, newest first.
    pub async fn entries_before(
        &mut self,
        court_id: &str,
        stream_id: Uuid,
        before_seq: i64,
        limit: i64,
    ) -> Result<Vec<Entry>, StoreError> {
        let sql = "SELECT * FROM docket WHERE court_id = $1 AND stream_id = $2 AND seq < $3 \
            ORDER BY seq DESC LIMIT $4";
        let values = [V::from(court_id), V::from(stream_id), V::from(before_seq), V::from(limit)];
        self.all(sql, &values).await?.iter().map(Entry::from_row).collect()
    }

    /// Every entry about one subject of a stream, in order, at most `limit` after `after_seq`.
    pub async fn entries_by_subject(
        &mut self,
        court_id: &str,
        stream_id: Uuid,
        subject: &str,
        after_seq: i64,
        limit: i64,
    ) -> Result<Vec<Entry>, StoreError> {
        let sql = "SELECT * FROM docket WHERE court_id = $1 AND subject = $2 AND subject <> '' \
            AND stream_id = $3 AND seq > $4 ORDER BY seq LIMIT $5";
        let values = [
            V::from(court_id),
            V::from(subject),
            V::from(stream_id),
            V::from(after_seq),
            V::from(limit),
        ];
        self.all(sql, &values).await?.iter().map(Entry::from_row).collect()
    }

    /// The newest entries about one subject of a stream, newest first, at most `limit`.
    pub async fn last_by_subject(
        &mut self,
        court_id: &str,
        stream_id: Uuid,
        subject: &str,
        limit: i64,
    ) -> Result<Vec<Entry>, StoreError> {
        let sql = "SELECT * FROM docket WHERE court_id = $1 AND subject = $2 AND subject <> '' \
            AND stream_id = $3 ORDER BY seq DESC LIMIT $4";
        let values = [V::from(court_id), V::from(subject), V::from(stream_id), V::from(limit)];
        self.all(sql, &values).await?.iter().map(Entry::from_row).collect()
    }

    /// Refused commands of a court recorded at or after `since`, oldest first.
    pub async fn attempts(
        &mut self,
        court_id: &str,
        since: Instant,
        limit: i64,
    ) -> Result<Vec<Entry>, StoreError> {
        let sql = "SELECT * FROM docket WHERE court_id = $1 AND recorded_at >= $2 \
            AND kind = 'attempt.refused' ORDER BY recorded_at, stream_id, seq LIMIT $3";
        debug_assert!(sql.contains(ATTEMPT));
        let values = [V::from(court_id), V::from(since), V::from(limit)];
        self.all(sql, &values).await?.iter().map(Entry::from_row).collect()
    }

    /// At most `limit` streams after `after` in the order of court and id: for walking them all.
    pub async fn streams(
        &mut self,
        after: Option<(&str, Uuid)>,
        limit: i64,
    ) -> Result<Vec<Head>, StoreError> {
        let (court_id, stream_id) = after.unwrap_or(("", Uuid::nil()));
        let sql = "SELECT court_id, stream_id, kind, seq, version, head_hash FROM stream \
            WHERE (court_id, stream_id) > ($1, $2) ORDER BY court_id, stream_id LIMIT $3";
        let values = [V::from(court_id), V::from(stream_id), V::from(limit)];
        self.all(sql, &values).await?.iter().map(Head::from_row).collect()
    }
}
