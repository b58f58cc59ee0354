//! Payment batches and imported statements, newest first.

use zhixing_domain::ground::id::{BatchId, CaseId, PayoutId, StatementId};
use zhixing_law::day::Day;
use zhixing_law::instant::Instant;
use zhixing_law::money::Fen;

use crate::db::Conn;
use crate::error::StoreError;
use crate::query::{Cursor, Listing, Page, Sql};
use crate::row::Row;
use crate::value::V;

/// One line of the list of batches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRow {
    /// Batch.
    pub batch: BatchId,
    /// Its number.
    pub no: String,
    /// Made on.
    pub made_on: Option<Day>,
    /// Total.
    pub total: Fen,
    /// Lines.
    pub lines: i64,
    /// Lines the bank has paid.
    pub paid: i64,
    /// Lines the bank has sent back.
    pub rejected: i64,
    /// `open` until every line is answered, then `done`.
    pub state: String,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: Option<Instant>,
    /// Events folded in.
    pub version: i64,
}

impl BatchRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            batch: BatchId(row.uuid("batch_id")?),
            no: row.text("no")?,
            made_on: row.day_opt("made_on")?,
            total: row.fen("total_fen")?,
            lines: row.int("line_count")?,
            paid: row.int("paid_count")?,
            rejected: row.int("rejected_count")?,
            state: row.text("state")?,
            created_by: row.text("created_by")?,
            created_at: row.instant_opt("created_at")?,
            version: row.int("version")?,
        })
    }
}

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

/// One line of the list of statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementRow {
    /// Statement.
    pub statement: StatementId,
    /// The court's account.
    pub account: String,
    /// First day covered.
    pub from: Option<Day>,
    /// Last day covered.
    pub to: Option<Day>,
    /// 期初余额
    pub opening: Fen,
    /// 期末余额
    pub closing: Fen,
    /// Digest of the file it was read from.
    pub file: Option<String>,
    /// Its name.
    pub file_name: String,
    /// Format.
    pub format: String,
    /// Who imported it.
    pub imported_by: String,
    /// When.
    pub imported_at: Option<Instant>,
    /// Lines.
    pub lines: i64,
    /// Receipts of unknown origin.
    pub unknown: i64,
    /// Receipts claimed and not confirmed.
    pub claimed: i64,
    /// Receipts matched to cases.
    pub matched: i64,
    /// Sum of what came in.
    pub credit: Fen,
    /// Lines of the file that were known from earlier statements.
    pub repeated: i64,
    /// Events folded in.
    pub version: i64,
}

impl StatementRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            statement: StatementId(row.uuid("statement_id")?),
            account: row.text("account")?,
            from: row.day_opt("from_on")?,
            to: row.day_opt("to_on")?,
            opening: row.fen("opening_fen")?,
            closing: row.fen("closing_fen")?,
            file: row.text_opt("file_hash")?,
            file_name: row.text("file_name")?,
            format: row.text("format")?,
            imported_by: row.text("imported_by")?,
            imported_at: row.instant_opt("imported_at")?,
            lines: row.int("line_count")?,
            unknown: row.int("unknown_count")?,
            claimed: row.int("claimed_count")?,
            matched: row.int("matched_count")?,
            credit: row.fen("credit_fen")?,
            repeated: row.int("repeated")?,
            version: row.int("version")?,
        })
    }
}

impl Conn {
    /// Payment batches, newest first.
    pub async fn list_batches(
        &mut self,
        court_id: &str,
        page: &Page,
    ) -> Result<Listing<BatchRow>, StoreError> {
        let mut sql = Sql::default();
        sql.push("SELECT * FROM batch WHERE court_id = ?", [V::from(court_id)]);
        if let Some(cursor) = Cursor::of(page, 'b', 1)? {
            sql.push(" AND batch_id < ?", [cursor.id(0)]);
        }
        sql.push(" ORDER BY batch_id DESC LIMIT ?", [V::from(page.rows() + 1)]);
        let rows = self.all(sql.text, &sql.values).await?;
        let rows: Result<Vec<_>, StoreError> = rows.iter().map(BatchRow::from_row).collect();
        Ok(Listing::cut(rows?, page, |row| Cursor::new('b', "", &[row.batch.0])))
    }

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

    /// Imported statements, the latest import first.
    pub async fn list_statements(
        &mut self,
        court_id: &str,
        page: &Page,
    ) -> Result<Listing<StatementRow>, StoreError> {
        let mut sql = Sql::default();
        sql.push("SELECT * FROM statement WHERE court_id = ?", [V::from(court_id)]);
        if let Some(cursor) = Cursor::of(page, 'i', 1)? {
            let key = V::from(cursor.key_as::<Instant>()?);
            sql.push(" AND (imported_at, statement_id) < (?, ?)", [key, cursor.id(0)]);
        }
        let limit = V::from(page.rows() + 1);
        sql.push(" ORDER BY imported_at DESC, statement_id DESC LIMIT ?", [limit]);
        let rows = self.all(sql.text, &sql.values).await?;
        let rows: Result<Vec<_>, StoreError> = rows.iter().map(StatementRow::from_row).collect();
        let cursor = |row: &StatementRow| {
            let at = row.imported_at.map_or_else(String::new, |at| at.to_string());
            Cursor::new('i', at, &[row.statement.0])
        };
        Ok(Listing::cut(rows?, page, cursor))
    }
}
