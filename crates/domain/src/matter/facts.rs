//! The facts of a case that modes may ask about in their conditions. One list, shown with every triage.

use zhixing_law::{day::Day, exclusion::Clock, money::Fen};

use crate::{
    closing::performed,
    ground::field::Worded as _,
    ground::word::words,
    intake::claim::{Deed, DeedKind},
    intake::filing::{Credit, Willingness},
    intake::party::PartyRole,
    matter::{Matter, Stage},
    mode::condition::Scope,
    money::payout::{PayoutState, account},
    property::asset::AssetKind,
    remedy::objection::Objection,
    work::{
        directive,
        panel::{self, PanelState, PanelTopic},
    },
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
        Deeds = "deeds", "请求履行的行为";
        Transfers = "transfers", "其中协助过户";
        DeedsOpen = "deeds_open", "还没有履行的行为";
        Livelihood = "livelihood", "涉民生";
        Interviewed = "interviewed", "已执前谈话";
        Willingness = "willingness", "履行意愿";
        Credit = "credit", "信用情况";
        Antagonism = "antagonism", "矛盾激化";
        Searches = "searches", "查询次数";
        SearchesOpen = "searches_open", "未反馈的查询";
        Searchable = "searchable", "可以网络查控的被执行人";
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
        Filed = "filed", "已立案";
        FilingMissing = "filing_missing", "缺少的立案材料";
        PayoutsProposed = "payouts_proposed", "待审批的发放";
        PayoutsApproved = "payouts_approved", "待付款的发放";
        ReturnedPayout = "returned_payout", "退回而未再提出的发放";
        UnansweredEnd = "unanswered_end", "待答复的最早届满日";
        ReceivedOn = "received_on", "收到日期";
        FiledOn = "filed_on", "立案日期";
        /// 没有期限在走的，按不限计
        TermLeftDays = "term_left_days", "执行期限剩余天数";
        /// 没有在计算的，按不限计
        SuperiorLeftDays = "superior_left_days", "距申请执行人可以向上一级法院申请执行的天数";
        TitleKind = "title_kind", "执行依据的类别";
        PropertyOn = "property_on", "有可供执行财产之日";
        ShortfallFen = "shortfall_fen", "上次冻结时未能控制的欠款";
        /// 没有冻结的，按不限计
        SinceFreezeDays = "since_freeze_days", "距上次冻结的天数";
        Heard = "heard", "已听证";
        Decided = "decided", "已作出裁定";
        RulingServed = "ruling_served", "裁定已送达";
        Answered = "answered", "已答复";
        ObjectionsOpen = "objections_open", "审查中的异议";
        /// 从来没有人办理的，按不限计
        IdleDays = "idle_days", "距上次有人办理的天数";
        /// 没有待答复的督办，为空
        DirectiveBy = "directive_by", "待答复督办的最早期限";
        MeasuresDecided = "measures_decided", "强制措施已经合议";
    }
}

/// Days since what has never been.
const NEVER: i64 = 99_999;

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

    /// Says a fact otherwise. False when it is of another kind: a number is no yes or no.
    pub(crate) fn set(&mut self, name: FactName, fact: Fact) -> bool {
        let known = self.0.iter_mut().find(|(known, _)| *known == name).map(|(_, known)| known);
        let Some(known) = known else { return false };
        let same = std::mem::discriminant(known) == std::mem::discriminant(&fact);
        if same {
            *known = fact;
        }
        same
    }

    /// Every fact of a case as it stands on `today`.
    pub fn of(matter: &Matter, today: Day) -> Facts {
        let known = |name: &FactName| (*name, fact(matter, *name, today));
        Facts(FactName::ALL.iter().map(known).collect())
    }
}

impl Scope for Facts {
    fn value(&self, name: &str) -> Option<cel::Value> {
        let known = self.0.iter().find(|(known, _)| known.code() == name);
        known.map(|(_, fact)| fact.to_cel())
    }
}

/// One fact of a case as it stands on `today`: only what a condition asks about is worked out.
pub fn fact(matter: &Matter, name: FactName, today: Day) -> Fact {
    match name {
        FactName::ClaimFen
        | FactName::OwedFen
        | FactName::UnpaidFen
        | FactName::UncoveredFen
        | FactName::ShortfallFen
        | FactName::ReceivedFen
        | FactName::BalanceFen
        | FactName::UndistributedFen
        | FactName::InFlightFen
        | FactName::PaidFen
        | FactName::DepositsFen
        | FactName::FrozenFen => Fact::Int(sum(matter, name, today)),
        FactName::Cause
        | FactName::TitleKind
        | FactName::Livelihood
        | FactName::Interviewed
        | FactName::Willingness
        | FactName::Credit
        | FactName::Antagonism => told(matter, name),
        FactName::Lane => Fact::Text(matter.lane.clone().unwrap_or_default()),
        FactName::OpenTasks => Fact::Text(matter.open_task_keys()),
        FactName::UnansweredEnd
        | FactName::ReceivedOn
        | FactName::FiledOn
        | FactName::DirectiveBy
        | FactName::PropertyOn => dated(matter, name),
        FactName::TermLeftDays => Fact::Int(matter.deadlines.left(Clock::Enforcement, today)),
        FactName::SuperiorLeftDays => Fact::Int(matter.deadlines.left(Clock::Superior, today)),
        FactName::SinceFreezeDays => since(matter.last_freeze_on(), today),
        FactName::IdleDays => since(matter.worked_on, today),
        FactName::MeasuresDecided => Fact::Bool(measures_decided(matter)),
        FactName::Heard => Fact::Bool(reviewed(matter, |objection| objection.hearing.is_some())),
        FactName::Decided => Fact::Bool(reviewed(matter, |objection| objection.ruled.is_some())),
        FactName::RulingServed => Fact::Bool(matter.ruling_served_on().is_some()),
        FactName::Answered => Fact::Bool(answered(matter)),
        FactName::NoticeServed => Fact::Bool(matter.notice_served()),
        FactName::HasHandler => Fact::Bool(matter.handler.is_some()),
        FactName::Filed => Fact::Bool(matter.stage != Stage::Received),
        FactName::ReturnedPayout => Fact::Bool(matter.returned_payout()),
        FactName::RealEstate
        | FactName::Vehicles
        | FactName::Equity
        | FactName::Assets
        | FactName::Applicants
        | FactName::Respondents
        | FactName::Searches
        | FactName::SearchesOpen
        | FactName::DocumentsUnsigned
        | FactName::DocumentsUnserved
        | FactName::DocumentsToRemake
        | FactName::LiveMeasures
        | FactName::MeasuresUnanswered
        | FactName::AssetsUnscreened
        | FactName::EnforceableDeposits
        | FactName::FreezableDeposits
        | FactName::PendingDeductions
        | FactName::OrderedDeductions
        | FactName::FilingMissing
        | FactName::Searchable
        | FactName::Deeds
        | FactName::Transfers
        | FactName::DeedsOpen
        | FactName::ObjectionsOpen
        | FactName::PayoutsProposed
        | FactName::PayoutsApproved => Fact::Int(number(matter, name)),
    }
}

/// Days since a day; of what has never been, more than any limit.
fn since(on: Option<Day>, today: Day) -> Fact {
    Fact::Int(on.map_or(NEVER, |on| on.days_until(today)))
}

fn answered(matter: &Matter) -> bool {
    matter.visit.as_ref().is_some_and(|visit| visit.answer.is_some())
}

fn measures_decided(matter: &Matter) -> bool {
    let panel = panel::latest(&matter.panels, PanelTopic::Measures);
    panel.is_some_and(|known| known.state == PanelState::Minuted)
}

fn reviewed(matter: &Matter, is: impl Fn(&Objection) -> bool) -> bool {
    matter.objection.as_ref().is_some_and(is)
}

/// 日期；空的，没有这一日
fn dated(matter: &Matter, name: FactName) -> Fact {
    let day = match name {
        FactName::UnansweredEnd => matter.unanswered_end(),
        FactName::DirectiveBy => directive::waited_for(&matter.directives),
        FactName::ReceivedOn => matter.received_on(),
        FactName::PropertyOn => matter.property_on(),
        _ => matter.filed_on,
    };
    Fact::Text(day.map(|day| day.to_string()).unwrap_or_default())
}

/// 金额，分
fn sum(matter: &Matter, name: FactName, today: Day) -> i64 {
    let claim = matter.claim.as_ref();
    let claim_fen = || claim.and_then(|c| c.total().ok()).unwrap_or_default().get();
    let owed = || account::outstanding(matter, today).map_or_else(|_| claim_fen(), Fen::get);
    match name {
        FactName::OwedFen => owed(),
        // What had come in discharged the debt on its day; only what was left then still bears interest.
        FactName::UnpaidFen => {
            account::account(matter, today).map_or_else(|_| claim_fen(), |sums| sums.left.get())
        }
        FactName::UncoveredFen => (owed() - matter.frozen().get()).max(0),
        FactName::ShortfallFen => {
            let on = matter.last_freeze_on().unwrap_or(today);
            let owed = account::outstanding(matter, on).map_or_else(|_| claim_fen(), Fen::get);
            (owed - matter.frozen().get()).max(0)
        }
        FactName::ReceivedFen => matter.funds.received().get(),
        FactName::BalanceFen => matter.funds.balance().get(),
        FactName::UndistributedFen => matter.undistributed().get(),
        FactName::InFlightFen => matter.funds.in_flight.get(),
        FactName::PaidFen => matter.funds.paid_out.get(),
        FactName::DepositsFen => matter.deposits_available().get(),
        FactName::FrozenFen => matter.frozen_live().get(),
        _ => claim_fen(),
    }
}

/// What was told at the window.
fn told(matter: &Matter, name: FactName) -> Fact {
    let claim = matter.claim.as_ref();
    let interview = matter.filing.interview.as_ref().map(|(interview, _)| interview);
    match name {
        FactName::Cause => Fact::Text(claim.map(|c| c.cause.clone()).unwrap_or_default()),
        FactName::TitleKind => {
            let code = claim.map_or("", |claim| claim.title.category.word().code);
            Fact::Text(code.to_owned())
        }
        FactName::Livelihood => Fact::Bool(claim.is_some_and(|c| c.livelihood)),
        FactName::Willingness => {
            let word = interview.map_or(Willingness::Unknown, |i| i.willingness);
            Fact::Text(word.code().to_owned())
        }
        FactName::Credit => {
            let word = interview.map_or(Credit::Unknown, |i| i.credit);
            Fact::Text(word.code().to_owned())
        }
        FactName::Antagonism => Fact::Bool(interview.is_some_and(|i| i.antagonism)),
        _ => Fact::Bool(interview.is_some()),
    }
}

/// How many there are.
fn number(matter: &Matter, name: FactName) -> i64 {
    let kind =
        |kind: AssetKind| length(matter.assets.iter().filter(|asset| asset.kind == kind).count());
    let deeds = |is: fn(&Deed) -> bool| {
        let claim = matter.claim.as_ref();
        length(claim.map_or(0, |claim| claim.deeds.iter().filter(|deed| is(deed)).count()))
    };
    let role = |role| length(matter.parties_of(role).count());
    let payouts =
        |state| length(matter.payouts.iter().filter(|payout| payout.state == state).count());
    match name {
        FactName::RealEstate => kind(AssetKind::RealEstate),
        FactName::Vehicles => kind(AssetKind::Vehicle),
        FactName::Equity => kind(AssetKind::Equity),
        FactName::Applicants => role(PartyRole::Applicant),
        FactName::Respondents => role(PartyRole::Respondent),
        FactName::Deeds => deeds(|_| true),
        FactName::Transfers => deeds(|deed| deed.kind == DeedKind::Transfer),
        FactName::DeedsOpen => {
            let claim = matter.claim.as_ref();
            let left =
                claim.into_iter().flat_map(|claim| performed::open(claim, &matter.performed));
            length(left.count())
        }
        FactName::Searches => length(matter.searches.len()),
        FactName::SearchesOpen => matter.searches_open(),
        FactName::Searchable => length(matter.searchable().count()),
        FactName::DocumentsUnsigned => matter.documents_unsigned(),
        FactName::DocumentsUnserved => matter.documents_unserved(),
        FactName::DocumentsToRemake => matter.documents_to_remake(),
        FactName::LiveMeasures => matter.live_measures(),
        FactName::MeasuresUnanswered => matter.measures_unanswered(),
        FactName::AssetsUnscreened => matter.assets_unscreened(),
        FactName::EnforceableDeposits => matter.enforceable_deposits(),
        FactName::FreezableDeposits => matter.freezable_deposits(),
        FactName::PendingDeductions => matter.pending_deductions(),
        FactName::OrderedDeductions => matter.ordered_deductions(),
        FactName::FilingMissing => length(matter.filing.missing.len()),
        FactName::ObjectionsOpen => length(matter.objections_open().count()),
        FactName::PayoutsProposed => payouts(PayoutState::Proposed),
        FactName::PayoutsApproved => payouts(PayoutState::Approved),
        _ => length(matter.assets.len()),
    }
}

fn length(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
