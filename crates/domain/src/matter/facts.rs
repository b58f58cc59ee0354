//! The facts of a case that modes may ask about in their conditions. One list, shown with every triage.

use zhixing_law::{day::Day, money::Fen};

use crate::{
    ground::word::words,
    intake::filing::{Credit, Willingness},
    intake::party::PartyRole,
    matter::Matter,
    money::payout,
    property::asset::AssetKind,
};

words! {
    /// 案件情况：what a mode may ask about a case, under the name by which conditions ask for it.
    FactName {
        ClaimFen = "claim_fen", "申请标的";
        OwedFen = "owed_fen", "应付总额";
        UnpaidFen = "unpaid_fen", "待发放的数额";
        UncoveredFen = "uncovered_fen", "尚未控制的欠款";
        DepositsFen = "deposits_fen", "查到的存款";
        RealEstate = "real_estate", "不动产";
        Vehicles = "vehicles", "车辆";
        Equity = "equity", "股权";
        Assets = "assets", "财产项数";
        Applicants = "applicants", "申请执行人数";
        Respondents = "respondents", "被执行人数";
        Cause = "cause", "案由";
        Livelihood = "livelihood", "涉民生";
        Interviewed = "interviewed", "已执前谈话";
        Willingness = "willingness", "履行意愿";
        Credit = "credit", "信用情况";
        Antagonism = "antagonism", "矛盾激化";
        Searches = "searches", "查询次数";
        SearchesOpen = "searches_open", "未反馈的查询";
        DocumentsUnsigned = "documents_unsigned", "待签发的文书";
        DocumentsUnserved = "documents_unserved", "待送达的文书";
        DocumentsToRemake = "documents_to_remake", "待重新制作的文书";
        Lane = "lane", "办理通道";
        ReceivedFen = "received_fen", "已到账";
        BalanceFen = "balance_fen", "案款余额";
        UndistributedFen = "undistributed_fen", "可供发放的案款";
        InFlightFen = "in_flight_fen", "付款途中的案款";
        PaidFen = "paid_fen", "已发放";
        LiveMeasures = "live_measures", "生效的控制措施";
        MeasuresUnanswered = "measures_unanswered", "待答复的到期预警";
        OpenTasks = "open_tasks", "在办事项";
        AssetsUnscreened = "assets_unscreened", "未甄别的财产";
        EnforceableDeposits = "enforceable_deposits", "可执行的存款账户";
        FreezableDeposits = "freezable_deposits", "可冻结的存款账户";
        FrozenFen = "frozen_fen", "已冻结的数额";
        PendingDeductions = "pending_deductions", "未到账的扣划";
        OrderedDeductions = "ordered_deductions", "待回执的扣划";
        NoticeServed = "notice_served", "执行通知书已送达";
        HasHandler = "has_handler", "已分案";
    }
}

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
pub struct Facts(Vec<(FactName, Fact)>);

impl Facts {
    /// Names and values, in order.
    pub fn values(&self) -> impl Iterator<Item = &(FactName, Fact)> {
        self.0.iter()
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
        let willingness = interview.map_or(Willingness::Unknown, |i| i.willingness);
        let credit = interview.map_or(Credit::Unknown, |i| i.credit);
        let count = |role| i64::try_from(matter.parties_of(role).count()).unwrap_or(i64::MAX);
        let kind_count = |kind: AssetKind| {
            let n = matter.assets.iter().filter(|asset| asset.kind == kind).count();
            i64::try_from(n).unwrap_or(i64::MAX)
        };
        Facts(vec![
            (FactName::ClaimFen, Fact::Int(claim_fen)),
            (FactName::OwedFen, Fact::Int(left(today))),
            (FactName::UnpaidFen, Fact::Int(unpaid_fen)),
            (FactName::UncoveredFen, Fact::Int((left(today) - covered).max(0))),
            (FactName::DepositsFen, Fact::Int(matter.deposits_available().get())),
            (FactName::RealEstate, Fact::Int(kind_count(AssetKind::RealEstate))),
            (FactName::Vehicles, Fact::Int(kind_count(AssetKind::Vehicle))),
            (FactName::Equity, Fact::Int(kind_count(AssetKind::Equity))),
            (FactName::Assets, Fact::Int(i64::try_from(matter.assets.len()).unwrap_or(i64::MAX))),
            (FactName::Applicants, Fact::Int(count(PartyRole::Applicant))),
            (FactName::Respondents, Fact::Int(count(PartyRole::Respondent))),
            (FactName::Cause, Fact::Text(claim.map(|c| c.cause.clone()).unwrap_or_default())),
            (FactName::Livelihood, Fact::Bool(claim.is_some_and(|c| c.livelihood))),
            (FactName::Interviewed, Fact::Bool(interview.is_some())),
            (FactName::Willingness, Fact::Text(willingness.code().to_owned())),
            (FactName::Credit, Fact::Text(credit.code().to_owned())),
            (FactName::Antagonism, Fact::Bool(interview.is_some_and(|i| i.antagonism))),
            (
                FactName::Searches,
                Fact::Int(i64::try_from(matter.searches.len()).unwrap_or(i64::MAX)),
            ),
            (FactName::SearchesOpen, Fact::Int(matter.searches_open())),
            (FactName::DocumentsUnsigned, Fact::Int(matter.documents_unsigned())),
            (FactName::DocumentsUnserved, Fact::Int(matter.documents_unserved())),
            (FactName::DocumentsToRemake, Fact::Int(matter.documents_to_remake())),
            (FactName::Lane, Fact::Text(matter.lane.clone().unwrap_or_default())),
            (FactName::ReceivedFen, Fact::Int(matter.funds.received().get())),
            (FactName::BalanceFen, Fact::Int(matter.funds.balance().get())),
            (FactName::UndistributedFen, Fact::Int(matter.undistributed().get())),
            (FactName::InFlightFen, Fact::Int(matter.funds.in_flight.get())),
            (FactName::PaidFen, Fact::Int(matter.funds.paid_out.get())),
            (FactName::LiveMeasures, Fact::Int(matter.live_measures())),
            (FactName::MeasuresUnanswered, Fact::Int(matter.measures_unanswered())),
            (FactName::OpenTasks, Fact::Text(matter.open_task_keys())),
            (FactName::AssetsUnscreened, Fact::Int(matter.assets_unscreened())),
            (FactName::EnforceableDeposits, Fact::Int(matter.enforceable_deposits())),
            (FactName::FreezableDeposits, Fact::Int(matter.freezable_deposits())),
            (FactName::FrozenFen, Fact::Int(matter.frozen_live().get())),
            (FactName::PendingDeductions, Fact::Int(matter.pending_deductions())),
            (FactName::OrderedDeductions, Fact::Int(matter.ordered_deductions())),
            (FactName::NoticeServed, Fact::Bool(matter.notice_served())),
            (FactName::HasHandler, Fact::Bool(matter.handler.is_some())),
        ])
    }
}
