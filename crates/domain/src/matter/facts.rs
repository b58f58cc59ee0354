//! The facts of a case that modes may ask about in their conditions. One list, shown with every triage.

use zhixing_law::{day::Day, money::Fen};

use crate::{
    intake::filing::{Credit, Willingness},
    intake::party::PartyRole,
    matter::Matter,
    money::payout,
};

/// A fact's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    Int(i64),
    Bool(bool),
    Text(String),
}

impl Fact {
    /// The value as the condition language sees it.
    pub(crate) fn to_cel(&self) -> cel::Value {
        match self {
            Fact::Int(value) => cel::Value::Int(*value),
            Fact::Bool(value) => cel::Value::Bool(*value),
            Fact::Text(value) => cel::Value::String(std::sync::Arc::new(value.clone())),
        }
    }

    /// The value as shown with a triage result.
    pub fn show(&self) -> String {
        match self {
            Fact::Int(value) => value.to_string(),
            Fact::Bool(true) => "是".to_owned(),
            Fact::Bool(false) => "否".to_owned(),
            Fact::Text(value) => value.clone(),
        }
    }
}

/// Named facts, in a fixed order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts(Vec<(&'static str, Fact)>);

impl Facts {
    /// Names and values, in order.
    pub fn values(&self) -> impl Iterator<Item = &(&'static str, Fact)> {
        self.0.iter()
    }

    /// Whether there is a fact of this name.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| *known == name)
    }

    /// The facts of a case as it stands on `today`.
    pub fn of(matter: &Matter, today: Day) -> Facts {
        let claim = matter.claim.as_ref();
        let claim_fen = claim.and_then(|c| c.total().ok()).unwrap_or_default().get();
        let left = |on| payout::outstanding(matter, on).map_or(claim_fen, Fen::get);
        // What had come in discharged the debt on its day; only what was left then still bears interest.
        let unpaid_fen = payout::account(matter, today).map_or(claim_fen, |sums| sums.left.get());
        let covered = matter.frozen().get();
        let interview = matter.filing.interview.as_ref().map(|(interview, _)| interview);
        let willingness = match interview.map(|i| i.willingness) {
            Some(Willingness::Willing) => "willing",
            Some(Willingness::Unwilling) => "unwilling",
            _ => "unknown",
        };
        let credit = match interview.map(|i| i.credit) {
            Some(Credit::Good) => "good",
            Some(Credit::Poor) => "poor",
            _ => "unknown",
        };
        let count = |role| i64::try_from(matter.parties_of(role).count()).unwrap_or(i64::MAX);
        let kind_count = |kind: &str| {
            let n = matter.assets.iter().filter(|asset| asset.kind.code() == kind).count();
            i64::try_from(n).unwrap_or(i64::MAX)
        };
        Facts(vec![
            ("claim_fen", Fact::Int(claim_fen)),
            ("owed_fen", Fact::Int(left(today))),
            ("unpaid_fen", Fact::Int(unpaid_fen)),
            ("uncovered_fen", Fact::Int((left(today) - covered).max(0))),
            ("deposits_fen", Fact::Int(matter.deposits_available().get())),
            ("real_estate", Fact::Int(kind_count("real_estate"))),
            ("vehicles", Fact::Int(kind_count("vehicle"))),
            ("equity", Fact::Int(kind_count("equity"))),
            ("assets", Fact::Int(i64::try_from(matter.assets.len()).unwrap_or(i64::MAX))),
            ("applicants", Fact::Int(count(PartyRole::Applicant))),
            ("respondents", Fact::Int(count(PartyRole::Respondent))),
            ("cause", Fact::Text(claim.map(|c| c.cause.clone()).unwrap_or_default())),
            ("livelihood", Fact::Bool(claim.is_some_and(|c| c.livelihood))),
            ("interviewed", Fact::Bool(interview.is_some())),
            ("willingness", Fact::Text(willingness.to_owned())),
            ("credit", Fact::Text(credit.to_owned())),
            ("antagonism", Fact::Bool(interview.is_some_and(|i| i.antagonism))),
            ("searches", Fact::Int(i64::try_from(matter.searches.len()).unwrap_or(i64::MAX))),
            ("searches_open", Fact::Int(matter.searches_open())),
            ("documents_unsigned", Fact::Int(matter.documents_unsigned())),
            ("documents_unserved", Fact::Int(matter.documents_unserved())),
            ("documents_to_remake", Fact::Int(matter.documents_to_remake())),
            ("lane", Fact::Text(matter.lane.clone().unwrap_or_default())),
            ("received_fen", Fact::Int(matter.funds.received().get())),
            ("balance_fen", Fact::Int(matter.funds.balance().get())),
            ("undistributed_fen", Fact::Int(matter.undistributed().get())),
            ("in_flight_fen", Fact::Int(matter.funds.in_flight.get())),
            ("paid_fen", Fact::Int(matter.funds.paid_out.get())),
            ("live_measures", Fact::Int(matter.live_measures())),
            ("measures_unanswered", Fact::Int(matter.measures_unanswered())),
            ("open_tasks", Fact::Text(matter.open_task_keys())),
            ("assets_unscreened", Fact::Int(matter.assets_unscreened())),
            ("enforceable_deposits", Fact::Int(matter.enforceable_deposits())),
            ("freezable_deposits", Fact::Int(matter.freezable_deposits())),
            ("frozen_fen", Fact::Int(matter.frozen_live().get())),
            ("pending_deductions", Fact::Int(matter.pending_deductions())),
            ("ordered_deductions", Fact::Int(matter.ordered_deductions())),
            ("notice_served", Fact::Bool(matter.notice_served())),
            ("has_handler", Fact::Bool(matter.handler.is_some())),
        ])
    }
}
