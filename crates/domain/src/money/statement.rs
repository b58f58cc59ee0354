//! 银行流水：an imported statement and what became of each of its receipts.
//!
//! One statement is one stream of the docket. A receipt is matched to a case at import, or lies in the pool
//! of unknown money until one person claims it and another confirms.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zhixing_law::{day::Day, money::Fen};

use crate::{
    ground::book::Book,
    ground::entry::By,
    ground::id::{CaseId, ReceiptId, StatementId},
    ground::refusal::{Refusal, text},
    ground::subject::Subject,
    ground::word::{Word, words},
    matter::context::Context,
    money::fund::doubt::ClaimDoubt,
};

/// 流水中的一笔
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub receipt: ReceiptId,
    /// 贷方（来账）; false is our own payment going out.
    pub credit: bool,
    #[serde(rename = "amount_fen")]
    pub amount: Fen,
    pub booked_on: Day,
    pub payer: String,
    pub payer_account: String,
    /// 付款行
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub payer_bank: String,
    pub text: String,
    /// 退汇：the bank says that it is a payment of ours come back. Never income of a case.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub returned: bool,
    /// Our own identification of a payment that went out, where the bank repeats it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub end_to_end: String,
    /// The bank's own reference: the same reference on the same account is the same money.
    pub bank_ref: String,
}

/// The rule of a receipt that is a payment of ours come back (退汇), found by itself.
pub const RULE_RETURN: &str = "payout_return";
/// A receipt in the pool that the bank marks, or somebody claims, as a payment of ours come back.
pub const RULE_MARKED_RETURN: &str = "marked_return";
/// A return, claimed by one person and confirmed by another.
pub const RULE_CLAIMED_RETURN: &str = "claimed_return";

/// Whether a receipt's rule says that it is a payment of ours come back.
pub fn is_return(rule: &str) -> bool {
    [RULE_RETURN, RULE_MARKED_RETURN, RULE_CLAIMED_RETURN].contains(&rule)
}

/// 款项状态
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReceiptState {
    /// 不明款，待认领
    Unknown,
    /// 已认领，待复核
    Claimed {
        case: CaseId,
        number: String,
        by: By,
        reason: String,
        returned: bool,
        doubts: Vec<ClaimDoubt>,
    },
    /// 已入案
    Matched { case: CaseId, number: String, on: Day, by_rule: String },
    /// 付出款
    Outgoing,
}

words! {
    /// 款项状态之名
    ReceiptWord {
        /// 不明款
        Unknown = "unknown", "待认领";
        /// 已认领
        Claimed = "claimed", "待复核";
        Matched = "matched", "已入案";
        /// 付出款
        Outgoing = "outgoing", "支出";
    }
}

impl ReceiptState {
    /// What the state is called.
    pub fn word(&self) -> ReceiptWord {
        match self {
            ReceiptState::Unknown => ReceiptWord::Unknown,
            ReceiptState::Claimed { .. } => ReceiptWord::Claimed,
            ReceiptState::Matched { .. } => ReceiptWord::Matched,
            ReceiptState::Outgoing => ReceiptWord::Outgoing,
        }
    }
}

/// 款项
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub line: Line,
    pub state: ReceiptState,
    pub confirmed: Option<By>,
    /// Refused claims stay on record.
    pub refusals: Vec<(By, String)>,
}

/// 一份流水
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub id: StatementId,
    pub court: String,
    pub version: i64,
    pub account: String,
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub opening: Fen,
    pub closing: Fen,
    pub file: Option<String>,
    pub file_name: String,
    pub format: String,
    pub imported: Option<By>,
    pub receipts: Vec<Receipt>,
    /// Lines of the file that were already known from earlier statements.
    pub repeated: u32,
}

/// What happens to a statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum StatementEvent {
    /// 导入
    Imported {
        account: String,
        from: Day,
        to: Day,
        #[serde(rename = "opening_fen")]
        opening: Fen,
        #[serde(rename = "closing_fen")]
        closing: Fen,
        file: Option<String>,
        file_name: String,
        format: String,
        lines: Vec<Line>,
        repeated: u32,
    },
    /// 自动入案
    Matched { receipt: ReceiptId, case: CaseId, number: String, on: Day, rule: String },
    /// 认领
    Claimed {
        receipt: ReceiptId,
        case: CaseId,
        number: String,
        reason: String,
        /// 认定为退汇
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        returned: bool,
        /// 认领时的疑点, each of which the claimer has seen
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        doubts: Vec<ClaimDoubt>,
    },
    /// 复核入案
    Confirmed { receipt: ReceiptId, on: Day },
    /// 认领未通过
    ClaimRefused { receipt: ReceiptId, reason: String },
    /// 撤销入案：it was another case's, and lies in the pool again.
    TakenBack { receipt: ReceiptId, reason: String },
}

words! {
    /// 银行流水的流水种类
    StatementKind {
        Imported = "statement.imported", "导入银行流水";
        Matched = "statement.matched", "款项匹配到案";
        Claimed = "statement.claimed", "认领款项";
        Confirmed = "statement.confirmed", "复核认领";
        ClaimRefused = "statement.claim_refused", "退回认领";
        TakenBack = "statement.taken_back", "撤销入案";
    }
}

impl StatementEvent {
    /// What the docket calls it.
    pub fn kind(&self) -> StatementKind {
        match self {
            StatementEvent::Imported { .. } => StatementKind::Imported,
            StatementEvent::Matched { .. } => StatementKind::Matched,
            StatementEvent::Claimed { .. } => StatementKind::Claimed,
            StatementEvent::Confirmed { .. } => StatementKind::Confirmed,
            StatementEvent::ClaimRefused { .. } => StatementKind::ClaimRefused,
            StatementEvent::TakenBack { .. } => StatementKind::TakenBack,
        }
    }

    /// What it is about, for stale forms.
    pub fn subject(&self) -> Subject {
        match self {
            StatementEvent::Imported { .. } => Subject::Statement,
            StatementEvent::Matched { receipt, .. }
            | StatementEvent::Claimed { receipt, .. }
            | StatementEvent::Confirmed { receipt, .. }
            | StatementEvent::ClaimRefused { receipt, .. }
            | StatementEvent::TakenBack { receipt, .. } => (*receipt).into(),
        }
    }
}

impl Statement {
    /// A statement of which nothing is known yet.
    pub fn new(id: StatementId, court: &str) -> Statement {
        Statement {
            id,
            court: court.to_owned(),
            version: 0,
            account: String::new(),
            from: None,
            to: None,
            opening: Fen::ZERO,
            closing: Fen::ZERO,
            file: None,
            file_name: String::new(),
            format: String::new(),
            imported: None,
            receipts: Vec::new(),
            repeated: 0,
        }
    }

    pub fn receipt(&self, id: ReceiptId) -> Option<&Receipt> {
        self.receipts.iter().find(|receipt| receipt.line.receipt == id)
    }

    /// Folds one entry in.
    pub fn apply(&mut self, event: &StatementEvent, entry: &By) {
        self.version += 1;
        if let StatementEvent::Imported {
            account,
            from,
            to,
            opening,
            closing,
            file,
            file_name,
            format,
            lines,
            repeated,
        } = event
        {
            self.account.clone_from(account);
            self.from = Some(*from);
            self.to = Some(*to);
            self.opening = *opening;
            self.closing = *closing;
            self.file.clone_from(file);
            self.file_name.clone_from(file_name);
            self.format.clone_from(format);
            self.imported = Some(entry.clone());
            self.repeated = *repeated;
            self.receipts = lines.iter().map(new_receipt).collect();
            return;
        }
        self.apply_receipt(event, entry);
    }

    fn apply_receipt(&mut self, event: &StatementEvent, by: &By) {
        let id = match event {
            StatementEvent::Imported { .. } => return,
            StatementEvent::Matched { receipt, .. }
            | StatementEvent::Claimed { receipt, .. }
            | StatementEvent::Confirmed { receipt, .. }
            | StatementEvent::ClaimRefused { receipt, .. }
            | StatementEvent::TakenBack { receipt, .. } => *receipt,
        };
        let Some(known) = self.receipts.iter_mut().find(|r| r.line.receipt == id) else { return };
        match event {
            StatementEvent::Imported { .. } => {}
            StatementEvent::Matched { case, number, on, rule, .. } => {
                known.state = ReceiptState::Matched {
                    case: *case,
                    number: number.clone(),
                    on: *on,
                    by_rule: rule.clone(),
                };
            }
            StatementEvent::Claimed { case, number, reason, returned, doubts, .. } => {
                known.state = ReceiptState::Claimed {
                    case: *case,
                    number: number.clone(),
                    by: by.clone(),
                    reason: reason.clone(),
                    returned: *returned,
                    doubts: doubts.clone(),
                };
            }
            StatementEvent::Confirmed { on, .. } => {
                if let ReceiptState::Claimed { case, number, returned, .. } = &known.state {
                    let rule = if *returned { RULE_CLAIMED_RETURN } else { "claim" };
                    known.state = ReceiptState::Matched {
                        case: *case,
                        number: number.clone(),
                        on: *on,
                        by_rule: rule.to_owned(),
                    };
                }
                known.confirmed = Some(by.clone());
            }
            StatementEvent::TakenBack { reason, .. } => {
                known.state = ReceiptState::Unknown;
                known.confirmed = None;
                known.refusals.push((by.clone(), reason.clone()));
            }
            StatementEvent::ClaimRefused { reason, .. } => {
                known.state = ReceiptState::Unknown;
                known.refusals.push((by.clone(), reason.clone()));
            }
        }
    }
}

fn new_receipt(line: &Line) -> Receipt {
    let state = if line.credit { ReceiptState::Unknown } else { ReceiptState::Outgoing };
    Receipt { line: line.clone(), state, confirmed: None, refusals: Vec::new() }
}

/// 认领不明款, as income of a case or as a payment of the case's come back (`returned`). What the bank itself
/// marks as come back cannot be claimed as income. Of the `doubts` that speak against it each must have been `seen`.
pub fn claim(
    statement: &Statement,
    receipt: ReceiptId,
    (case, number): (CaseId, &str),
    returned: bool,
    reason: &str,
    (doubts, seen): (Vec<ClaimDoubt>, &[ClaimDoubt]),
) -> Result<StatementEvent, Refusal> {
    let known = statement.receipt(receipt).ok_or(Refusal::Missing("款项"))?;
    if known.state != ReceiptState::Unknown {
        return Err(Refusal::state("款项", known.state.word(), ReceiptWord::Unknown));
    }
    let reason = text("reason", reason, 300)?;
    let (number, returned) = (number.to_owned(), returned || known.line.returned);
    let open: Vec<Word> =
        doubts.iter().filter(|d| !seen.contains(d)).map(|d| Word::from(*d)).collect();
    if !open.is_empty() {
        return Err(Refusal::Doubtful { what: "认领", doubts: open });
    }
    Ok(StatementEvent::Claimed { receipt, case, number, reason, returned, doubts })
}

/// 复核认领：by another person than the one who claimed.
pub fn confirm(
    statement: &Statement,
    receipt: ReceiptId,
    ctx: &Context<'_>,
) -> Result<StatementEvent, Refusal> {
    claimed(statement, receipt, ctx)?;
    Ok(StatementEvent::Confirmed { receipt, on: ctx.today })
}

/// 认领未通过
pub fn refuse_claim(
    statement: &Statement,
    receipt: ReceiptId,
    reason: &str,
    ctx: &Context<'_>,
) -> Result<StatementEvent, Refusal> {
    claimed(statement, receipt, ctx)?;
    let reason = text("reason", reason, 300)?;
    Ok(StatementEvent::ClaimRefused { receipt, reason })
}

/// 撤销入案：the case has given it up.
///
/// # Errors
/// It does not lie in a case.
pub fn take_back(
    statement: &Statement,
    receipt: ReceiptId,
    reason: &str,
) -> Result<StatementEvent, Refusal> {
    let known = statement.receipt(receipt).ok_or(Refusal::Missing("款项"))?;
    let ReceiptState::Matched { .. } = &known.state else {
        return Err(Refusal::state("款项", known.state.word(), ReceiptWord::Matched));
    };
    Ok(StatementEvent::TakenBack { receipt, reason: reason.to_owned() })
}

fn claimed(statement: &Statement, receipt: ReceiptId, ctx: &Context<'_>) -> Result<(), Refusal> {
    let known = statement.receipt(receipt).ok_or(Refusal::Missing("款项"))?;
    let ReceiptState::Claimed { by, .. } = &known.state else {
        return Err(Refusal::state("款项", known.state.word(), ReceiptWord::Claimed));
    };
    if by.staff == ctx.actor.id {
        return Err(Refusal::SecondPerson { what: "复核认领", first: by.name.clone() });
    }
    Ok(())
}

impl Book for Statement {
    type Event = StatementEvent;

    const PREFIX: &'static str = "statement";

    fn open(stream: Uuid, court: &str) -> Statement {
        Statement::new(StatementId(stream), court)
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn fold(&mut self, event: &StatementEvent, by: &By) {
        self.apply(event, by);
    }

    fn kind(event: &StatementEvent) -> &'static str {
        event.kind().code()
    }

    fn subject(event: &StatementEvent) -> String {
        event.subject().to_string()
    }
}
