//! What can be read off a case: sums, counts and the people a document goes to.

use zhixing_law::{day::Day, money::Fen};

use super::{Matter, Stage};
use crate::{
    ground::id::{AssetId, DocumentId, PartyId, PayoutId},
    ground::progress::Progress,
    ground::subject::Subject,
    intake::filing::{Material, MaterialKind},
    intake::party::{Party, PartyRole},
    money::payout::{self, LineResult, PayoutState, Purpose},
    papers::document::{Document, DocumentState},
    papers::kind::{DocumentKind, Served},
    papers::service::Service,
    property::asset::{Asset, Verdict},
    property::deduction::DeductionState,
    property::measure::{Measure, MeasureState},
    work::node::NodeState,
};

impl Matter {
    /// What a file is called that the matter holds: as a material, or as what was brought from outside.
    pub fn file_title(&self, file: &str) -> Option<&str> {
        let named = self.filing.materials.iter().find(|(m, _)| m.file.as_deref() == Some(file));
        let brought = || self.fieldwork.iter().flat_map(|report| &report.account.evidence);
        let brought = || brought().find(|evidence| evidence.file == file);
        named.map(|(m, _)| m.title.as_str()).or_else(|| brought().map(|e| e.name.as_str()))
    }

    /// The successful service of a document on a party, if there is one.
    pub fn served(&self, document: DocumentId, party: PartyId) -> Option<&Service> {
        self.services
            .iter()
            .find(|s| s.document == document && s.party == party && s.effective_on.is_some())
    }

    /// Who a document must be served on: its addressee, or whoever the table names for its kind.
    pub fn service_targets(&self, document: &Document) -> Vec<PartyId> {
        let of = |roles: &[PartyRole]| {
            let parties = self.parties.iter().filter(|party| roles.contains(&party.details.role));
            parties.map(|party| party.id).collect()
        };
        match document.kind.paper().served {
            Served::Nobody | Served::WithRequest => Vec::new(),
            Served::Addressee => document.party.into_iter().collect(),
            Served::BothSides => of(&[PartyRole::Applicant, PartyRole::Respondent]),
            Served::Parties => self.parties.iter().map(|party| party.id).collect(),
        }
    }

    /// Who has to get a document that has been issued; nobody, before it is.
    pub fn to_be_served_on(&self, document: &Document) -> Vec<PartyId> {
        let issued = document.state == DocumentState::Issued;
        if issued { self.service_targets(document) } else { Vec::new() }
    }

    /// Whether a document has been served on everyone it must be.
    pub fn service_complete(&self, document: &Document) -> bool {
        // A filed case lacks nothing any more: the notice of what was missing need not be served.
        if document.kind == DocumentKind::SupplementNotice && self.number.is_some() {
            return true;
        }
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
        let taken_out =
            |asset: &&Asset| matches!(&asset.verdict, Some((Verdict::NotEnforceable, _, _)));
        let money = self.assets.iter().filter(|asset| asset.kind.is_money() && !taken_out(asset));
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
            MeasureState::Live => m.left(),
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

    /// Whether the last payout that stands came back from the bank and nothing was proposed since.
    pub fn returned_payout(&self) -> bool {
        let last = self.payouts.iter().rfind(|payout| payout.stands());
        last.is_some_and(|payout| payout.state == PayoutState::Bounced)
    }

    /// Whether a payout came back from the bank and one that stands was proposed since.
    pub fn is_proposed_anew(&self, id: PayoutId) -> bool {
        let mut from = self.payouts.iter().skip_while(|payout| payout.id != id);
        let back = from.next().is_some_and(|payout| payout.state == PayoutState::Bounced);
        back && from.any(payout::Payout::stands)
    }

    /// What payouts that stand (not refused, not withdrawn, not bounced) cover for a purpose.
    pub fn payout_covered(&self, purpose: Purpose) -> Fen {
        let lines = self.standing_lines(purpose).map(|line| line.amount);
        Fen::sum(lines).unwrap_or_default()
    }

    /// What payouts that stand cover for a purpose and one party.
    pub fn payout_covered_for(&self, purpose: Purpose, party: PartyId) -> Fen {
        let lines = self.standing_lines(purpose).filter(|line| line.party == Some(party));
        Fen::sum(lines.map(|line| line.amount)).unwrap_or_default()
    }

    fn standing_lines(&self, purpose: Purpose) -> impl Iterator<Item = &payout::Line> {
        self.payouts
            .iter()
            .filter(|p| p.stands())
            .flat_map(|p| p.lines.iter().zip(&p.results))
            .filter(move |(line, result)| {
                line.purpose == purpose && !result.as_ref().is_some_and(LineResult::is_back)
            })
            .map(|(line, _)| line)
    }

    /// What the bank has confirmed as paid for a purpose.
    pub fn paid_for(&self, purpose: Purpose) -> Fen {
        let lines = self
            .payouts
            .iter()
            .flat_map(|p| p.lines.iter().zip(&p.results))
            .filter(|(line, result)| {
                line.purpose == purpose && matches!(result, Some(LineResult::Paid { .. }))
            })
            .map(|(line, _)| line.amount);
        Fen::sum(lines).unwrap_or_default()
    }

    /// Counts for conditions and lists.
    pub fn live_measures(&self) -> i64 {
        count(
            self.measures
                .iter()
                .filter(|m| matches!(m.state, MeasureState::Ordered | MeasureState::Live)),
        )
    }

    /// 可以网络查控的被执行人
    pub fn searchable(&self) -> impl Iterator<Item = &Party> {
        self.parties_of(PartyRole::Respondent).filter(|party| party.details.is_searchable())
    }

    pub fn searches_open(&self) -> i64 {
        count(self.searches.iter().filter(|search| search.is_open()))
    }

    pub fn documents_unsigned(&self) -> i64 {
        count(self.documents.iter().filter(|d| d.state == DocumentState::Drafted))
    }

    pub fn documents_unserved(&self) -> i64 {
        count(self.documents.iter().filter(|document| self.is_unserved(document)))
    }

    fn is_unserved(&self, document: &Document) -> bool {
        document.state == DocumentState::Issued
            && document.kind.needs_service()
            && !self.service_complete(document)
    }

    /// 文书的进展：one that must be served is over when it has been.
    pub fn document_progress(&self, document: &Document) -> Progress {
        match document.state {
            DocumentState::Drafted => Progress::Awaited,
            DocumentState::Issued if self.is_unserved(document) => Progress::UnderWay,
            DocumentState::Issued | DocumentState::SentBack => Progress::Over,
        }
    }

    /// Whether the payout that a paper approved was withdrawn since.
    pub fn is_overtaken(&self, document: &Document) -> bool {
        let Some(Subject::Payout(payout)) = document.subject else { return false };
        self.payout(payout).is_some_and(|payout| payout.state == PayoutState::Withdrawn)
    }

    /// Documents sent back by the signer that nobody has made anew.
    pub fn documents_to_remake(&self) -> i64 {
        count(self.documents.iter().filter(|document| self.waits_to_be_remade(document)))
    }

    /// Whether a document was sent back and nobody has made the same anew.
    pub fn waits_to_be_remade(&self, sent: &Document) -> bool {
        let later = self.documents.iter().skip_while(|d| d.id != sent.id).skip(1);
        let same = |d: &Document| {
            d.kind == sent.kind && d.party == sent.party && d.subject == sent.subject
        };
        let wanted = sent.state == DocumentState::SentBack && self.is_wanted(sent);
        wanted && !later.into_iter().any(same)
    }

    /// Whether what a ruling was to be made for is still to be done: a request that was withdrawn needs none.
    fn is_wanted(&self, ruling: &Document) -> bool {
        let about = |subject: Subject| ruling.subject == Some(subject);
        match ruling.kind {
            DocumentKind::FreezeRuling | DocumentKind::RenewalRuling => {
                let about = self.measures.iter().find(|measure| about(measure.id.into()));
                about.is_none_or(|measure| measure.pending.is_some())
            }
            DocumentKind::DeductionRuling => {
                let about = self.deductions.iter().find(|deduction| about(deduction.id.into()));
                about.is_none_or(|deduction| deduction.state == DeductionState::Ordered)
            }
            _ => true,
        }
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
            asset.kind.is_money() && matches!(&asset.verdict, Some((Verdict::Enforceable, _, _)))
        }))
    }

    /// Money assets judged enforceable that nothing holds and that have something in them.
    pub fn freezable_deposits(&self) -> i64 {
        count(self.assets.iter().filter(|asset| {
            asset.kind.is_money()
                && matches!(&asset.verdict, Some((Verdict::Enforceable, _, _)))
                && asset.available.is_positive()
                && !self
                    .measures
                    .iter()
                    .any(|m| m.asset == asset.id && m.state != MeasureState::Lapsed)
        }))
    }

    /// Sum under a live freeze.
    pub fn frozen_live(&self) -> Fen {
        let live = self.measures.iter().filter(|m| m.state == MeasureState::Live);
        Fen::sum(live.map(Measure::left)).unwrap_or_default()
    }

    /// 上次冻结之日：when the last of the freezes that stand was ordered.
    pub fn last_freeze_on(&self) -> Option<Day> {
        let stands = |m: &&Measure| matches!(m.state, MeasureState::Ordered | MeasureState::Live);
        self.measures.iter().filter(stands).map(|m| m.ordered_on).max()
    }

    /// 有可供执行财产之日 (程序解释10)：that of the application, where it told of property; else that on which the first was
    /// found, of what is not taken out.
    pub fn property_on(&self) -> Option<Day> {
        let told = |m: &Material| m.kind == MaterialKind::PropertyLead;
        let application = self.filing.application.as_ref();
        let applied = application.filter(|application| application.materials.iter().any(told));
        let taken_out = |asset: &&Asset| {
            matches!(&asset.verdict, Some((Verdict::NotEnforceable | Verdict::NotNeeded, _, _)))
        };
        let found =
            self.assets.iter().filter(|asset| !taken_out(asset)).map(|asset| asset.found_on);
        applied.map(|application| application.received_on).or_else(|| found.min())
    }

    /// Measures whose approaching or past end nobody has answered for.
    pub fn measures_unanswered(&self) -> i64 {
        count(self.measures.iter().filter(|m| m.awaits_answer()))
    }

    /// The earliest end that nobody has answered for.
    pub fn unanswered_end(&self) -> Option<Day> {
        self.measures.iter().filter(|m| m.awaits_answer()).map(|m| m.ends_on).min()
    }

    /// Deductions ordered or on their way.
    pub fn pending_deductions(&self) -> i64 {
        count(
            self.deductions
                .iter()
                .filter(|d| matches!(d.state, DeductionState::Ordered | DeductionState::Deducted)),
        )
    }

    /// Deductions decided that the holder has not answered.
    pub fn ordered_deductions(&self) -> i64 {
        count(self.deductions.iter().filter(|d| d.state == DeductionState::Ordered))
    }

    /// Sum ordered to be deducted that the holder has not answered.
    pub fn deduction_ordered(&self) -> Fen {
        let ordered = self.deductions.iter().filter(|d| d.state == DeductionState::Ordered);
        Fen::sum(ordered.map(|d| d.amount)).unwrap_or_default()
    }

    /// What has discharged the debt so far, each sum on its day: money that came in, and money taken from
    /// the respondent that is on its way.
    pub fn discharges(&self) -> Vec<(Day, Fen)> {
        let received = self.funds.receipts.iter().map(|r| (r.discharge_on, r.amount));
        let under_way = self
            .deductions
            .iter()
            .filter(|d| d.state == DeductionState::Deducted)
            .filter_map(|d| d.deducted_on.map(|on| (on, d.actual)));
        received.chain(under_way).collect()
    }

    /// Whether every respondent has been served the execution notice (执行通知书).
    pub fn notice_served(&self) -> bool {
        self.parties_of(PartyRole::Respondent).all(|party| {
            self.documents.iter().any(|d| {
                d.kind == DocumentKind::EnforcementNotice
                    && d.party == Some(party.id)
                    && self.served(d.id, party.id).is_some()
            })
        })
    }

    /// The node the case stands at: the last one started and not ended.
    pub fn node(&self) -> Option<&NodeState> {
        self.nodes.iter().rev().find(|node| node.ended_on.is_none())
    }

    /// Whether a node is under way: closing the case ends them all.
    pub fn is_running(&self, node: &NodeState) -> bool {
        node.ended_on.is_none() && self.stage != Stage::Closed
    }

    /// The earliest limit that still runs: of a live task, an open node or a live measure. None runs in a closed case.
    pub fn next_due_on(&self) -> Option<Day> {
        if self.stage == Stage::Closed {
            return None;
        }
        let tasks = self.tasks.iter().filter(|t| t.state.is_live()).filter_map(|t| t.due_on);
        let nodes = self.nodes.iter().filter(|n| n.ended_on.is_none()).filter_map(|n| n.due_on);
        let measures =
            self.measures.iter().filter(|m| m.state == MeasureState::Live).map(|m| m.ends_on);
        tasks.chain(nodes).chain(measures).min()
    }
}

fn count<T>(items: impl Iterator<Item = T>) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}
