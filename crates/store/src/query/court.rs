//! 法院概况：what stands in one court on one day, in numbers.

use zhixing_law::day::Day;

use super::funds::Sum;
use crate::db::Conn;
use crate::error::StoreError;
use crate::value::V;

/// The figures of one court.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourtFigures {
    /// 法院代字
    pub court: String,
    /// 法院全称
    pub name: String,
    /// 上级法院代字
    pub parent: String,
    /// 在办案件
    pub open: i64,
    /// Of these, with a limit that has passed.
    pub overdue: i64,
    /// 本年新收
    pub filed: i64,
    /// 本年结案
    pub closed: i64,
    /// 案款在账未发: cases, and what of their money can be paid out.
    pub unpaid: Sum,
}

impl Conn {
    /// The figures of a court that has been described; each is a stretch of one index. What is no case (来访) is few
    /// and taken off again, so that counting the cases reads an index only.
    pub async fn court_figures(
        &mut self,
        court_id: &str,
        today: Day,
    ) -> Result<Option<CourtFigures>, StoreError> {
        let first =
            Day::new(today.year(), 1, 1).map_err(|e| StoreError::BadValue(e.to_string()))?;
        let sql = "SELECT name, parent, \
            (SELECT COUNT(*) FROM case_file \
             WHERE court_id = $1 AND stage = 'open') - \
            (SELECT COUNT(*) FROM case_file WHERE court_id = $1 AND kind = '来访' \
             AND kind <> '执' AND stage || '' = 'open') AS open, \
            (SELECT COUNT(*) FROM case_file \
             WHERE court_id = $1 AND stage = 'open' AND due_key < $2) - \
            (SELECT COUNT(*) FROM case_file WHERE court_id = $1 AND kind = '来访' \
             AND kind <> '执' AND stage || '' = 'open' AND due_key < $2) AS overdue, \
            (SELECT COUNT(*) FROM case_file \
             WHERE court_id = $1 AND filed_key >= $3 AND filed_key <= $2) AS filed, \
            (SELECT COUNT(*) FROM case_file \
             WHERE court_id = $1 AND closed_on IS NOT NULL AND closed_on >= $4) AS closed, \
            (SELECT COUNT(*) FROM case_file \
             WHERE court_id = $1 AND waiting_since IS NOT NULL) AS unpaid, \
            (SELECT CAST(COALESCE(SUM(undistributed_fen), 0) AS BIGINT) FROM case_file \
             WHERE court_id = $1 AND waiting_since IS NOT NULL) AS unpaid_fen \
            FROM court WHERE court_id = $1";
        let values = [
            V::from(court_id),
            V::from(today.to_string()),
            V::from(first.to_string()),
            V::from(first),
        ];
        let Some(row) = self.optional(sql, &values).await? else { return Ok(None) };
        Ok(Some(CourtFigures {
            court: court_id.to_owned(),
            name: row.text("name")?,
            parent: row.text("parent")?,
            open: row.int("open")?,
            overdue: row.int("overdue")?,
            filed: row.int("filed")?,
            closed: row.int("closed")?,
            unpaid: Sum { count: row.int("unpaid")?, sum: row.fen("unpaid_fen")? },
        }))
    }
}
