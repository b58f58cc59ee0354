//! 案件：the fold of its docket. Nothing else changes a case.

use std::collections::BTreeMap;

use zhixing_law::{
    day::Day,
    money::Fen,
    number::{CaseKind, CaseNumber},
};

use crate::{
    asset::{self, Asset},
    claim::Claim,
    closing::{self, Closing},
    deduction::{self, Deduction, DeductionState},
    document::{self, Document, DocumentState},
    event::{Event, Recorded},
    filing::{self, Filing},
    fund::{self, Funds},
    id::{
        AssetId, CaseId, DeductionId, DocumentId, MeasureId, PartyId, PayoutId, SearchId, StaffId,
        TaskId,
    },
    measure::{self, Measure, MeasureState},
    message::{self, Message},
    node::{self, NodeState},
    party::{self, Party, PartyRole},
    payout::{self, Payout, PayoutState, Purpose},
    refusal::Refusal,
    search::{self, Search},
    service::{self, Service},
    task::{self, Task},
    triage::{self, TriageResult},
};

/// 案件阶段
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 已收件，尚未立案
    Received,
    /// 在办
    Open,
    /// 已结案
    Closed,
}

impl Stage {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Stage::Received => "received",
            Stage::Open => "open",
            Stage::Closed => "closed",
        }
    }
}

/// 案件的全部状态
#[derive(Debug, Clone, PartialEq)]
pub struct CaseFile {
    pub id: CaseId,
    pub court: String,
    /// Number of events folded in; attempts that were refused do not count.
    pub version: i64,
    pub stage: Stage,
    pub kind: CaseKind,
    pub number: Option<CaseNumber>,
    /// 一案一账号
    pub account_no: String,
    pub filed_on: Option<Day>,
    pub claim: Option<Claim>,
    pub filing: Filing,
    pub parties: Vec<Party>,
    pub lane: Option<String>,
    pub team: Option<String>,
    /// 承办人
    pub handler: Option<(StaffId, String)>,
    pub triage: Vec<TriageResult>,
    pub nodes: Vec<NodeState>,
    pub tasks: Vec<Task>,
    pub documents: Vec<Document>,
    pub services: Vec<Service>,
    pub searches: Vec<Search>,
    pub assets: Vec<Asset>,
    pub measures: Vec<Measure>,
    pub deductions: Vec<Deduction>,
    pub funds: Funds,
    pub payouts: Vec<Payout>,
    pub closing: Option<Closing>,
    pub messages: Vec<Message>,
    /// The version at which each subject last changed, for telling a stale form what moved.
    pub touched: BTreeMap<String, i64>,
}

impl CaseFile {
    /// A case of which nothing is known yet.
    pub fn new(id: CaseId, court: &str) -> CaseFile {
        CaseFile {
            id,
            court: court.to_owned(),
            version: 0,
            stage: Stage::Received,
            kind: CaseKind::First,
            number: None,
            account_no: String::new(),
            filed_on: None,
            claim: None,
            filing: Filing::default(),
            parties: Vec::new(),
            lane: None,
            team: None,
            handler: None,
            triage: Vec::new(),
            nodes: Vec::new(),
            tasks: Vec::new(),
            documents: Vec::new(),
            services: Vec::new(),
            searches: Vec::new(),
            assets: Vec::new(),
            measures: Vec::new(),
            deductions: Vec::new(),
            funds: Funds::default(),
            payouts: Vec::new(),
            closing: None,
            messages: Vec::new(),
            touched: BTreeMap::new(),
        }
    }

    /// Folds one entry in. Total: it cannot fail, whatever the docket holds.
    pub fn apply(&mut self, entry: &Recorded) {
        self.version += 1;
        self.touched.insert(subject(&entry.event), self.version);
        match &entry.event {
            Event::Filing(event) => filing::apply(self, event, entry),
            Event::Party(event) => party::apply(&mut self.parties, event, entry),
            Event::Triage(event) => triage::apply(self, event, entry),
            Event::Task(event) => task::apply(&mut self.tasks, event, entry),
            Event::Node(event) => node::apply(&mut self.nodes, event, entry),
            Event::Document(event) => document::apply(&mut self.documents, event, entry),
            Event::Service(event) => service::apply(&mut self.services, event, entry),
            Event::Search(event) => search::apply(&mut self.searches, event, entry),
            Event::Asset(event) => asset::apply(&mut self.assets, event, entry),
            Event::Measure(event) => measure::apply(&mut self.measures, event, entry),
            Event::Deduction(event) => deduction::apply(&mut self.deductions, event, entry),
            Event::Fund(event) => fund::apply(self, event, entry),
            Event::Payout(event) => payout::apply(self, event, entry),
            Event::Closing(event) => closing::apply(self, event, entry),
            Event::Message(event) => message::apply(&mut self.messages, event, entry),
        }
    }

    /// 案号, or a word for a case that has none yet.
    pub fn number_text(&self) -> String {
        self.number.as_ref().map_or_else(|| "未立案".to_owned(), ToString::to_string)
    }

    /// Refuses when the case is not filed or already closed.
    pub fn must_be_open(&self) -> Result<(), Refusal> {
        match self.stage {
            Stage::Received => Err(Refusal::CaseNotFiled),
            Stage::Open => Ok(()),
            Stage::Closed => Err(self.closed()),
        }
    }

    /// Refuses when the case is closed.
    pub fn must_not_be_closed(&self) -> Result<(), Refusal> {
        if self.stage == Stage::Closed { Err(self.closed()) } else { Ok(()) }
    }

    fn closed(&self) -> Refusal {
        Refusal::CaseClosed { on: self.closing.as_ref().map(|closing| closing.on) }
    }

    pub fn party(&self, id: PartyId) -> Option<&Party> {
        self.parties.iter().find(|party| party.id == id)
    }

    pub fn parties_of(&self, role: PartyRole) -> impl Iterator<Item = &Party> {
        self.parties.iter().filter(move |party| party.details.role == role)
    }

    pub fn task(&self, id: TaskId) -> Option<&Task> {
        self.tasks.iter().find(|task| task.id == id)
    }

    pub fn document(&self, id: DocumentId) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == id)
    }

    pub fn search(&self, id: SearchId) -> Option<&Search> {
        self.searches.iter().find(|search| search.id == id)
    }

    pub fn asset(&self, id: AssetId) -> Option<&Asset> {
        self.assets.iter().find(|asset| asset.id == id)
    }

    pub fn measure(&self, id: MeasureId) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    pub fn deduction(&self, id: DeductionId) -> Option<&Deduction> {
        self.deductions.iter().find(|deduction| deduction.id == id)
    }

    pub fn payout(&self, id: PayoutId) -> Option<&Payout> {
        self.payouts.iter().find(|payout| payout.id == id)
    }

    /// The successful service of a document on a party, if there is one.
    pub fn served(&self, document: DocumentId, party: PartyId) -> Option<&Service> {
        self.services
            .iter()
            .find(|s| s.document == document && s.party == party && s.effective_on.is_some())
    }

    /// Who a document must be served on: its addressee, or every respondent for a ruling of the case.
    pub fn service_targets(&self, document: &Document) -> Vec<PartyId> {
        match document.party {
            Some(party) => vec![party],
            None => self.parties_of(PartyRole::Respondent).map(|party| party.id).collect(),
        }
    }

    /// Whether a document has been served on everyone it must be.
    pub fn service_complete(&self, document: &Document) -> bool {
        self.service_targets(document)
            .into_iter()
            .all(|party| self.served(document.id, party).is_some())
    }

    /// How many rulings the case has made so far.
    pub fn rulings(&self) -> u32 {
        let count = self.documents.iter().filter(|document| 0 < document.ruling_no).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Money found that could be taken: available balances of the respondents' accounts.
    pub fn deposits_available(&self) -> Fen {
        let money = self.assets.iter().filter(|asset| asset.kind.is_money());
        Fen::sum(money.map(|asset| asset.available)).unwrap_or_default()
    }

    /// Whether an asset is under control or about to be.
    pub fn live_measure_on(&self, asset: AssetId) -> bool {
        self.measures.iter().any(|m| {
            m.asset == asset && matches!(m.state, MeasureState::Ordered | MeasureState::Live)
        })
    }

    /// Sum frozen or ordered to be frozen and not yet deducted.
    pub fn frozen(&self) -> Fen {
        let sums = self.measures.iter().map(|m| match m.state {
            MeasureState::Ordered => m.amount,
            MeasureState::Live => m.actual,
            _ => Fen::ZERO,
        });
        Fen::sum(sums).unwrap_or_default()
    }

    /// Sum ordered or taken by deduction that has not arrived yet.
    pub fn in_deduction(&self) -> Fen {
        let sums = self.deductions.iter().map(|d| match d.state {
            DeductionState::Ordered => d.amount,
            DeductionState::Deducted => d.actual,
            _ => Fen::ZERO,
        });
        Fen::sum(sums).unwrap_or_default()
    }

    /// 可供发放：the balance less what approved or proposed payouts have set aside.
    pub fn undistributed(&self) -> Fen {
        let set_aside = self
            .payouts
            .iter()
            .filter(|p| matches!(p.state, PayoutState::Proposed | PayoutState::Approved))
            .map(|p| p.total);
        let set_aside = Fen::sum(set_aside).unwrap_or_default();
        self.funds.balance().checked_sub(set_aside).unwrap_or_default()
    }

    /// What payouts that stand (not refused, not bounced) cover for a purpose.
    pub fn payout_covered(&self, purpose: Purpose) -> Fen {
        let lines = self
            .payouts
            .iter()
            .filter(|p| p.state != PayoutState::Refused)
            .flat_map(|p| p.lines.iter().zip(&p.results))
            .filter(|(line, result)| {
                line.purpose == purpose
                    && !matches!(result, Some(payout::LineResult::Rejected { .. }))
            })
            .map(|(line, _)| line.amount);
        Fen::sum(lines).unwrap_or_default()
    }

    /// Counts for conditions and lists.
    pub fn live_measures(&self) -> i64 {
        count(self.measures.iter().filter(|m| {
            matches!(m.state, MeasureState::Ordered | MeasureState::Live)
        }))
    }

    pub fn searches_open(&self) -> i64 {
        count(self.searches.iter().filter(|search| search.is_open()))
    }

    pub fn documents_unsigned(&self) -> i64 {
        count(self.documents.iter().filter(|d| d.state == DocumentState::Drafted))
    }

    pub fn documents_unserved(&self) -> i64 {
        count(self.documents.iter().filter(|d| {
            d.state == DocumentState::Issued
                && d.kind.needs_service()
                && !self.service_complete(d)
        }))
    }

    /// Keys of the tasks still live, comma separated, for conditions of modes.
    pub fn open_task_keys(&self) -> String {
        let live = self.tasks.iter().filter(|task| task.state.is_live());
        live.map(|task| task.key.as_str()).collect::<Vec<_>>().join(",")
    }

    /// Assets nobody has judged yet.
    pub fn assets_unscreened(&self) -> i64 {
        count(self.assets.iter().filter(|asset| asset.verdict.is_none()))
    }

    /// Money assets judged enforceable.
    pub fn enforceable_deposits(&self) -> i64 {
        count(self.assets.iter().filter(|asset| {
            asset.kind.is_money()
                && matches!(&asset.verdict, Some((asset::Verdict::Enforceable, _, _)))
        }))
    }

    /// Sum under a live freeze.
    pub fn frozen_live(&self) -> Fen {
        let live = self.measures.iter().filter(|m| m.state == MeasureState::Live);
        Fen::sum(live.map(|m| m.actual)).unwrap_or_default()
    }

    /// Deductions ordered or on their way.
    pub fn pending_deductions(&self) -> i64 {
        count(self.deductions.iter().filter(|d| {
            matches!(d.state, DeductionState::Ordered | DeductionState::Deducted)
        }))
    }

    /// Whether every respondent has been served the execution notice (执行通知书).
    pub fn notice_served(&self) -> bool {
        self.parties_of(PartyRole::Respondent).all(|party| {
            self.documents.iter().any(|d| {
                d.kind == document::DocumentKind::EnforcementNotice
                    && d.party == Some(party.id)
                    && self.served(d.id, party.id).is_some()
            })
        })
    }

    /// The node the case stands at: the last one started and not ended.
    pub fn node(&self) -> Option<&NodeState> {
        self.nodes.iter().rev().find(|node| node.ended_on.is_none())
    }

    /// The earliest limit that still runs: of a live task, an open node or a live measure.
    pub fn next_due_on(&self) -> Option<Day> {
        let tasks = self.tasks.iter().filter(|t| t.state.is_live()).map(|t| t.due_on);
        let nodes = self.nodes.iter().filter(|n| n.ended_on.is_none()).map(|n| n.due_on);
        let measures =
            self.measures.iter().filter(|m| m.state == MeasureState::Live).map(|m| m.ends_on);
        tasks.chain(nodes).chain(measures).min()
    }

    /// What changed since a version, by subject, for a form that was opened then.
    pub fn changed_since(&self, version: i64, subject: &str) -> bool {
        self.touched.get(subject).is_some_and(|at| version < *at)
    }
}

fn count<T>(items: impl Iterator<Item = T>) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}

/// What an event is about: forms on other subjects of the same case are not made stale by it.
pub fn subject(event: &Event) -> String {
    match event {
        Event::Filing(_) | Event::Party(_) => "filing".to_owned(),
        Event::Triage(_) => "triage".to_owned(),
        Event::Task(event) => format!("task:{}", event.task()),
        Event::Node(_) => "node".to_owned(),
        Event::Document(event) => match event {
            document::DocumentEvent::Made { document, .. }
            | document::DocumentEvent::Issued { document, .. }
            | document::DocumentEvent::SentBack { document, .. } => format!("document:{document}"),
        },
        Event::Service(_) => "service".to_owned(),
        Event::Search(event) => format!("search:{}", event.search()),
        Event::Asset(event) => match event {
            asset::AssetEvent::Found { asset, .. }
            | asset::AssetEvent::Updated { asset, .. }
            | asset::AssetEvent::Screened { asset, .. } => format!("asset:{asset}"),
        },
        Event::Measure(event) => format!("measure:{}", event.measure()),
        Event::Deduction(event) => format!("deduction:{}", event.deduction()),
        Event::Fund(_) => "funds".to_owned(),
        Event::Payout(event) => format!("payout:{}", event.payout()),
        Event::Closing(_) => "closing".to_owned(),
        Event::Message(_) => "message".to_owned(),
    }
}
