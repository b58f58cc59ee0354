//! Drafts: forms a person has begun and not sent.

use uuid::Uuid;
use zhixing_law::instant::Instant;

use crate::db::{Conn, Tx};
use crate::error::StoreError;
use crate::row::Row;
use crate::value::V;

/// A form not yet sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Court.
    pub court_id: String,
    /// Whose it is; nobody else sees it.
    pub staff_id: Uuid,
    /// Draft.
    pub draft_id: Uuid,
    /// Which form.
    pub form: String,
    /// What it is about (`case:<id>`), or empty.
    pub subject: String,
    /// The fields, canonical JSON.
    pub body: String,
    /// Grows with every save, from 1.
    pub version: i64,
    /// Last save.
    pub updated_at: Instant,
}

impl Draft {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            court_id: row.text("court_id")?,
            staff_id: row.uuid("staff_id")?,
            draft_id: row.uuid("draft_id")?,
            form: row.text("form")?,
            subject: row.text("subject")?,
            body: row.json("body")?,
            version: row.int("version")?,
            updated_at: row.instant("updated_at")?,
        })
    }
}

impl Tx {
    /// Saves a draft over the version before it (`draft.version - 1`; 0 for a new one).
    ///
    /// # Errors
    /// [`StoreError::Stale`] when another window of the same person saved in between.
    pub async fn save_draft(&mut self, draft: &Draft) -> Result<(), StoreError> {
        let sql = "INSERT INTO draft (court_id, staff_id, draft_id, form, subject, body, version, \
            updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
            ON CONFLICT (court_id, staff_id, draft_id) DO UPDATE SET form = excluded.form, \
            subject = excluded.subject, body = excluded.body, version = excluded.version, \
            updated_at = excluded.updated_at WHERE draft.version = excluded.version - 1";
        let values = [
            V::from(&draft.court_id),
            V::from(draft.staff_id),
            V::from(draft.draft_id),
            V::from(&draft.form),
            V::from(&draft.subject),
            V::Json(Some(draft.body.clone())),
            V::from(draft.version),
            V::from(draft.updated_at),
        ];
        let saved = self.execute(sql, &values).await?;
        if saved == 1 { Ok(()) } else { Err(StoreError::Stale { what: "draft" }) }
    }

    /// Deletes a draft. False when it is gone already.
    pub async fn delete_draft(
        &mut self,
        court_id: &str,
        staff_id: Uuid,
        draft_id: Uuid,
    ) -> Result<bool, StoreError> {
        let sql = "DELETE FROM draft WHERE court_id = $1 AND staff_id = $2 AND draft_id = $3";
        let values = [V::from(court_id), V::from(staff_id), V::from(draft_id)];
        Ok(self.execute(sql, &values).await? == 1)
    }
}

impl Conn {
    /// A person's drafts, newest first, at most `limit`.
    pub async fn drafts_of(
        &mut self,
        court_id: &str,
        staff_id: Uuid,
        limit: i64,
    ) -> Result<Vec<Draft>, StoreError> {
        let sql = "SELECT * FROM draft WHERE court_id = $1 AND staff_id = $2 \
            ORDER BY draft_id DESC LIMIT $3";
        let values = [V::from(court_id), V::from(staff_id), V::from(limit)];
        self.all(sql, &values).await?.iter().map(Draft::from_row).collect()
    }

    /// One draft of a person.
    pub async fn draft(
        &mut self,
        court_id: &str,
        staff_id: Uuid,
        draft_id: Uuid,
    ) -> Result<Option<Draft>, StoreError> {
        let sql = "SELECT * FROM draft WHERE court_id = $1 AND staff_id = $2 AND draft_id = $3";
        let values = [V::from(court_id), V::from(staff_id), V::from(draft_id)];
        self.optional(sql, &values).await?.as_ref().map(Draft::from_row).transpose()
    }
}
