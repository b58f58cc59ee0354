//! 控制措施：approaching ends, for the daily job.

use uuid::Uuid;
use zhixing_domain::ground::id::CaseId;
use zhixing_law::day::Day;
use zhixing_law::measure::WARNING_DAYS;

use super::Sql;
use crate::db::Conn;
use crate::error::StoreError;
use crate::value::V;

impl Conn {
    /// Cases with a live measure whose end is near enough for a warning that it has not had, for the daily job;
    /// at most `limit` after `after`.
    pub async fn case_ids_with_measure_to_warn(
        &mut self,
        court_id: &str,
        today: Day,
        after: Option<CaseId>,
        limit: i64,
    ) -> Result<Vec<CaseId>, StoreError> {
        let within = |days: u32| {
            let day = today.plus_days(i64::from(days));
            day.map(V::from).map_err(|e| StoreError::BadValue(e.to_string()))
        };
        let furthest = WARNING_DAYS.into_iter().max().unwrap_or_default();
        let after = after.map_or(Uuid::nil(), |case| case.0);
        let mut sql = Sql::default();
        sql.push(
            "SELECT DISTINCT case_id FROM case_measure WHERE court_id = ? AND state = 'live' \
             AND ends_on >= ? AND ends_on <= ? AND case_id > ? AND (warned_days IS NULL",
            [V::from(court_id), V::from(today), within(furthest)?, V::from(after)],
        );
        for days in WARNING_DAYS {
            let values = [within(days)?, V::from(i64::from(days))];
            sql.push(" OR (ends_on <= ? AND warned_days > ?)", values);
        }
        sql.push(") ORDER BY case_id LIMIT ?", [V::from(limit)]);
        let rows = self.all(sql.text, &sql.values).await?;
        rows.iter().map(|row| Ok(CaseId(row.uuid("case_id")?))).collect()
    }

    /// Cases with a live measure that ended before a day, for the daily job; at most `limit` after
    /// `after`.
    pub async fn case_ids_with_measure_ending(
        &mut self,
        court_id: &str,
        before: Day,
        after: Option<CaseId>,
        limit: i64,
    ) -> Result<Vec<CaseId>, StoreError> {
        let sql = "SELECT DISTINCT case_id FROM case_measure WHERE court_id = $1 \
            AND state = 'live' AND ends_on < $2 AND case_id > $3 ORDER BY case_id LIMIT $4";
        let after = after.map_or(Uuid::nil(), |case| case.0);
        let values = [V::from(court_id), V::from(before), V::from(after), V::from(limit)];
        let rows = self.all(sql, &values).await?;
        rows.iter().map(|row| Ok(CaseId(row.uuid("case_id")?))).collect()
    }
}
