//! 案款：receipts, money that waits, payouts, batches, statements.

use std::collections::BTreeMap;

use zhixing_domain::ground::id::{BatchId, CaseId, PayoutId, ReceiptId, StaffId, StatementId};
use zhixing_domain::money::payout::PayoutState;
use zhixing_domain::money::statement::ReceiptWord;
use zhixing_law::day::Day;
use zhixing_law::instant::Instant;
use zhixing_law::money::Fen;

use super::{Cursor, Listing, Page, Sql};
use crate::db::Conn;
use crate::error::StoreError;
use crate::row::Row;
use crate::value::V;

mod agreement;
mod batch;
mod summary;

pub use agreement::{Compared, StrangePayment};
pub use batch::BatchLineRow;
pub use summary::{AGES, Age, FundSummary, Sum};

/// What the projection holds of a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptRow {
    /// Receipt.
    pub receipt: ReceiptId,
    /// The statement it came with.
    pub statement: StatementId,
    /// How often the statement had changed; what a form on it was opened on.
    pub statement_version: i64,
    /// The court's account.
    pub account: String,
    /// The bank's reference.
    pub bank_ref: String,
    /// Amount.
    pub amount: Fen,
    /// 入账日
    pub booked_on: Day,
    /// 付款人
    pub payer: String,
    /// 付款账号
    pub payer_account: String,
    /// 附言
    pub text: String,
    /// State.
    pub state: ReceiptWord,
    /// The case it was matched to or claimed for.
    pub case: Option<CaseId>,
    /// Its number.
    pub number: String,
    /// Who claims it.
    pub claimed_by: Option<StaffId>,
    /// Name.
    pub claimed_name: String,
    /// When.
    pub claimed_at: Option<Instant>,
    /// Why.
    pub reason: String,
    /// 入案日
    pub matched_on: Option<Day>,
    /// The rule that matched it, or `claim`.
    pub rule: String,
    /// Who confirmed the claim.
    pub confirmed_name: String,
    /// Claims refused so far.
    pub refusals: i64,
}

impl ReceiptRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            receipt: ReceiptId(row.uuid("receipt_id")?),
            statement: StatementId(row.uuid("statement_id")?),
            statement_version: row.int("statement_version")?,
            account: row.text("account")?,
            bank_ref: row.text("bank_ref")?,
            amount: row.fen("amount_fen")?,
            booked_on: row.day("booked_on")?,
            payer: row.text("payer")?,
            payer_account: row.text("payer_account")?,
            text: row.text("text")?,
            state: row.word("state", ReceiptWord::from_code)?,
            case: row.uuid_opt("case_id")?.map(CaseId),
            number: row.text("number")?,
            claimed_by: row.uuid_opt("claimed_by")?.map(StaffId),
            claimed_name: row.text("claimed_name")?,
            claimed_at: row.instant_opt("claimed_at")?,
            reason: row.text("reason")?,
            matched_on: row.day_opt("matched_on")?,
            rule: row.text("rule")?,
            confirmed_name: row.text("confirmed_name")?,
            refusals: row.int("refusals")?,
        })
    }
}

const RECEIPTS: &str = "SELECT r.*, s.version AS statement_version FROM receipt r \
    JOIN statement s ON s.court_id = r.court_id AND s.statement_id = r.statement_id";

/// One line of the list of payouts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayoutRow {
    /// Case.
    pub case: CaseId,
    /// Payout.
    pub payout: PayoutId,
    /// State.
    pub state: PayoutState,
    /// Total.
    pub total: Fen,
    /// Lines.
    pub lines: i64,
    /// The day to which interest was computed.
    pub settled_to: Day,
    /// Who proposed it.
    pub proposer: StaffId,
    /// Name.
    pub proposer_name: String,
    /// When.
    pub proposed_at: Instant,
    /// Who approved it.
    pub approver: Option<StaffId>,
    /// Name.
    pub approver_name: String,
    /// When.
    pub approved_at: Option<Instant>,
    /// The batch it went out with.
    pub batch: Option<BatchId>,
    /// Remark, or why it was refused.
    pub remark: String,
    /// 案号
    pub number: String,
    /// 申请执行人
    pub applicants: String,
    /// 承办人
    pub handler_name: String,
}

impl PayoutRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            case: CaseId(row.uuid("case_id")?),
            payout: PayoutId(row.uuid("payout_id")?),
            state: row.word("state", PayoutState::from_code)?,
            total: row.fen("total_fen")?,
            lines: row.int("line_count")?,
            settled_to: row.day("settled_to")?,
            proposer: StaffId(row.uuid("proposer_id")?),
            proposer_name: row.text("proposer_name")?,
            proposed_at: row.instant("proposed_at")?,
            approver: row.uuid_opt("approver_id")?.map(StaffId),
            approver_name: row.text("approver_name")?,
            approved_at: row.instant_opt("approved_at")?,
            batch: row.uuid_opt("batch_id")?.map(BatchId),
            remark: row.text("remark")?,
            number: row.text("number")?,
            applicants: row.text("applicants")?,
            handler_name: row.text("handler_name")?,
        })
    }
}

impl Conn {
    /// One receipt.
    pub async fn receipt_row(
        &mut self,
        court_id: &str,
        receipt: ReceiptId,
    ) -> Result<Option<ReceiptRow>, StoreError> {
        let sql = format!("{RECEIPTS} WHERE r.court_id = $1 AND r.receipt_id = $2");
        let row = self.optional(sql, &[V::from(court_id), V::from(receipt.0)]).await?;
        row.as_ref().map(ReceiptRow::from_row).transpose()
    }

    /// Those of the bank's references on an account that earlier statements had already, with their sums.
    pub async fn known_bank_refs(
        &mut self,
        court_id: &str,
        account: &str,
        refs: &[String],
    ) -> Result<BTreeMap<String, Fen>, StoreError> {
        let mut known = BTreeMap::new();
        for chunk in refs.chunks(100) {
            let mut sql = Sql::default();
            sql.push(
                "SELECT bank_ref, amount_fen FROM receipt WHERE court_id = ? AND account = ? \
                 AND bank_ref <> '' AND bank_ref IN ",
                [V::from(court_id), V::from(account)],
            );
            sql.any_of(chunk.iter().map(V::from));
            for row in self.all(sql.text, &sql.values).await? {
                known.insert(row.text("bank_ref")?, row.fen("amount_fen")?);
            }
        }
        Ok(known)
    }

    /// Payouts in a state, the longest waiting first.
    pub async fn list_payouts(
        &mut self,
        court_id: &str,
        state: PayoutState,
        page: &Page,
    ) -> Result<Listing<PayoutRow>, StoreError> {
        let mut sql = Sql::default();
        let values = [V::from(court_id), V::from(state.code())];
        sql.push("SELECT * FROM case_payout WHERE court_id = ? AND state = ?", values);
        if let Some(cursor) = Cursor::of(page, 'p', 1)? {
            let key = V::from(cursor.key_as::<Instant>()?);
            sql.push(" AND (proposed_at, payout_id) > (?, ?)", [key, cursor.id(0)]);
        }
        sql.push(" ORDER BY proposed_at, payout_id LIMIT ?", [V::from(page.rows() + 1)]);
        let rows = self.all(sql.text, &sql.values).await?;
        let rows: Result<Vec<_>, StoreError> = rows.iter().map(PayoutRow::from_row).collect();
        let cursor = |row: &PayoutRow| Cursor::new('p', row.proposed_at, &[row.payout.0]);
        Ok(Listing::cut(rows?, page, cursor))
    }
}
