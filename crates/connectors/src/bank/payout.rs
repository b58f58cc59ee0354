//! 案款发放：the batch that goes to the bank and what comes back.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;
use zhixing_law::instant::Instant;
use zhixing_law::money::Fen;

use crate::finding::{Code, Finding, Refused};
use crate::value::{Word, has_forbidden, is_account, is_digits};

/// Most payouts in one batch.
pub const PAYOUTS_MAX: usize = 5_000;
/// Longest name of an account or of its bank, in characters (Max70Text).
pub const NAME_CHARS_MAX: usize = 70;
/// Longest remittance text (ISO 20022 Max140Text).
pub const REMITTANCE_CHARS_MAX: usize = 140;
/// Largest return file, in bytes.
pub const RETURN_BYTES_MAX: usize = 16 << 20;

/// 付款方：the court's special account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Debtor {
    /// 户名.
    pub name: String,
    /// 账号.
    pub account: String,
    /// 开户行.
    pub bank_name: String,
    /// 行号, 12 digits.
    pub bank_no: String,
}

/// 发放批次。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutBatch {
    /// 批次号, 1–35 letters, digits and hyphens; the bank refuses a repeated one.
    pub batch_id: String,
    /// 生成时间.
    pub created_at: Instant,
    /// 执行日期.
    pub execute_on: Day,
    /// 付款方.
    pub debtor: Debtor,
    /// 付款明细.
    pub items: Vec<PayoutItem>,
}

/// 付款明细。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutItem {
    /// 端到端标识, 1–35 letters, digits and hyphens, unique in the batch: the return is matched by it.
    pub end_to_end_id: String,
    /// 收款户名.
    pub creditor_name: String,
    /// 收款账号.
    pub creditor_account: String,
    /// 收款行名.
    pub creditor_bank: String,
    /// 收款行号, 12 digits.
    pub creditor_bank_no: Option<String>,
    /// 金额, above zero.
    pub amount: Fen,
    /// 附言, at most 140 characters, on one line.
    pub remittance: String,
}

impl PayoutItem {
    /// Everything for which the bank would refuse this payment; empty when it would take it.
    pub fn check(&self) -> Vec<Finding> {
        let mut check = Check { findings: Vec::new() };
        check.item("", self);
        check.findings
    }
}

impl PayoutBatch {
    /// 总金额 (control sum).
    pub fn total(&self) -> Option<Fen> {
        Fen::sum(self.items.iter().map(|item| item.amount)).ok()
    }

    /// Everything that would make the bank refuse the batch, or that must not leave the house.
    pub fn check(&self) -> Result<(), Refused> {
        let mut check = Check { findings: Vec::new() };
        check.id("批次号", &self.batch_id);
        check.name("付款户名", &self.debtor.name, NAME_CHARS_MAX);
        check.account("付款账号", &self.debtor.account);
        check.name("付款行名", &self.debtor.bank_name, NAME_CHARS_MAX);
        check.that(
            is_digits(&self.debtor.bank_no, 12),
            Code::FieldInvalid,
            "付款行号",
            "应为12位数字",
        );
        check.that(!self.items.is_empty(), Code::NoItems, "付款明细", "没有付款明细");
        check.that(
            self.items.len() <= PAYOUTS_MAX,
            Code::TooLarge,
            "付款明细",
            &format!("超过{PAYOUTS_MAX}笔，请分批发放"),
        );
        check.that(self.total().is_some(), Code::AmountInvalid, "总金额", "超出可表示范围");
        let mut ids = HashSet::new();
        for (index, item) in self.items.iter().enumerate() {
            let at = format!("第{}笔", index + 1);
            check.item(&at, item);
            let fresh = ids.insert(&item.end_to_end_id);
            check.that(fresh, Code::Duplicate, &format!("{at}业务编号"), "与前面重复");
        }
        if check.findings.is_empty() { Ok(()) } else { Err(Refused { findings: check.findings }) }
    }
}

struct Check {
    findings: Vec<Finding>,
}

impl Check {
    fn that(&mut self, good: bool, code: Code, place: &str, problem: &str) {
        if !good {
            self.findings.push(Finding::refuse(code, place, problem));
        }
    }

    fn item(&mut self, at: &str, item: &PayoutItem) {
        let place = |name: &str| format!("{at}{name}");
        self.id(&place("业务编号"), &item.end_to_end_id);
        self.name(&place("收款户名"), &item.creditor_name, NAME_CHARS_MAX);
        self.account(&place("收款账号"), &item.creditor_account);
        self.name(&place("收款行名"), &item.creditor_bank, NAME_CHARS_MAX);
        let bank_no = item.creditor_bank_no.as_deref();
        let is_number = bank_no.is_none_or(|text| is_digits(text, 12));
        self.that(is_number, Code::FieldInvalid, &place("收款行号"), "应为12位数字");
        self.that(item.amount.is_positive(), Code::AmountNegative, &place("金额"), "应大于零");
        self.name(&place("附言"), &item.remittance, REMITTANCE_CHARS_MAX);
    }

    fn id(&mut self, place: &str, text: &str) {
        let good = (1..=35).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !text.starts_with('-');
        self.that(good, Code::FieldInvalid, place, "应为1至35位字母、数字或连字符");
    }

    fn account(&mut self, place: &str, text: &str) {
        self.that(is_account(text), Code::FieldInvalid, place, "不是有效账号");
    }

    /// Names and texts: not empty, on one line, no leading sign that a spreadsheet takes for a formula.
    fn name(&mut self, place: &str, text: &str, longest: usize) {
        self.that(!text.trim().is_empty(), Code::FieldMissing, place, "为空");
        self.that(text.trim() == text, Code::FieldInvalid, place, "首尾有空白");
        let length = text.chars().count();
        self.that(length <= longest, Code::FieldTooLong, place, &format!("超过{longest}字"));
        let formula = text.starts_with(['=', '+', '-', '@', '\'']);
        let bad = formula || has_forbidden(text) || text.contains(['\n', '\r', '\t']);
        self.that(!bad, Code::Forbidden, place, "含有控制字符、换行或以公式符号开头");
    }
}

/// 处理状态，as ISO 20022 names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayoutStatus {
    /// 已受理: the bank has accepted the order (ACCP, ACTC, ACWC).
    Accepted,
    /// 处理中 (PDNG, ACSP).
    Pending,
    /// 成功: the money has left (ACSC, ACCC).
    Settled,
    /// 失败 (RJCT).
    Rejected,
}

impl Word for PayoutStatus {
    const TABLE: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Accepted, "ACCP", "已受理"),
        (Self::Pending, "PDNG", "处理中"),
        (Self::Settled, "ACSC", "成功"),
        (Self::Rejected, "RJCT", "失败"),
        (Self::Accepted, "ACTC", "已受理"),
        (Self::Accepted, "ACWC", "已受理"),
        (Self::Pending, "ACSP", "处理中"),
        (Self::Settled, "ACCC", "成功"),
    ];
}

/// 失败原因。
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reason {
    /// 原因代码 (ISO 20022 external code such as AC01, or the bank's own).
    pub code: String,
    /// 原因说明.
    pub text: String,
}

/// 回执：what the bank did with one batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutReturn {
    /// 批次号 of the batch.
    pub batch_id: String,
    /// Status of the whole batch, where the bank gives one; `Rejected` means that no item was paid.
    pub whole: Option<PayoutStatus>,
    /// Reason for the whole batch.
    pub reason: Option<Reason>,
    /// One entry per item that the bank mentions.
    pub items: Vec<PayoutOutcome>,
    /// SM3 of the file.
    pub digest: String,
}

/// 单笔回执。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutOutcome {
    /// 端到端标识 of the item.
    pub end_to_end_id: String,
    /// 处理状态.
    pub status: PayoutStatus,
    /// 金额, where the bank repeats it.
    pub amount: Option<Fen>,
    /// 失败原因; always present with `Rejected`.
    pub reason: Option<Reason>,
    /// 银行流水号.
    pub bank_reference: Option<String>,
}

/// Leaves out repetitions; two contradictory outcomes for one item refuse the file. `None` only together
/// with a finding.
pub(super) fn distinct(
    outcomes: Vec<(String, PayoutOutcome)>,
    findings: &mut Vec<Finding>,
) -> Option<Vec<PayoutOutcome>> {
    let mut kept: Vec<PayoutOutcome> = Vec::new();
    let mut seen = std::collections::HashMap::new();
    let mut good = true;
    for (place, outcome) in outcomes {
        let first = seen.get(&outcome.end_to_end_id).and_then(|index: &usize| kept.get(*index));
        match first {
            None => {
                seen.insert(outcome.end_to_end_id.clone(), kept.len());
                kept.push(outcome);
            }
            Some(first) if *first == outcome => {
                let problem = format!("业务编号{}重复", outcome.end_to_end_id);
                findings.push(Finding::exclude(Code::Duplicate, place, problem));
            }
            Some(_) => {
                let problem = format!("业务编号{}有两种不同结果", outcome.end_to_end_id);
                findings.push(Finding::refuse(Code::Contradiction, place, problem));
                good = false;
            }
        }
    }
    good.then_some(kept)
}
