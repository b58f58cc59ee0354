//! Preferences: what a person set for themselves, by name; saved views are `view:<list>:<name>`.

use uuid::Uuid;
use zhixing_law::instant::Instant;

use crate::db::{Conn, Tx};
use crate::error::StoreError;
use crate::value::V;

impl Tx {
    /// Sets a preference to a canonical JSON value.
    pub async fn set_preference(
        &mut self,
        court_id: &str,
        staff_id: Uuid,
        name: &str,
        value: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO preference (court_id, staff_id, name, value, updated_at) \
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT (court_id, staff_id, name) \
            DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at";
        let values = [
            V::from(court_id),
            V::from(staff_id),
            V::from(name),
            V::Json(Some(value.to_owned())),
            V::from(now),
        ];
        self.execute(sql, &values).await?;
        Ok(())
    }

    /// Forgets a preference. False when there was none.
    pub async fn clear_preference(
        &mut self,
        court_id: &str,
        staff_id: Uuid,
        name: &str,
    ) -> Result<bool, StoreError> {
        let sql = "DELETE FROM preference WHERE court_id = $1 AND staff_id = $2 AND name = $3";
        let values = [V::from(court_id), V::from(staff_id), V::from(name)];
        Ok(self.execute(sql, &values).await? == 1)
    }
}

impl Conn {
    /// A preference as canonical JSON.
    pub async fn preference(
        &mut self,
        court_id: &str,
        staff_id: Uuid,
        name: &str,
    ) -> Result<Option<String>, StoreError> {
        let sql = "SELECT value FROM preference \
            WHERE court_id = $1 AND staff_id = $2 AND name = $3";
        let values = [V::from(court_id), V::from(staff_id), V::from(name)];
        self.optional(sql, &values).await?.map(|row| row.json("value")).transpose()
    }

    /// Every preference of a person as (name, canonical JSON), by name.
    pub async fn preferences_of(
        &mut self,
        court_id: &str,
        staff_id: Uuid,
    ) -> Result<Vec<(String, String)>, StoreError> {
        let sql = "SELECT name, value FROM preference WHERE court_id = $1 AND staff_id = $2 \
            ORDER BY name";
        let rows = self.all(sql, &[V::from(court_id), V::from(staff_id)]).await?;
        rows.iter().map(|row| Ok((row.text("name")?, row.json("value")?))).collect()
    }
}
