//! 控制措施：approaching ends.

use uuid::Uuid;
use zhixing_domain::ground::id::{AssetId, CaseId, MeasureId, StaffId};
use zhixing_domain::matter::Stage;
use zhixing_law::day::Day;
use zhixing_law::instant::Instant;
use zhixing_law::measure::WARNING_DAYS;
use zhixing_law::money::Fen;

use super::{Cursor, Listing, Page, Sql};
use crate::db::Conn;
use crate::error::StoreError;
use crate::row::Row;
use crate::value::V;

/// One line of the list of measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureRow {
    /// Case.
    pub case: CaseId,
    /// Measure.
    pub measure: MeasureId,
    /// Asset.
    pub asset: AssetId,
    /// Code of the asset's kind.
    pub asset_kind: String,
    /// What it is.
    pub asset_title: String,
    /// Its account, plate or certificate number.
    pub asset_number: String,
    /// Name of the body that holds it.
    pub holder_name: String,
    /// 决定冻结的数额
    pub amount: Fen,
    /// 实际冻结的数额
    pub actual: Fen,
    /// Code of the state.
    pub state: String,
    /// 届满日
    pub ends_on: Day,
    /// Code of the request under way, or empty.
    pub pending: String,
    /// Who answers for the approaching end.
    pub acknowledged_by: Option<StaffId>,
    /// Name.
    pub acknowledged_name: String,
    /// When.
    pub acknowledged_at: Option<Instant>,
    /// 案号
    pub number: String,
    /// 被执行人
    pub respondent: String,
    /// 承办人
    pub handler: Option<StaffId>,
    /// 承办人姓名
    pub handler_name: String,
    /// The case's stage.
    pub stage: Stage,
}

impl MeasureRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            case: CaseId(row.uuid("case_id")?),
            measure: MeasureId(row.uuid("measure_id")?),
            asset: AssetId(row.uuid("asset_id")?),
            asset_kind: row.text("asset_kind")?,
            asset_title: row.text("asset_title")?,
            asset_number: row.text("asset_number")?,
            holder_name: row.text("holder_name")?,
            amount: row.fen("amount_fen")?,
            actual: row.fen("actual_fen")?,
            state: row.text("state")?,
            ends_on: row.day("ends_on")?,
            pending: row.text("pending")?,
            acknowledged_by: row.uuid_opt("acknowledged_by")?.map(StaffId),
            acknowledged_name: row.text("acknowledged_name")?,
            acknowledged_at: row.instant_opt("acknowledged_at")?,
            number: row.text("number")?,
            respondent: row.text("respondent")?,
            handler: row.uuid_opt("handler_id")?.map(StaffId),
            handler_name: row.text("handler_name")?,
            stage: row.word("stage", Stage::from_code)?,
        })
    }
}

impl Conn {
    /// Measures that end on or before a day, the nearest end first: those that are live, and those that have lapsed
    /// without anybody's answer; also those of closed cases.
    pub async fn expiring_measures(
        &mut self,
        court_id: &str,
        until: Day,
        page: &Page,
    ) -> Result<Listing<MeasureRow>, StoreError> {
        let mut sql = Sql::default();
        sql.push(
            "SELECT * FROM case_measure WHERE court_id = ? AND \
                (state = 'live' OR (state = 'lapsed' AND acknowledged_by IS NULL)) AND ends_on <= ?",
            [V::from(court_id), V::from(until)],
        );
        if let Some(cursor) = Cursor::of(page, 'm', 2)? {
            let values = [V::from(cursor.key_as::<Day>()?), cursor.id(0), cursor.id(1)];
            sql.push(" AND (ends_on, case_id, measure_id) > (?, ?, ?)", values);
        }
        let limit = V::from(page.rows() + 1);
        sql.push(" ORDER BY ends_on, case_id, measure_id LIMIT ?", [limit]);
        let rows = self.all(sql.text, &sql.values).await?;
        let rows: Result<Vec<_>, StoreError> = rows.iter().map(MeasureRow::from_row).collect();
        let cursor = |row: &MeasureRow| Cursor::new('m', row.ends_on, &[row.case.0, row.measure.0]);
        Ok(Listing::cut(rows?, page, cursor))
    }

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
