//! Leader leases: of many app nodes, one at a time does a named duty (the daily run, the anchor).

use zhixing_law::instant::Instant;

use crate::clock::FAR_SECS;
use crate::db::{Conn, Tx};
use crate::error::StoreError;
use crate::value::V;

impl Tx {
    /// Takes or keeps the lease `name` until `until`. False while another holder has it; one that
    /// lasts longer than any can was given by a clock that ran ahead and holds nobody off.
    pub async fn take_lease(
        &mut self,
        name: &str,
        holder: &str,
        now: Instant,
        until: Instant,
    ) -> Result<bool, StoreError> {
        let sql = "INSERT INTO lease (name, holder, leased_until) VALUES ($1, $2, $3) \
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, \
            leased_until = excluded.leased_until \
            WHERE lease.holder = $2 OR lease.leased_until < $4 OR $5 < lease.leased_until";
        let far = until.plus_secs(FAR_SECS).map_err(|e| StoreError::BadValue(e.to_string()))?;
        let values = [V::from(name), V::from(holder), V::from(until), V::from(now), V::from(far)];
        Ok(self.execute(sql, &values).await? == 1)
    }

    /// Gives the lease back at once. False when `holder` did not have it.
    pub async fn free_lease(&mut self, name: &str, holder: &str) -> Result<bool, StoreError> {
        let sql = "DELETE FROM lease WHERE name = $1 AND holder = $2";
        Ok(self.execute(sql, &[V::from(name), V::from(holder)]).await? == 1)
    }
}

impl Conn {
    /// Who holds the lease at `now`.
    pub async fn lease_holder(
        &mut self,
        name: &str,
        now: Instant,
    ) -> Result<Option<String>, StoreError> {
        let sql = "SELECT holder FROM lease WHERE name = $1 AND leased_until >= $2";
        let row = self.optional(sql, &[V::from(name), V::from(now)]).await?;
        row.map(|row| row.text("holder")).transpose()
    }
}
