//! The state of a court's enforcement money on one day.

use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use crate::db::Conn;
use crate::error::StoreError;
use crate::row::Row;
use crate::value::V;

/// How many, and how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// How many.
    pub count: i64,
    /// How much.
    pub sum: Fen,
}

impl Sum {
    pub(super) fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { count: row.int("n")?, sum: row.fen("amount")? })
    }
}

/// The days at which money that waits is counted apart: up to 5, 10, 15, 30, and beyond.
pub const AGES: [i64; 4] = [5, 10, 15, 30];

/// Money that waits, by how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Age {
    /// Days at most, `None` for the last, open one.
    pub up_to: Option<i64>,
    /// Cases and what they hold.
    pub cases: Sum,
}

/// 案款概况
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundSummary {
    /// 不明款，待认领
    pub unknown: Sum,
    /// The oldest of them.
    pub oldest_unknown: Option<Day>,
    /// 已认领，待复核
    pub claimed: Sum,
    /// 可供发放, by how long it has waited; first the youngest.
    pub undistributed: Vec<Age>,
    /// 待审批
    pub pending: Sum,
    /// 已批准，待付款
    pub approved: Sum,
    /// Payouts sent to the bank and not fully answered, and what is still on its way.
    pub in_flight: Sum,
}

impl Conn {
    /// 案款概况 of a court on a day.
    pub async fn fund_summary(
        &mut self,
        court_id: &str,
        today: Day,
    ) -> Result<FundSummary, StoreError> {
        const RECEIPTS: &str = "SELECT COUNT(*) AS n, \
            CAST(COALESCE(SUM(amount_fen), 0) AS BIGINT) AS amount, MIN(booked_on) AS oldest \
            FROM receipt WHERE court_id = $1 AND state = $2";
        let court = || V::from(court_id);
        let unknown = self.one(RECEIPTS, &[court(), V::from("unknown")]).await?;
        let claimed = self.one(RECEIPTS, &[court(), V::from("claimed")]).await?;
        let mut in_flight = self.payouts_in(court_id, "exported").await?;
        in_flight.sum = self.balance(court_id, "in_flight").await?;
        Ok(FundSummary {
            oldest_unknown: unknown.day_opt("oldest")?,
            unknown: Sum::from_row(&unknown)?,
            claimed: Sum::from_row(&claimed)?,
            undistributed: self.undistributed(court_id, today).await?,
            pending: self.payouts_in(court_id, "proposed").await?,
            approved: self.payouts_in(court_id, "approved").await?,
            in_flight,
        })
    }

    async fn payouts_in(&mut self, court_id: &str, state: &str) -> Result<Sum, StoreError> {
        let sql = "SELECT COUNT(*) AS n, \
            CAST(COALESCE(SUM(total_fen), 0) AS BIGINT) AS amount FROM case_payout \
            WHERE court_id = $1 AND state = $2";
        Sum::from_row(&self.one(sql, &[V::from(court_id), V::from(state)]).await?)
    }

    async fn undistributed(&mut self, court_id: &str, today: Day) -> Result<Vec<Age>, StoreError> {
        let bad = |e: zhixing_law::error::LawError| StoreError::BadValue(e.to_string());
        let mut ages = Vec::new();
        // A receipt of today has waited no day; the first day of an age is `today - up_to`.
        let mut until = today.plus_days(1).map_err(bad)?;
        for up_to in AGES.iter().copied().map(Some).chain([None]) {
            let values = |from: Option<Day>| {
                let mut values = vec![V::from(court_id), V::from(until)];
                values.extend(from.map(V::from));
                values
            };
            const SQL: &str = "SELECT COUNT(*) AS n, \
                CAST(COALESCE(SUM(undistributed_fen), 0) AS BIGINT) AS amount FROM case_file \
                WHERE court_id = $1 AND waiting_since IS NOT NULL AND waiting_since < $2";
            let row = match up_to {
                Some(days) => {
                    let from = today.plus_days(-days).map_err(bad)?;
                    let sql = format!("{SQL} AND waiting_since >= $3");
                    let row = self.one(sql, &values(Some(from))).await?;
                    until = from;
                    row
                }
                None => self.one(SQL, &values(None)).await?,
            };
            ages.push(Age { up_to, cases: Sum::from_row(&row)? });
        }
        Ok(ages)
    }
}
