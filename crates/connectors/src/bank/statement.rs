//! 对账单：what every statement format is read into.

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;
use zhixing_law::money::Fen;

/// Largest statement file, in bytes.
pub const STATEMENT_BYTES_MAX: usize = 16 << 20;
/// Most lines in one statement file.
pub const STATEMENT_LINES_MAX: usize = 100_000;

/// 借贷方向，as the account holder sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// 贷：money arrived.
    Credit,
    /// 借：money left.
    Debit,
}

/// 对账单：one account over one period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// 对账单编号, as the bank gave it; empty in CSV.
    pub statement_no: String,
    /// 账号.
    pub account: String,
    /// 户名.
    pub account_name: Option<String>,
    /// 起始日期, included.
    pub from: Day,
    /// 截止日期, included.
    pub to: Day,
    /// 期初余额.
    pub opening: Fen,
    /// 期末余额. Always opening + Σ credits − Σ debits.
    pub closing: Fen,
    /// 明细, in the order of the file, without those left out.
    pub lines: Vec<StatementLine>,
    /// SM3 of the file: the same file is known again.
    pub digest: String,
}

/// 对账单明细：one movement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementLine {
    /// Identity of the movement, equal in overlapping statements: the bank's reference with the day and the
    /// side (many banks begin to number anew each day), or, where it gave none, an SM3 over all that is known
    /// with a running number among equal lines of one day.
    pub key: String,
    /// 银行流水号 (AcctSvcrRef).
    pub reference: Option<String>,
    /// 方向.
    pub direction: Direction,
    /// 金额, always above zero.
    pub amount: Fen,
    /// 记账日期.
    pub booked_on: Day,
    /// 起息日期.
    pub value_on: Day,
    /// 端到端标识 (EndToEndId): our own, for payouts and their returns.
    pub end_to_end_id: Option<String>,
    /// 附言, all parts joined by a space.
    pub remittance: String,
    /// 对方户名.
    pub counterparty_name: Option<String>,
    /// 对方账号.
    pub counterparty_account: Option<String>,
    /// 对方开户行.
    pub counterparty_bank: Option<String>,
    /// 虚拟账号：the case's own sub-account to which the money came.
    pub virtual_account: Option<String>,
    /// 冲正：this movement takes back an earlier one.
    pub reversal: bool,
    /// Where it stands in the file.
    pub place: String,
}
