//! The lines of payment batches.

use zhixing_domain::ground::id::{BatchId, CaseId, PayoutId};
use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use crate::db::Conn;
use crate::error::StoreError;
use crate::row::Row;
use crate::value::V;

/// One line of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchLineRow {
    /// Batch.
    pub batch: BatchId,
    /// 端到端标识
    pub end_to_end: String,
    /// Case.
    pub case: CaseId,
    /// 案号
    pub number: String,
    /// Payout.
    pub payout: PayoutId,
    /// Line of the payout.
    pub line: i64,
    /// Amount.
    pub amount: Fen,
    /// 收款人
    pub payee_name: String,
    /// 收款行
    pub payee_bank: String,
    /// 收款账号
    pub payee_account: String,
    /// 附言
    pub text: String,
    /// Empty, `paid` or `rejected`.
    pub outcome: String,
    /// Paid on.
    pub paid_on: Option<Day>,
    /// The bank's reference.
    pub reference: String,
    /// Why the bank sent it back.
    pub reason: String,
}

impl BatchLineRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            batch: BatchId(row.uuid("batch_id")?),
            end_to_end: row.text("end_to_end")?,
            case: CaseId(row.uuid("case_id")?),
            number: row.text("number")?,
            payout: PayoutId(row.uuid("payout_id")?),
            line: row.int("line")?,
            amount: row.fen("amount_fen")?,
            payee_name: row.text("payee_name")?,
            payee_bank: row.text("payee_bank")?,
            payee_account: row.text("payee_account")?,
            text: row.text("text")?,
            outcome: row.text("outcome")?,
            paid_on: row.day_opt("paid_on")?,
            reference: row.text("reference")?,
            reason: row.text("reason")?,
        })
    }
}

impl Conn {
    /// The line of a payment, by its end-to-end identification.
    pub async fn batch_line(
        &mut self,
        court_id: &str,
        end_to_end: &str,
    ) -> Result<Option<BatchLineRow>, StoreError> {
        let sql = "SELECT * FROM batch_line WHERE court_id = $1 AND end_to_end = $2";
        let row = self.optional(sql, &[V::from(court_id), V::from(end_to_end)]).await?;
        row.as_ref().map(BatchLineRow::from_row).transpose()
    }

    /// Payments of an amount to an account, the latest first, two at most: those that the bank has confirmed, or else
    /// those that it has sent back. What came back without naming its payment belongs to one of them if there is only
    /// one.
    pub async fn lines_of_return(
        &mut self,
        court_id: &str,
        amount: Fen,
        payee_account: &str,
    ) -> Result<Vec<BatchLineRow>, StoreError> {
        let sql = "SELECT * FROM batch_line WHERE court_id = $1 AND outcome = $4 \
            AND amount_fen = $2 AND payee_account = $3 ORDER BY batch_id DESC, place LIMIT 2";
        let mut rows = Vec::new();
        for outcome in ["paid", "rejected"] {
            if rows.is_empty() {
                let values = [court_id.into(), amount.into(), payee_account.into(), outcome.into()];
                rows = self.all(sql, &values).await?;
            }
        }
        rows.iter().map(BatchLineRow::from_row).collect()
    }

    /// The lines of a batch, in its order.
    pub async fn batch_lines(
        &mut self,
        court_id: &str,
        batch: BatchId,
    ) -> Result<Vec<BatchLineRow>, StoreError> {
        let sql = "SELECT * FROM batch_line WHERE court_id = $1 AND batch_id = $2 ORDER BY place";
        let rows = self.all(sql, &[V::from(court_id), V::from(batch.0)]).await?;
        rows.iter().map(BatchLineRow::from_row).collect()
    }
}
