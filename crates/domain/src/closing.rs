//! 结案：each condition of the way of closing is checked with its evidence; nothing closes while something has no owner.

use serde::{Deserialize, Serialize};
use zhixing_law::{
    checklist::{Finding, completed},
    day::Day,
    money::Fen,
};

use crate::{
    case::{CaseFile, Stage},
    context::Context,
    deduction::DeductionState,
    document::{DocumentKind, DocumentState},
    event::{By, Recorded},
    measure::MeasureState,
    outcome::{Decision, Outcome},
    payout::PayoutState,
    refusal::{Refusal, optional_text},
    task::TaskEvent,
};

/// 结案方式（执行规定2020第64条）
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosingWay {
    /// 执行完毕
    Completed,
}

impl ClosingWay {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            ClosingWay::Completed => "completed",
        }
    }
}

/// 结案情况
#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    pub way: ClosingWay,
    pub on: Day,
    pub by: By,
    pub findings: Vec<String>,
    pub received: Fen,
    pub remark: String,
}

/// What happens at closing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ClosingEvent {
    Closed {
        way: ClosingWay,
        on: Day,
        /// Ids of the conditions found met, as checked at that moment.
        conditions: Vec<String>,
        #[serde(rename = "received_fen")]
        received: Fen,
        remark: String,
    },
}

/// The facts that the conditions of 执行完毕 look at.
pub fn completed_facts(file: &CaseFile, ctx: &Context<'_>) -> Result<completed::CompletedFacts, Refusal> {
    let settlement = crate::payout::settlement(file, ctx)?;
    let evidence = |kind: DocumentKind| -> Vec<String> {
        file.documents
            .iter()
            .filter(|d| d.kind == kind && d.state == DocumentState::Issued)
            .map(|d| format!("{} {}", d.kind.title(), d.made_on))
            .collect()
    };
    let unserved = file
        .documents
        .iter()
        .filter(|d| d.state == DocumentState::Issued && d.kind.needs_service())
        .filter(|d| !file.service_complete(d))
        .map(|d| d.kind.title().to_owned())
        .collect();
    let drafts = file
        .documents
        .iter()
        .filter(|d| d.state == DocumentState::Drafted)
        .map(|d| d.kind.title().to_owned())
        .collect();
    let live = |state: MeasureState| matches!(state, MeasureState::Live | MeasureState::Ordered);
    let assets_of = |file: &CaseFile, asset| {
        file.asset(asset).map(|a| a.title.clone()).unwrap_or_default()
    };
    Ok(completed::CompletedFacts {
        filed_on: file.filed_on,
        owed: settlement.owed.total,
        received: file.funds.received(),
        waived: Fen::ZERO,
        balance: file.funds.balance(),
        in_flight: file.funds.in_flight,
        paid_out: file.funds.paid_out,
        receipts: file
            .funds
            .receipts
            .iter()
            .map(|r| format!("{} 到账 {}", r.on, r.amount.grouped()))
            .collect(),
        payouts: file
            .payouts
            .iter()
            .filter(|p| p.state == PayoutState::Paid)
            .map(|p| format!("发放 {}", p.total.grouped()))
            .collect(),
        live_measures: file
            .measures
            .iter()
            .filter(|m| live(m.state))
            .map(|m| assets_of(file, m.asset))
            .collect(),
        open_deductions: file
            .deductions
            .iter()
            .filter(|d| matches!(d.state, DeductionState::Ordered | DeductionState::Deducted))
            .map(|d| d.request_no.clone())
            .collect(),
        live_sanctions: Vec::new(),
        open_petitions: Vec::new(),
        notice_served: file.notice_served(),
        notice_evidence: evidence(DocumentKind::ExecutionNotice),
        report_order_evidence: evidence(DocumentKind::PropertyReportOrder),
        unserved_documents: unserved,
        unsigned_documents: drafts,
        open_searches: file
            .searches
            .iter()
            .filter(|s| s.is_open())
            .map(|s| s.request_no.clone())
            .collect(),
        materials: file.filing.materials.iter().map(|(m, _)| m.title.clone()).collect(),
    })
}

/// Every condition of closing as 执行完毕, met or not, with its evidence.
pub fn conditions(file: &CaseFile, ctx: &Context<'_>) -> Result<Vec<Finding>, Refusal> {
    Ok(completed::check(&completed_facts(file, ctx)?))
}

/// 以执行完毕方式结案
pub fn close(file: &CaseFile, remark: &str, ctx: &mut Context<'_>) -> Decision {
    file.must_be_open()?;
    let findings = conditions(file, ctx)?;
    if findings.iter().any(Finding::blocks) {
        return Err(Refusal::ClosingConditions { findings });
    }
    let remark = optional_text("remark", remark, 500)?;
    let mut outcome = Outcome::of(ClosingEvent::Closed {
        way: ClosingWay::Completed,
        on: ctx.today,
        conditions: findings.iter().map(|finding| finding.id.to_string()).collect(),
        received: file.funds.received(),
        remark,
    });
    for task in file.tasks.iter().filter(|task| task.state.is_live()) {
        // What a task was for is checked by the conditions; the closing task itself is completed by the flow.
        let closes = ctx
            .mode
            .task(&task.key)
            .is_some_and(|rule| rule.closes_on.iter().any(|kind| kind == "closing.closed"));
        if !closes {
            outcome = outcome.and(TaskEvent::Withdrawn { task: task.id });
        }
    }
    Ok(outcome)
}

/// Folds an event into the case.
pub fn apply(file: &mut CaseFile, event: &ClosingEvent, entry: &Recorded) {
    let ClosingEvent::Closed { way, on, conditions, received, remark } = event;
    file.stage = Stage::Closed;
    file.closing = Some(Closing {
        way: *way,
        on: *on,
        by: By::from(entry),
        findings: conditions.clone(),
        received: *received,
        remark: remark.clone(),
    });
}
