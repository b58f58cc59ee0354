//! 案件：the fold of its docket. Nothing else changes a case.

use std::collections::BTreeMap;

use zhixing_law::{day::Day, number::CaseNumber};

pub mod context;
pub mod effect;
pub mod event;
pub mod facts;
pub mod kind;
pub mod linked;
pub mod outcome;
pub mod parts;
pub mod scope;
mod view;

use crate::{
    closing::closure::{self, Closing},
    closing::performed::Performance,
    closing::waived::Waiver,
    ground::entry::Entry,
    ground::id::{
        ApprovalId, AssetId, CaseId, DeductionId, DocumentId, MeasureId, PartyId, PayoutId,
        SearchId, StaffId, TaskId,
    },
    ground::number::RegisterNumber,
    ground::refusal::Refusal,
    ground::register::Register,
    ground::subject::Subject,
    ground::version::ModeVersion,
    ground::word::words,
    intake::claim::Claim,
    intake::filing::{self, Filing},
    intake::opening::{self, Opening},
    intake::party::{self, Party, PartyRole},
    matter::event::Event,
    matter::kind::MatterKind,
    money::fund::{self, Funds},
    money::payout::{self, Payout},
    outreach::visit::{self, Visit},
    papers::document::{self, Document},
    papers::message::{self, Message},
    papers::service::{self, Service},
    property::asset::{self, Asset},
    property::deduction::{self, Deduction},
    property::measure::{self, Measure},
    property::search::{self, Search},
    remedy::objection::{self, Objection, Raised},
    work::approval::{self, Approval, ApprovalState},
    work::deadline::{self, Deadlines},
    work::directive::{self, Directive},
    work::fieldwork::{self, FieldReport},
    work::lateness::{self, Lateness},
    work::node::{self, NodeState},
    work::panel::{self, Panel},
    work::pinned,
    work::risk::{self, RiskCard},
    work::task::{self, Task},
    work::triage::{self, TriageResult},
};

words! {
    /// 案件阶段
    Stage {
        /// 已收件，尚未立案
        Received = "received", "已收件";
        Open = "open", "在办";
        Closed = "closed", "已结案";
    }
}

/// 案件的全部状态: a head, and registers that are shared with the states before it while nothing is written into them.
#[derive(Debug, Clone, PartialEq)]
pub struct Matter {
    pub id: CaseId,
    pub court: String,
    /// Number of events folded in; attempts that were refused do not count.
    pub version: i64,
    pub stage: Stage,
    pub kind: MatterKind,
    /// 办案模式
    pub mode: Option<ModeVersion>,
    pub number: Option<CaseNumber>,
    /// 登记号 of what is no case
    pub register: Option<RegisterNumber>,
    /// 一案一账号
    pub account_no: String,
    pub filed_on: Option<Day>,
    pub claim: Register<Option<Claim>>,
    pub filing: Register<Filing>,
    /// How it began, where it was not filed as an application for enforcement, and with what it is linked.
    pub opening: Register<Opening>,
    pub parties: Register<Vec<Party>>,
    pub lane: Option<String>,
    pub team: Option<String>,
    /// 承办人
    pub handler: Option<(StaffId, String)>,
    pub triage: Register<Vec<TriageResult>>,
    pub nodes: Register<Vec<NodeState>>,
    pub deadlines: Register<Deadlines>,
    pub tasks: Register<Vec<Task>>,
    /// 逾期与催办
    pub lateness: Register<Vec<Lateness>>,
    /// 督办
    pub directives: Register<Vec<Directive>>,
    /// 合议
    pub panels: Register<Vec<Panel>>,
    /// 风险提示
    pub risk: Register<Option<RiskCard>>,
    /// 外勤回填和情况记录
    pub fieldwork: Register<Vec<FieldReport>>,
    pub approvals: Register<Vec<Approval>>,
    pub documents: Register<Vec<Document>>,
    pub services: Register<Vec<Service>>,
    pub searches: Register<Vec<Search>>,
    pub assets: Register<Vec<Asset>>,
    pub measures: Register<Vec<Measure>>,
    pub deductions: Register<Vec<Deduction>>,
    pub funds: Register<Funds>,
    pub payouts: Register<Vec<Payout>>,
    /// 放弃剩余债权
    pub waiver: Register<Option<Waiver>>,
    /// 已履行的行为
    pub performed: Register<Vec<Performance>>,
    pub closing: Register<Option<Closing>>,
    pub messages: Register<Vec<Message>>,
    /// 执行异议：what this matter is about, if it is an objection
    pub objection: Register<Option<Objection>>,
    /// 对本案提出的执行异议
    pub raised: Register<Vec<Raised>>,
    /// 来访
    pub visit: Register<Option<Visit>>,
    /// The last day on which a person did something in it.
    pub worked_on: Option<Day>,
    /// The version at which each subject last changed, for telling a stale form what moved.
    pub touched: Register<BTreeMap<Subject, i64>>,
}

impl Matter {
    /// A case of which nothing is known yet.
    pub fn new(id: CaseId, court: &str) -> Matter {
        Matter {
            id,
            court: court.to_owned(),
            version: 0,
            stage: Stage::Received,
            kind: MatterKind::First,
            mode: None,
            number: None,
            register: None,
            account_no: String::new(),
            filed_on: None,
            claim: Register::default(),
            filing: Register::default(),
            opening: Register::default(),
            parties: Register::default(),
            lane: None,
            team: None,
            handler: None,
            triage: Register::default(),
            nodes: Register::default(),
            deadlines: Register::default(),
            tasks: Register::default(),
            lateness: Register::default(),
            directives: Register::default(),
            panels: Register::default(),
            risk: Register::default(),
            fieldwork: Register::default(),
            approvals: Register::default(),
            documents: Register::default(),
            services: Register::default(),
            searches: Register::default(),
            assets: Register::default(),
            measures: Register::default(),
            deductions: Register::default(),
            funds: Register::default(),
            payouts: Register::default(),
            waiver: Register::default(),
            performed: Register::default(),
            closing: Register::default(),
            messages: Register::default(),
            objection: Register::default(),
            raised: Register::default(),
            visit: Register::default(),
            worked_on: None,
            touched: Register::default(),
        }
    }

    /// Folds one entry in. Total: it cannot fail, whatever the docket holds.
    pub fn apply(&mut self, event: &Event, entry: &Entry) {
        self.version += 1;
        self.touched.insert(subject(event), self.version);
        if !entry.actor.0.is_nil() {
            self.worked_on = self.worked_on.max(Some(entry.happened_at.day()));
        }
        match event {
            Event::Mode(event) => pinned::apply(&mut self.mode, event),
            Event::Opening(event) => {
                opening::apply(&mut self.opening, event, entry);
                self.open_with(event, entry);
            }
            Event::Filing(event) => {
                filing::apply(&mut self.filing, event, entry);
                self.filed_with(event);
            }
            Event::Party(event) => party::apply(&mut self.parties, event, entry),
            Event::Triage(event) => {
                triage::apply(&mut self.triage, event, entry);
                self.triaged_with(event);
            }
            Event::Task(event) => task::apply(&mut self.tasks, event, entry),
            Event::Risk(event) => risk::apply(&mut self.risk, event, entry),
            Event::Fieldwork(event) => fieldwork::apply(&mut self.fieldwork, event, entry),
            Event::Approval(event) => approval::apply(&mut self.approvals, event, entry),
            Event::Node(event) => node::apply(&mut self.nodes, event, entry),
            Event::Deadline(event) => deadline::apply(&mut self.deadlines, event, entry),
            Event::Document(event) => document::apply(&mut self.documents, event, entry),
            Event::Service(event) => service::apply(&mut self.services, event, entry),
            Event::Search(event) => search::apply(&mut self.searches, event, entry),
            Event::Asset(event) => asset::apply(&mut self.assets, event, entry),
            Event::Measure(event) => measure::apply(&mut self.measures, event, entry),
            Event::Deduction(event) => {
                deduction::apply(&mut self.deductions, &mut self.measures, event, entry);
            }
            Event::Fund(event) => fund::apply(&mut self.funds, event, entry),
            Event::Payout(event) => {
                payout::apply(&mut self.payouts, &mut self.funds, event, entry);
            }
            Event::Closing(event) => {
                let (closing, waiver) = (&mut self.closing, &mut self.waiver);
                closure::apply(closing, waiver, &mut self.performed, event, entry);
                self.closed_with(event);
            }
            Event::Message(event) => message::apply(&mut self.messages, event, entry),
            Event::Objection(event) => {
                objection::apply(&mut self.objection, &mut self.raised, event, entry);
            }
            Event::Visit(event) => visit::apply(&mut self.visit, event, entry),
            Event::Lateness(event) => lateness::apply(&mut self.lateness, event, entry),
            Event::Directive(event) => directive::apply(&mut self.directives, event, entry),
            Event::Panel(event) => panel::apply(&mut self.panels, event, entry),
        }
    }

    /// 案号或者登记号, or a word for a case that has none yet.
    pub fn number_text(&self) -> String {
        self.known_as().unwrap_or_else(|| "未立案".to_owned())
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

    pub fn approval(&self, id: ApprovalId) -> Option<&Approval> {
        self.approvals.iter().find(|approval| approval.id == id)
    }

    /// What waits for somebody's signature.
    pub fn open_approvals(&self) -> impl Iterator<Item = &Approval> {
        self.approvals.iter().filter(|approval| approval.state == ApprovalState::Open)
    }

    /// The last request about a subject, however it ended.
    pub fn approval_of(&self, subject: Subject) -> Option<&Approval> {
        self.approvals.iter().rev().find(|approval| approval.what.subject() == subject)
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

    /// What changed since a version, by subject, for a form that was opened then.
    pub fn changed_since(&self, version: i64, subject: Subject) -> bool {
        self.touched.get(&subject).is_some_and(|at| version < *at)
    }
}

/// What an event is about: forms on other subjects of the same case are not made stale by it.
pub fn subject(event: &Event) -> Subject {
    match event {
        Event::Mode(_) => Subject::Mode,
        Event::Opening(_) | Event::Filing(_) | Event::Party(_) => Subject::Filing,
        Event::Triage(_) => Subject::Triage,
        Event::Task(event) => event.task().into(),
        Event::Risk(_) => Subject::Risk,
        Event::Fieldwork(event) => event.account().task.into(),
        Event::Approval(event) => event.approval().into(),
        Event::Node(_) => Subject::Node,
        Event::Deadline(event) => event.subject(),
        Event::Document(event) => match event {
            document::DocumentEvent::Made { document, .. }
            | document::DocumentEvent::Issued { document, .. }
            | document::DocumentEvent::SentBack { document, .. } => (*document).into(),
        },
        // Whoever opened the form to serve a document should learn that somebody has served it.
        Event::Service(event) => event.document().into(),
        Event::Search(event) => event.search().into(),
        Event::Asset(event) => match event {
            asset::AssetEvent::Found { asset, .. }
            | asset::AssetEvent::Updated { asset, .. }
            | asset::AssetEvent::Screened { asset, .. } => (*asset).into(),
        },
        Event::Measure(event) => event.measure().into(),
        Event::Deduction(event) => event.deduction().into(),
        Event::Fund(_) => Subject::Funds,
        Event::Payout(event) => event.payout().into(),
        Event::Closing(_) => Subject::Closing,
        Event::Message(event) => event.message().into(),
        Event::Objection(_) => Subject::Objection,
        Event::Visit(_) => Subject::Visit,
        Event::Lateness(event) => event.lateness().into(),
        Event::Directive(event) => event.directive().into(),
        Event::Panel(event) => event.panel().into(),
    }
}
