//! A court of one case: staff by post, a settable day, seeded ids, and the inline effects done at once.

use serde_json::json;
use uuid::Uuid;
use zhixing_domain::{
    command::{Asked, Unreadable},
    engine,
    ground::actor::Actor,
    ground::court::Court as CourtInfo,
    ground::entry::Entry,
    ground::id::{AssetId, CaseId, DocumentId, MeasureId, PartyId, PayoutId, ReceiptId, SearchId},
    ground::refusal::Refusal,
    intake::filing::Application,
    intake::opening,
    intake::party::PartyRole,
    matter::Matter,
    matter::context::{Candidate, Context},
    matter::effect::Effect,
    matter::event::{Event, Recorded},
    matter::outcome::{Beside, Decision},
    mode::Mode,
    money::fund::receive,
    money::payout::LineResult,
    money::payout::export,
    money::payout::settle,
    papers::document::DocumentState,
    papers::document::make,
    papers::kind::DocumentKind,
    property::measure,
    property::{
        asset::Found,
        search::{self, answer::Feedback},
    },
    roof,
    work::fieldwork::Received,
    work::triage::run,
};
use zhixing_law::{
    calendar::Calendar,
    day::Day,
    instant::Instant,
    money::Fen,
    number::{CaseKind, CaseNumber, CourtCode},
};

pub(crate) use crate::staff::*;
use crate::{samples, window::proposing};
pub(crate) use texts::{MODE, mode};
#[path = "court/replayed.rs"]
mod replayed;
#[path = "court/signing.rs"]
mod signing;
#[path = "court/texts.rs"]
pub(crate) mod texts;

pub(crate) const BANKS: [(&str, &str); 3] =
    [("C001", "农业银行"), ("C002", "工商银行"), ("C003", "建设银行")];

pub(crate) struct Court {
    pub(crate) info: CourtInfo,
    pub(crate) mode: Mode,
    pub(crate) now: Instant,
    pub(crate) next_id: u128,
    pub(crate) file: Matter,
    /// Everything that happened, in order.
    pub(crate) docket: Vec<Recorded>,
    /// A test has written into the state past the docket.
    by_hand: bool,
    /// Effects for the outside, in order.
    pub(crate) effects: Vec<Effect>,
    /// What decisions wanted done to other matters.
    pub(crate) beside: Vec<Beside>,
    /// Inline effects that were refused, which the app would leave as jobs.
    pub(crate) left_for_later: Vec<(Effect, Refusal)>,
    pub(crate) candidates: Vec<Candidate>,
    /// The number that the next filed case takes.
    pub(crate) serial: u32,
    /// 协助单位
    pub(crate) bodies: Vec<(String, String)>,
    /// 收下的证据
    pub(crate) evidence: Vec<Received>,
}

pub(crate) fn number(serial: u32) -> CaseNumber {
    let court = CourtCode::parse("粤1224").unwrap();
    CaseNumber::new(2026, court, CaseKind::First, serial).unwrap()
}

pub(crate) fn at(day: &str) -> Instant {
    format!("{day}T01:00:00.000000Z").parse().unwrap()
}

impl Court {
    pub(crate) fn on(day: &str) -> Court {
        let candidate = |actor: &Actor, team: &str, open_load| Candidate {
            staff: actor.id,
            name: actor.name.clone(),
            team: team.to_owned(),
            open_load,
        };
        Court {
            info: CourtInfo {
                code: "粤1224".to_owned(),
                name: "怀集县人民法院".to_owned(),
                title: String::new(),
                parent: "粤12".to_owned(),
                fund_account: samples::account("怀集县人民法院", "44050110000000001"),
                treasury_account: samples::account("怀集县财政局", "44050110000000009"),
                address: "怀集县怀城街道".to_owned(),
                phone: "0758-5520000".to_owned(),
            },
            mode: mode(&MODE).unwrap(),
            now: at(day),
            next_id: 1000,
            file: Matter::new(CaseId(Uuid::from_u128(500)), "粤1224"),
            docket: Vec::new(),
            by_hand: false,
            effects: Vec::new(),
            beside: Vec::new(),
            left_for_later: Vec::new(),
            serial: 1,
            evidence: Vec::new(),
            bodies: BANKS.map(|(code, name)| (code.to_owned(), name.to_owned())).to_vec(),
            candidates: vec![
                candidate(&other_judge(), "fast", 9),
                candidate(&judge(), "fast", 3),
                candidate(&judge(), "ordinary", 3),
                candidate(&judge(), "complex", 3),
            ],
        }
    }

    pub(crate) fn day(&mut self, day: &str) {
        self.now = at(day);
    }

    pub(crate) fn today(&self) -> Day {
        self.now.day()
    }

    /// Computes with the same surroundings as a decision.
    pub(crate) fn with<T>(
        &mut self,
        actor: &Actor,
        run: impl FnOnce(&Matter, &mut Context<'_>) -> T,
    ) -> T {
        let next_id = &mut self.next_id;
        let mut ids = || {
            *next_id += 1;
            Uuid::from_u128(*next_id)
        };
        let mut ctx = Context {
            now: self.now,
            happened_at: self.now,
            today: self.now.day(),
            court: &self.info,
            mode: &self.mode,
            calendar: Calendar::builtin(),
            actor,
            candidates: &self.candidates,
            bodies: &self.bodies,
            scans: &[],
            evidence: &self.evidence,
            colleague: &colleague,
            bench: &bench,
            clerk: &|_| Some("周小敏".to_owned()),
            ids: &mut ids,
        };
        run(&self.file, &mut ctx)
    }

    /// Does one command as the app does: decide, complete, then the inline effects as the system.
    /// Returns the kinds of what happened.
    pub(crate) fn act(
        &mut self,
        actor: &Actor,
        decide: impl FnOnce(&Matter, &mut Context<'_>) -> Decision,
    ) -> Result<Vec<String>, Refusal> {
        let from = self.docket.len();
        let mut pending = self.run(actor, decide)?;
        while !pending.is_empty() {
            let effect = pending.remove(0);
            let result = match &effect {
                Effect::MakeDocument { kind, party, subject } => {
                    let (kind, party, subject) = (*kind, *party, *subject);
                    self.run(&system(), |file, ctx| {
                        let input = serde_json::json!({ "number": file.number_text() });
                        make::make(file, kind, party, subject, input, ctx)
                    })
                }
                Effect::RunTriage { round } => {
                    let round = *round;
                    self.run(&system(), |file, ctx| run::run(file, round, ctx))
                }
                _ => {
                    self.effects.push(effect);
                    continue;
                }
            };
            match result {
                Ok(more) => pending.extend(more),
                Err(refusal) => self.left_for_later.push((effect, refusal)),
            }
        }
        Ok(self.docket[from..].iter().map(|entry| entry.event.kind()).collect())
    }

    /// Does a command as it is sent.
    pub(crate) fn send(
        &mut self,
        actor: &Actor,
        name: &str,
        body: serde_json::Value,
    ) -> Result<Vec<String>, Refusal> {
        let command = match roof::find(name).unwrap().read(body) {
            Ok(command) => command,
            Err(Unreadable::Refused(refusal)) => return Err(refusal),
            Err(Unreadable::Malformed(error)) => panic!("{name}: {error}"),
        };
        self.act(actor, |file, ctx| command.run(file, ctx))
    }

    /// Does a command of our own making.
    pub(crate) fn does(
        &mut self,
        actor: &Actor,
        command: &dyn Asked,
    ) -> Result<Vec<String>, Refusal> {
        self.act(actor, |file, ctx| command.run(file, ctx))
    }

    fn run(
        &mut self,
        actor: &Actor,
        decide: impl FnOnce(&Matter, &mut Context<'_>) -> Decision,
    ) -> Result<Vec<Effect>, Refusal> {
        let mut effects = self.step(actor, decide)?;
        // A filed case takes its number at once; the tests of other matters give theirs when they want it.
        if self.file.open_application().is_some() && self.takes_number() {
            let next = self.file.kind.number("粤1224", 2026, self.serial).unwrap();
            effects.extend(
                self.step(actor, |file, ctx| opening::number::number(file, next, &[], ctx))?,
            );
        }
        Ok(effects)
    }

    fn step(
        &mut self,
        actor: &Actor,
        decide: impl FnOnce(&Matter, &mut Context<'_>) -> Decision,
    ) -> Result<Vec<Effect>, Refusal> {
        let (after, outcome) = self.with(actor, |file, ctx| engine::run(file, ctx, decide))?;
        for event in outcome.events {
            let seq = i64::try_from(self.docket.len()).unwrap() + 1;
            let entry = Entry {
                seq,
                happened_at: self.now,
                recorded_at: self.now,
                actor: actor.id,
                actor_name: actor.name.clone(),
            };
            self.docket.push(Recorded { event, entry });
        }
        self.file = after;
        self.beside.extend(outcome.beside);
        Ok(outcome.effects)
    }

    /// Whether the matter has asked for its number.
    pub(crate) fn takes_number(&mut self) -> bool {
        let asked = self.beside.iter().position(|beside| *beside == Beside::Number);
        asked.map(|at| self.beside.remove(at)).is_some()
    }

    pub(crate) fn tasks(&self) -> Vec<&str> {
        let live = self.file.tasks.iter().filter(|task| task.state.is_live());
        let mut keys: Vec<&str> = live.map(|task| task.key.as_str()).collect();
        keys.sort_unstable();
        keys
    }

    pub(crate) fn nodes(&self) -> Vec<&str> {
        let open = self.file.nodes.iter().filter(|node| node.ended_on.is_none());
        let mut keys: Vec<&str> = open.map(|node| node.key.as_str()).collect();
        keys.sort_unstable();
        keys
    }

    /// Messages queued since the docket had `from` entries: template and the receiver's role.
    pub(crate) fn told(&self, from: usize) -> Vec<(String, PartyRole)> {
        let messages = self.docket[from..].iter().filter_map(|entry| match &entry.event {
            Event::Message(zhixing_domain::papers::message::MessageEvent::Queued {
                template,
                party,
                ..
            }) => Some((template.clone(), self.file.party(*party)?.details.role)),
            _ => None,
        });
        messages.collect()
    }

    pub(crate) fn party(&self, role: PartyRole, place: usize) -> PartyId {
        self.file.parties_of(role).nth(place).unwrap().id
    }

    pub(crate) fn applicant(&self) -> PartyId {
        self.party(PartyRole::Applicant, 0)
    }

    pub(crate) fn respondent(&self) -> PartyId {
        self.party(PartyRole::Respondent, 0)
    }

    /// The latest document of a kind.
    pub(crate) fn document(&self, kind: DocumentKind) -> DocumentId {
        self.file.documents.iter().rev().find(|document| document.kind == kind).unwrap().id
    }

    pub(crate) fn task_id(&self, key: &str) -> zhixing_domain::ground::id::TaskId {
        self.file.tasks.iter().rev().find(|task| task.key == key).unwrap().id
    }

    // ---- what each person does, in the words of the story ----

    pub(crate) fn sign_all(&mut self) {
        let drafts: Vec<DocumentId> = self
            .file
            .documents
            .iter()
            .filter(|document| document.state == DocumentState::Drafted)
            .map(|document| document.id)
            .collect();
        for id in drafts {
            self.sign(&judge(), id).unwrap();
        }
    }

    pub(crate) fn start_search(&mut self) -> Result<Vec<String>, Refusal> {
        self.send(&searcher(), "start_search", json!({}))
    }

    pub(crate) fn answer(
        &mut self,
        search: SearchId,
        bank: usize,
        digest: &str,
        found: Vec<Found>,
    ) -> Result<Vec<String>, Refusal> {
        let feedback = Feedback {
            source: BANKS[bank].0.to_owned(),
            source_name: BANKS[bank].1.to_owned(),
            digest: digest.to_owned(),
            found,
            refused: String::new(),
        };
        self.act(&system(), |file, ctx| search::answer::answer(file, search, &feedback, ctx))
    }

    pub(crate) fn screen(
        &mut self,
        asset: AssetId,
        verdict: zhixing_domain::property::asset::Verdict,
    ) {
        self.send(
            &searcher(),
            "screen_asset",
            json!({ "asset": asset, "verdict": verdict, "reason": "核对户名一致" }),
        )
        .unwrap();
    }

    pub(crate) fn freeze(&mut self, asset: AssetId, amount: Fen) -> Result<MeasureId, Refusal> {
        let order = json!({ "asset": asset, "amount_fen": amount, "reason": "财产保全" });
        self.send(&searcher(), "order_measure", order)?;
        Ok(self.file.measures.last().unwrap().id)
    }

    pub(crate) fn hold(
        &mut self,
        id: MeasureId,
        request: measure::RequestKind,
        actual: Fen,
    ) -> Result<Vec<String>, Refusal> {
        let answer = measure::answer::Answer {
            request,
            request_no: self.asked(id, request),
            actual,
            refused: String::new(),
            on: self.today(),
        };
        self.act(&system(), |file, ctx| measure::answer::answer(file, id, &answer, ctx))
    }

    /// The number of the request that is under way about a measure.
    pub(crate) fn asked(&self, id: MeasureId, request: measure::RequestKind) -> String {
        self.file.measure(id).map(|known| known.request_number(request)).unwrap_or_default()
    }

    pub(crate) fn income(&mut self, place: u128, amount: Fen, claimed: bool) -> Vec<String> {
        let incoming = receive::Incoming {
            receipt: ReceiptId(Uuid::from_u128(900_000 + place)),
            amount,
            on: self.today(),
            payer: "黄强".to_owned(),
            text: "还款".to_owned(),
            claimed,
            from: None,
        };
        self.act(&system(), |file, ctx| receive::receive(file, &incoming, ctx)).unwrap()
    }

    /// Proposes, approves and exports everything that can be paid out; the payout is then in flight.
    pub(crate) fn send_money(&mut self) -> PayoutId {
        self.act(&judge(), |file, ctx| proposing(file, &[], ctx)).unwrap();
        let id = self.file.payouts.last().unwrap().id;
        self.sign(&chief(), id).unwrap();
        let batch = zhixing_domain::ground::id::BatchId(Uuid::from_u128(700_000));
        self.act(&cashier(), |file, ctx| export::export(file, id, batch, ctx)).unwrap();
        id
    }

    pub(crate) fn bank_paid(&mut self, id: PayoutId) -> Vec<String> {
        let on = self.today();
        let lines = self.file.payout(id).unwrap().lines.len();
        let results: Vec<(u32, LineResult)> = (0..u32::try_from(lines).unwrap())
            .map(|line| (line, LineResult::Paid { on, reference: format!("R{line}") }))
            .collect();
        self.act(&cashier(), |file, ctx| settle::settle(file, id, &results, ctx)).unwrap()
    }

    // ---- cases that have already come some way ----

    /// Filed on 2026-03-02, interviewed, received; the first documents signed and served.
    pub(crate) fn filed(application: &Application) -> Court {
        let mut court = Court::on("2026-03-02");
        court.file_case(application).unwrap();
        court.receive_and_interview();
        court.sign_all();
        court.serve_all();
        court
    }

    /// Searched on 2026-03-03; the first bank found what is given, and all of it is enforceable.
    pub(crate) fn searched(application: &Application, found: Vec<Found>) -> Court {
        let mut court = Court::filed(application);
        court.day("2026-03-03");
        court.start_search().unwrap();
        let searches: Vec<SearchId> = court.file.searches.iter().map(|s| s.id).collect();
        for (place, search) in searches.into_iter().enumerate() {
            let found = if place == 0 { found.clone() } else { Vec::new() };
            court.answer(search, 0, &format!("{place}-a"), found).unwrap();
            court.answer(search, 1, &format!("{place}-b"), Vec::new()).unwrap();
            court.answer(search, 2, &format!("{place}-c"), Vec::new()).unwrap();
        }
        let assets: Vec<AssetId> = court.file.assets.iter().map(|asset| asset.id).collect();
        for asset in assets {
            court.screen(asset, zhixing_domain::property::asset::Verdict::Enforceable);
        }
        court
    }

    /// One deposit of 6,000.00, of which `amount` was frozen on 2026-03-03.
    pub(crate) fn frozen(amount: Fen) -> (Court, MeasureId) {
        let found = vec![samples::deposit("6228480999000000001", "6000.00")];
        let mut court = Court::searched(&samples::application(), found);
        let asset = court.file.assets[0].id;
        let id = court.freeze(asset, amount).unwrap();
        court.sign_all();
        court.hold(id, measure::RequestKind::Freeze, amount).unwrap();
        court.serve_all();
        (court, id)
    }

    pub(crate) fn deduct(&mut self, id: MeasureId, amount: Fen) -> Result<Vec<String>, Refusal> {
        self.send(&judge(), "order_deduction", json!({ "measure": id, "amount_fen": amount }))
    }

    pub(crate) fn deducted(&mut self, place: usize, actual: Fen) -> Vec<String> {
        let answer = zhixing_domain::property::deduction::answer::Answer {
            request_no: self.file.deductions[place].sent_no.clone(),
            actual,
            refused: String::new(),
            on: self.today(),
        };
        let id = self.file.deductions[place].id;
        self.act(&system(), |file, ctx| {
            zhixing_domain::property::deduction::answer::answer(file, id, &answer, ctx)
        })
        .unwrap()
    }
}
