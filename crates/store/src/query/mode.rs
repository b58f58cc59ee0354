//! 办案模式：which versions running cases are worked under.

use zhixing_domain::ground::id::CaseId;
use zhixing_domain::ground::version::ModeVersion;

use crate::db::Conn;
use crate::error::StoreError;
use crate::value::V;

impl Conn {
    /// The versions that running cases are worked under, with how many each.
    pub async fn modes_in_use(
        &mut self,
        court_id: &str,
    ) -> Result<Vec<(ModeVersion, i64)>, StoreError> {
        let sql = "SELECT mode_key, mode_version, count(*) AS running FROM case_file \
            WHERE court_id = $1 AND stage <> 'closed' \
            GROUP BY mode_key, mode_version ORDER BY mode_key, mode_version";
        let rows = self.all(sql, &[V::from(court_id)]).await?;
        rows.iter()
            .map(|row| {
                let version = u32::try_from(row.int("mode_version")?)
                    .map_err(|error| StoreError::BadValue(error.to_string()))?;
                Ok((ModeVersion::new(&row.text("mode_key")?, version), row.int("running")?))
            })
            .collect()
    }

    /// The next running cases under a version, in the order of their ids.
    pub async fn running_under(
        &mut self,
        court_id: &str,
        mode: &ModeVersion,
        after: Option<CaseId>,
        limit: i64,
    ) -> Result<Vec<CaseId>, StoreError> {
        let sql = "SELECT case_id FROM case_file WHERE court_id = $1 AND stage <> 'closed' \
            AND mode_key = $2 AND mode_version = $3 AND case_id > $4 ORDER BY case_id LIMIT $5";
        let values = [
            V::from(court_id),
            V::from(&mode.key),
            V::from(i64::from(mode.version)),
            V::from(after.map(|case| case.0).unwrap_or_default()),
            V::from(limit),
        ];
        let rows = self.all(sql, &values).await?;
        rows.iter().map(|row| Ok(CaseId(row.uuid("case_id")?))).collect()
    }

    /// Running matters of a court, by id.
    ///
    /// # Errors
    /// The database fails.
    pub async fn running(
        &mut self,
        court_id: &str,
        after: Option<CaseId>,
        limit: i64,
    ) -> Result<Vec<CaseId>, StoreError> {
        let sql = "SELECT case_id FROM case_file WHERE court_id = $1 AND stage <> 'closed' \
            AND case_id > $2 ORDER BY case_id LIMIT $3";
        let after = V::from(after.map(|case| case.0).unwrap_or_default());
        let rows = self.all(sql, &[V::from(court_id), after, V::from(limit)]).await?;
        rows.iter().map(|row| Ok(CaseId(row.uuid("case_id")?))).collect()
    }
}
