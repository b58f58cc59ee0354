//! 八条不变量: what must hold of a court after its year, as the plan of the house numbers them.

use std::collections::{BTreeMap, BTreeSet};

use zhixing_app::{
    App,
    error::Error,
    list::{Cell, Page},
};
use zhixing_domain::{
    engine::reconcile,
    ground::{actor::Actor, id::CaseId},
    matter::{
        Matter, Stage,
        kind::{MatterKind, Number},
    },
    money::ledger::Account,
    property::{deduction::DeductionState, measure::MeasureState},
};
use zhixing_law::money::Fen;
use zhixing_sim::{Desk, court::people};
use zhixing_store::{
    docket::{ATTEMPT, Entry, StreamKind},
    fold, rebuild,
    verify::{self, Fault},
};

use crate::{databases, forge::forgery, house::House, once, year::Year};

/// The court as it stands and what its docket says.
struct Court<'h> {
    house: &'h House,
    desk: &'h Desk,
    streams: Vec<Vec<Entry>>,
    matters: Vec<std::sync::Arc<Matter>>,
}

/// Each in turn; the last one changes history.
pub(crate) async fn must_hold(house: &House, year: &Year) {
    let court = Court::read(house).await;
    numbers_have_no_gap(&court);
    once::must_be_once(&court.streams);
    messages_left_once(&court);
    tables_follow_from_the_docket(&court).await;
    money_adds_up(&court).await;
    no_end_came_unanswered(&court);
    nothing_closed_too_early(&court);
    tasks_have_rules_and_people(&court).await;
    nobody_reads_what_is_not_theirs(&court).await;
    enough_happened(&court, year);
    changed_history_is_found(&court, year.seed()).await;
}

impl<'h> Court<'h> {
    /// Whoever holds a post.
    async fn somebody(&self, post: &str) -> Actor {
        let account = self.desk.account(post, 0).await.unwrap();
        self.desk.actor(&account).await.unwrap()
    }

    async fn read(house: &'h House) -> Court<'h> {
        let desk = house.desk();
        let mut conn = desk.app.db.snapshot().await.unwrap();
        let (mut streams, mut cases) = (Vec::new(), Vec::new());
        for head in conn.streams(None, i64::MAX).await.unwrap() {
            streams.push(conn.entries(house.code(), head.stream_id, 0, i64::MAX).await.unwrap());
            if head.kind == StreamKind::Case {
                cases.push(CaseId(head.stream_id));
            }
        }
        drop(conn);
        let mut matters = Vec::new();
        for case in cases {
            matters.push(desk.file(case).await.unwrap());
        }
        Court { house, desk, streams, matters }
    }

    fn entries<'c>(&'c self, kind: &'c str) -> impl Iterator<Item = &'c Entry> {
        self.streams.iter().flatten().filter(move |entry| entry.kind == kind)
    }

    fn cases(&self) -> impl Iterator<Item = &Matter> {
        let cases = self.matters.iter().map(std::sync::Arc::as_ref);
        cases.filter(|matter| matter.kind == MatterKind::First)
    }
}

/// 1
fn numbers_have_no_gap(court: &Court<'_>) {
    let mut series: BTreeMap<(i16, String), Vec<u32>> = BTreeMap::new();
    for matter in &court.matters {
        let case = matter.number.clone().map(Number::Case);
        let number = case.or(matter.register.clone().map(Number::Register));
        let Some(number) = number else { continue };
        let (year, word, serial) = number.series();
        series.entry((year, word.to_owned())).or_default().push(serial);
    }
    for (which, mut serials) in series {
        serials.sort_unstable();
        let count = u32::try_from(serials.len()).unwrap();
        assert_eq!(serials, (1..=count).collect::<Vec<u32>>(), "{which:?}");
    }
}

/// 2, outside: every message that left is one of a matter's, and each was taken over.
fn messages_left_once(court: &Court<'_>) {
    let of = court.matters.iter().flat_map(|matter| &matter.messages);
    let (waiting, gone): (Vec<_>, Vec<_>) = of.partition(|m| m.state.code() == "queued");
    assert!(waiting.is_empty(), "never sent: {waiting:?}");
    let gone: BTreeSet<String> = gone.into_iter().map(|message| message.id.0.to_string()).collect();
    let left: BTreeSet<String> = court.house.storm.messages().into_iter().collect();
    assert_eq!(gone, left);
}

/// 3
async fn tables_follow_from_the_docket(court: &Court<'_>) {
    let db = &court.desk.app.db;
    let scratch = tempfile::tempdir().unwrap();
    let replay = rebuild::replay(db, scratch.path(), court.house.now()).await.unwrap();
    for table in &replay.tables {
        assert!(table.is_equal(), "{table:?}");
    }
    assert_eq!(db.snapshot().await.unwrap().state_hash().await.unwrap(), replay.state_hash);
    let streams = court.streams.iter().filter_map(|entries| Some((entries.first()?, entries)));
    let by_id: BTreeMap<_, _> =
        streams.map(|(first, entries)| (first.stream_id, entries)).collect();
    for matter in &court.matters {
        let entries = by_id.get(&matter.id.0).unwrap();
        let again = fold::fold_case(Matter::new(matter.id, court.house.code()), entries).unwrap();
        assert_eq!(again, **matter, "what the process holds is not what the docket says");
    }
    let report = verify::verify(db, &[]).await.unwrap();
    assert!(report.is_clean(), "{:?}", report.found);
}

/// 4
async fn money_adds_up(court: &Court<'_>) {
    let mut conn = court.desk.app.db.snapshot().await.unwrap();
    let trial = conn.trial_balance(court.house.code()).await.unwrap();
    assert!(trial.is_balanced(), "{trial:?}");
    let mut cases = Fen::ZERO;
    for matter in &court.matters {
        let account = Account::Case(matter.id).key();
        let balance = conn.balance(court.house.code(), &account).await.unwrap();
        assert!(!balance.is_negative(), "{account}: {balance}");
        assert_eq!(balance, matter.funds.balance(), "{}", matter.number_text());
        cases = cases.checked_add(balance).unwrap();
    }
    let mut of =
        async |account: Account| conn.balance(court.house.code(), &account.key()).await.unwrap();
    let (bank, pool) = (of(Account::Bank).await, of(Account::Pool).await);
    let in_flight = of(Account::InFlight).await;
    assert_eq!(bank, Fen::sum([pool, cases, in_flight]).unwrap(), "pool, cases and in flight");
    let today = court.desk.today();
    let bank_says = court.house.outside.statement(today, today).closing;
    assert_eq!(bank, bank_says, "books and bank");
    let funds = court.somebody("fund_clerk").await;
    let agreement = court.desk.app.agreement(&funds).await.unwrap();
    let disagreements = agreement.map(|(found, _)| found.disagreements).unwrap_or_default();
    assert_eq!(disagreements, [], "statements and books");
    each_payment_left_once(court);
}

/// What left the bank is what was paid, each line of each batch once.
fn each_payment_left_once(court: &Court<'_>) {
    let (first, last) = (court.desk.today().plus_days(-400).unwrap(), court.desk.today());
    let statement = court.house.outside.statement(first, last);
    let mut paid = BTreeSet::new();
    for line in statement.lines.iter().filter(|line| !line.reversal) {
        let Some(id) = &line.end_to_end_id else { continue };
        assert!(paid.insert(id.clone()), "the bank paid {id} twice");
    }
    let batches: String = court.entries("batch.created").map(|entry| entry.body.clone()).collect();
    for id in &paid {
        assert!(batches.contains(id.as_str()), "{id} is in no batch");
    }
}

/// 5
fn no_end_came_unanswered(court: &Court<'_>) {
    for entry in court.entries("measure.lapsed") {
        let body: serde_json::Value = serde_json::from_str(&entry.body).unwrap();
        let id = body["measure"].as_str().unwrap();
        let warned = court.entries("measure.warned").any(|warning| {
            warning.stream_id == entry.stream_id
                && warning.body.contains(id)
                && warning.recorded_at < entry.recorded_at
        });
        assert!(warned, "a measure ended and nobody had been warned: {body}");
    }
    for matter in court.cases() {
        let live = |key: &str| matter.tasks.iter().any(|t| t.key == key && t.state.is_live());
        for measure in matter.measures.iter().filter(|measure| measure.awaits_answer()) {
            assert!(live("answer_expiry"), "nobody is asked about {measure:?}");
        }
        let today = court.desk.today();
        for measure in matter.measures.iter().filter(|m| m.state == MeasureState::Live) {
            assert!(today <= measure.ends_on, "ended and still said to live: {measure:?}");
        }
    }
}

/// 6
fn nothing_closed_too_early(court: &Court<'_>) {
    for matter in court.cases().filter(|matter| matter.stage == Stage::Closed) {
        let number = matter.number_text();
        let held = |m: &&_| measure_holds(m);
        assert_eq!(matter.measures.iter().filter(held).count(), 0, "{number} holds something");
        let under_way = |d: &&zhixing_domain::property::deduction::Deduction| {
            matches!(d.state, DeductionState::Ordered | DeductionState::Deducted)
        };
        assert_eq!(matter.deductions.iter().filter(under_way).count(), 0, "{number}: deductions");
        let open =
            |part: &str| matter.tasks.iter().any(|task| task.state.is_live() && task.opens == part);
        let money = matter.funds.balance().checked_add(matter.funds.in_flight).unwrap();
        assert!(money.is_zero() || open("funds"), "{number}: {money} has no owner");
        assert!(matter.documents_unserved() == 0 || open("documents"), "{number}: papers");
        assert_eq!(matter.objections_open().count(), 0, "{number}: objections");
        let closing = matter.closing.as_ref().unwrap();
        assert!(!closing.findings.is_empty(), "{number} closed on no evidence");
    }
}

fn measure_holds(measure: &zhixing_domain::property::measure::Measure) -> bool {
    matches!(measure.state, MeasureState::Live | MeasureState::Ordered)
}

/// Every task comes from a rule, somebody is there to do it, and the rules want no other.
async fn tasks_have_rules_and_people(court: &Court<'_>) {
    let app = &court.desk.app;
    let organisation = app.organisation(court.house.code()).await.unwrap();
    for matter in &court.matters {
        let system = Actor::system(court.house.code());
        let (ruled, wanted) = app
            .look(&system, matter.id, |file, ctx| {
                let rule = |key: &str| ctx.mode.task(key).is_some();
                let ruled = file.tasks.iter().all(|task| rule(&task.key));
                let mut after = file.clone();
                (ruled, reconcile::reconcile(&mut after, &[], ctx))
            })
            .await
            .unwrap();
        assert!(ruled, "{}: a task without a rule", matter.number_text());
        assert_eq!(wanted.unwrap(), vec![], "{}: not at rest", matter.number_text());
        let mut live = BTreeSet::new();
        for task in matter.tasks.iter().filter(|task| task.state.is_live()) {
            let subject = task.subject.to_string();
            assert!(live.insert((task.key.clone(), subject)), "twice: {task:?}");
            let held = match task.post.as_str() {
                "handler" => matter.handler.is_some(),
                post => !organisation.on_duty(post, court.desk.today()).is_empty(),
            };
            assert!(held, "nobody has {task:?}");
        }
    }
}

/// 7
async fn nobody_reads_what_is_not_theirs(court: &Court<'_>) {
    let app = &court.desk.app;
    let judge = court.somebody("signer").await;
    let stranger = Actor { court: "粤1223".to_owned(), ..judge };
    for matter in &court.matters {
        let seen = app.case(&stranger, matter.id).await;
        assert!(matches!(seen, Err(Error::NotFound(_))), "another court's judge sees a case");
    }
    let numbers: BTreeSet<String> = court
        .matters
        .iter()
        .flat_map(|matter| &matter.parties)
        .map(|party| party.details.identity_number.clone())
        .filter(|number| !number.is_empty())
        .collect();
    for entry in court.entries(ATTEMPT) {
        let told = numbers.iter().find(|number| entry.body.contains(number.as_str()));
        assert!(told.is_none(), "a refused attempt tells a number: {}", entry.body);
    }
    let shipped = app.modes.shipped_as(court.house.mode()).unwrap();
    for person in people(&shipped.mode) {
        lists_are_masked(app, court.desk.actor(&person.account).await.unwrap(), &numbers).await;
    }
}

async fn lists_are_masked(app: &App, actor: Actor, numbers: &BTreeSet<String>) {
    for list in app.lists(&actor).collect::<Vec<_>>() {
        let asked = app.ask(&actor, list.key, []).await.unwrap();
        for row in app.list(&asked, &Page::first(200)).await.unwrap().rows {
            for cell in row.cells {
                let Cell::Text(text) = cell else { continue };
                let told = numbers.iter().find(|number| text.contains(number.as_str()));
                assert!(told.is_none(), "{} tells {} a number", list.key, actor.name);
            }
        }
    }
}

/// That the year was one in which something could have gone wrong.
fn enough_happened(court: &Court<'_>, year: &Year) {
    let count = |kind: &str| court.entries(kind).count();
    for kind in ["payout.paid", "deduction.arrived", "measure.confirmed", "search.closed"] {
        assert!(0 < count(kind), "no {kind}: {}", year.told());
    }
    assert!(0 < court.house.storm.repeats(), "nothing was sent twice");
    let closed = court.cases().filter(|matter| matter.stage == Stage::Closed).count();
    assert!(2 <= closed, "only {closed} were closed: {}", year.told());
}

/// 8
async fn changed_history_is_found(court: &Court<'_>, seed: u64) {
    let db = &court.desk.app.db;
    let anchor =
        db.snapshot().await.unwrap().last_anchor(court.house.code()).await.unwrap().unwrap();
    let store = &court.house.store;
    let longest = court.streams.iter().max_by_key(|entries| entries.len()).unwrap();
    // Two that say the same could change places and nothing would have changed.
    let (_, later) = longest.split_at(longest.len() / 2);
    let differ = later.windows(2).position(|pair| pair[0].body != pair[1].body).unwrap();
    let middle = &later[differ];
    let sql = forgery(seed, middle, longest.len(), store.db.is_sqlite());
    databases::unguard(store, "docket").await;
    databases::tamper(store, &sql).await;
    let report = verify::verify(db, &[anchor]).await.unwrap();
    let found = report.found.iter().any(|found| found.fault != Fault::WrongSchema);
    assert!(found, "not found: {sql}");
}
