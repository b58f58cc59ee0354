//! Whatever people and the outside do in whatever order: nothing panics, money balances, the docket tells the case.

use serde_json::json;
use std::collections::BTreeMap;

use proptest::prelude::*;
use uuid::Uuid;
use zhixing_domain::{
    closing::closure::complete,
    closing::closure::waiver,
    closing::waived::Statement,
    ground::actor::Actor,
    ground::id::*,
    ground::refusal::Refusal,
    intake::claim,
    matter::event::Event,
    matter::{Matter, subject},
    money::fund::receive,
    money::ledger::{self, Account},
    money::payout::export,
    money::payout::returned,
    money::payout::settle,
    money::payout::settlement,
    money::payout::{self, LineResult, Purpose},
    property::deduction,
    property::measure::{self, RequestKind},
    property::search::{self, answer::Feedback},
    work::triage,
    work::triage::run,
};
use zhixing_law::money::Fen;

use crate::{court::*, samples::*, window::proposing};

#[derive(Debug, Clone, Copy)]
struct Step {
    what: u8,
    who: u8,
    which: u8,
    amount: i64,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let amounts = prop_oneof![
        Just(528_900_i64),
        Just(539_639),
        Just(0),
        Just(-1),
        Just(i64::MAX),
        1_i64..700_000,
    ];
    let step = (0_u8..33, 0_u8..9, 0_u8..4, amounts).prop_map(|(what, who, which, amount)| Step {
        what,
        who,
        which,
        amount,
    });
    proptest::collection::vec(step, 1..60)
}

fn pick<T: Copy>(items: Vec<T>, which: u8, otherwise: T) -> T {
    let place = usize::from(which).min(items.len().saturating_sub(1));
    items.get(place).copied().unwrap_or(otherwise)
}

struct Play {
    court: Court,
    receipts: u128,
    answers: u32,
    days: i64,
}

impl Play {
    fn actor(who: u8) -> Actor {
        let all = [
            window(),
            clerk(),
            server(),
            searcher(),
            judge(),
            other_judge(),
            cashier(),
            chief(),
            system(),
        ];
        all[usize::from(who) % all.len()].clone()
    }

    fn next_day(&mut self, days: i64) {
        self.days += days;
        self.court.now = at("2026-03-02").plus_secs(self.days * 86_400).unwrap();
    }

    fn step(&mut self, step: Step) -> Result<Vec<String>, Refusal> {
        match step.what {
            0..=9 => self.paper_step(step),
            10..=19 => self.property_step(step),
            _ => self.money_step(step),
        }
    }

    fn paper_step(&mut self, step: Step) -> Result<Vec<String>, Refusal> {
        let actor = Self::actor(step.who);
        let court = &mut self.court;
        let tasks = court.file.tasks.iter().filter(|t| t.state.is_live()).map(|t| t.id).collect();
        let task = pick(tasks, step.which, TaskId(Uuid::nil()));
        let documents = court.file.documents.iter().rev().map(|d| d.id).collect();
        let paper = pick(documents, step.which, DocumentId(Uuid::nil()));
        match step.what {
            0 => court.file_case(&application()),
            1 => court.interview(&interview()),
            2 => court.send(&actor, "accept_task", json!({ "task": task })),
            3 => court.send(&actor, "complete_task", json!({ "task": task, "result": "办结" })),
            4 => court.send(&actor, "return_task", json!({ "task": task, "reason": "退回" })),
            5 => {
                let to = judge().id;
                court.send(&actor, "assign_task", json!({ "task": task, "to": to, "reason": "" }))
            }
            6 => court.sign(&judge(), paper),
            7 => court.send_back(&judge(), paper, "重制"),
            8 => {
                let parties: Vec<PartyId> = court.file.parties.iter().map(|p| p.id).collect();
                let party = pick(parties, step.who % 2, PartyId(Uuid::nil()));
                court.serve(paper, party)
            }
            _ => {
                court.sign_all();
                court.serve_all();
                Ok(Vec::new())
            }
        }
    }

    fn property_step(&mut self, step: Step) -> Result<Vec<String>, Refusal> {
        let actor = Self::actor(step.who);
        self.answers += 1;
        let digest = (self.answers / 2).to_string();
        let court = &mut self.court;
        let searches = court.file.searches.iter().rev().map(|s| s.id).collect();
        let search = pick(searches, 0, SearchId(Uuid::nil()));
        let assets = court.file.assets.iter().map(|a| a.id).collect();
        let asset = pick(assets, step.which, AssetId(Uuid::nil()));
        let measures = court.file.measures.iter().rev().map(|m| m.id).collect();
        let measure = pick(measures, step.which, MeasureId(Uuid::nil()));
        let amount = Fen::new(step.amount);
        let requests = [RequestKind::Freeze, RequestKind::Renew, RequestKind::Release];
        match step.what {
            10 => court.start_search(),
            11 | 12 => {
                let bank = usize::from(step.which) % BANKS.len();
                let number = format!("62284800{}", step.who);
                let feedback = Feedback {
                    source: BANKS[bank].0.to_owned(),
                    source_name: BANKS[bank].1.to_owned(),
                    digest,
                    found: vec![zhixing_domain::property::asset::Found {
                        amount,
                        available: amount,
                        ..deposit(&number, "1.00")
                    }],
                    refused: String::new(),
                };
                court.act(&system(), |file, ctx| {
                    search::answer::answer(file, search, &feedback, ctx)
                })
            }
            13 => {
                court.send(&actor, "close_search", json!({ "search": search, "reason": "不等了" }))
            }
            14 => court.send(
                &actor,
                "screen_asset",
                json!({ "asset": asset, "verdict": "enforceable", "reason": "可执行" }),
            ),
            15 => court.freeze(asset, amount).map(|_| Vec::new()),
            16 => {
                let request = requests[usize::from(step.who) % requests.len()];
                court.hold(measure, request, amount)
            }
            17 => court.send(&actor, "renew_measure", json!({ "measure": measure })),
            18 => court.send(
                &actor,
                "release_measure",
                json!({ "measure": measure, "reason": "解除" }),
            ),
            _ => {
                self.next_day(i64::from(step.which) * 100);
                self.court.act(&system(), measure::expire::lapse)
            }
        }
    }

    fn money_step(&mut self, step: Step) -> Result<Vec<String>, Refusal> {
        let actor = Self::actor(step.who);
        let amount = Fen::new(step.amount);
        self.receipts += u128::from(step.which != 0);
        let (receipts, on) = (self.receipts, self.court.today());
        let court = &mut self.court;
        let measures = court.file.measures.iter().rev().map(|m| m.id).collect();
        let measure = pick(measures, step.which, MeasureId(Uuid::nil()));
        let deductions = court.file.deductions.iter().rev().map(|d| d.id).collect();
        let taken = pick(deductions, step.which, DeductionId(Uuid::nil()));
        let payouts = court.file.payouts.iter().rev().map(|p| p.id).collect();
        let payout = pick(payouts, step.which, PayoutId(Uuid::nil()));
        match step.what {
            20 => court.deduct(measure, amount),
            21 => {
                let request_no =
                    court.file.deduction(taken).map(|d| d.sent_no.clone()).unwrap_or_default();
                let answer = deduction::answer::Answer {
                    request_no,
                    actual: amount,
                    refused: String::new(),
                    on,
                };
                court.act(&system(), |file, ctx| {
                    deduction::answer::answer(file, taken, &answer, ctx)
                })
            }
            22 | 23 => {
                // A statement never shows more than a bank could hold.
                let incoming = receive::Incoming {
                    receipt: ReceiptId(Uuid::from_u128(900_000 + receipts)),
                    amount: amount.min(yuan("1000000.00")),
                    on,
                    payer: "黄强".to_owned(),
                    text: String::new(),
                    claimed: false,
                    from: None,
                };
                court.act(&system(), |file, ctx| receive::receive(file, &incoming, ctx))
            }
            24 => {
                let back = account("黄强", "6228480999000000001");
                court.act(&judge(), |file, ctx| {
                    let lines = settlement::settlement(file, ctx)?.lines;
                    let refunds = lines.iter().filter(|line| line.purpose == Purpose::Refund);
                    let to: Vec<_> =
                        refunds.map(|line| refund_to(&line.account.name, &back)).collect();
                    proposing(file, &to, ctx)
                })
            }
            25 => court.sign(&actor, payout),
            26 => court.act(&cashier(), |file, ctx| {
                export::export(file, payout, BatchId(Uuid::from_u128(1)), ctx)
            }),
            27 => {
                let result = if step.who.is_multiple_of(2) {
                    LineResult::Paid { on, reference: "R".to_owned() }
                } else {
                    LineResult::Rejected { reason: "退回".to_owned() }
                };
                let results = [(u32::from(step.which), result)];
                court.act(&cashier(), |file, ctx| settle::settle(file, payout, &results, ctx))
            }
            28 => court.act(&actor, |file, ctx| complete::complete(file, "", ctx)),
            30 | 31 => {
                let sent = court.file.payout(payout).and_then(|p| p.lines.first());
                let money = returned::CameBack {
                    receipt: ReceiptId(Uuid::from_u128(950_000 + receipts)),
                    amount: sent.map(|line| line.amount).unwrap_or(amount),
                    on,
                    reason: "退汇".to_owned(),
                    reference: String::new(),
                };
                court.act(&system(), |file, ctx| {
                    let _ = ctx;
                    returned::came_back(file, payout, u32::from(step.which / 2), &money)
                })
            }
            32 => {
                let statement = Statement {
                    on,
                    applicants: vec![court.applicant()],
                    words: "放弃".to_owned(),
                    material: "申请执行书".to_owned(),
                    by_agent: false,
                };
                court.act(&judge(), |file, ctx| waiver::waive(file, &statement, ctx))
            }
            _ => court.act(&actor, |file, ctx| run::run(file, triage::Round::Second, ctx)),
        }
    }
}

/// Posts every event of the docket to the accounts, as the app does, and looks after each.
fn check_books(court: &Court) {
    let mut file = Matter::new(court.file.id, &court.file.court);
    let mut books: BTreeMap<Account, i64> = BTreeMap::new();
    for entry in &court.docket {
        let before = file.version;
        file.apply(&entry.event, &entry.entry);
        assert!(file.changed_since(before, subject(&entry.event)));
        if let Event::Fund(zhixing_domain::money::fund::FundEvent::Received { amount, .. }) =
            &entry.event
        {
            *books.entry(Account::Bank).or_default() += amount.get();
            *books.entry(Account::Pool).or_default() += amount.get();
        }
        if let Event::Payout(
            payout::PayoutEvent::LineReturned { payout, line, .. }
            | payout::PayoutEvent::RejectionBooked { payout, line, .. },
        ) = &entry.event
        {
            let line = usize::try_from(*line).unwrap();
            let amount = file.payout(*payout).unwrap().lines[line].amount;
            *books.entry(Account::Bank).or_default() += amount.get();
            *books.entry(Account::Pool).or_default() += amount.get();
        }
        for transfer in ledger::of_case(&file, &entry.event) {
            assert!(transfer.amount.is_positive(), "{transfer:?}");
            *books.entry(transfer.debit).or_default() -= transfer.amount.get();
            let sign = if transfer.credit == Account::Bank { -1 } else { 1 };
            *books.entry(transfer.credit).or_default() += sign * transfer.amount.get();
        }
        let of = |account| books.get(&account).copied().unwrap_or_default();
        let case = of(Account::Case(file.id));
        assert!(0 <= case, "a case account below zero");
        assert_eq!(case, file.funds.balance().get());
        assert_eq!(of(Account::InFlight), file.funds.in_flight.get());
        assert_eq!(of(Account::Bank), of(Account::Pool) + case + of(Account::InFlight));
    }
    assert_eq!(file, court.file, "the docket tells the whole case");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_commands_breaks_the_books_or_the_docket(steps in steps()) {
        let mut play = Play {
            court: Court::searched(&application(), vec![deposit("6228480999000000001", "6000.00")]),
            receipts: 0,
            answers: 0,
            days: 1,
        };
        for step in steps {
            let before = play.court.file.clone();
            if play.step(step).is_err() {
                prop_assert_eq!(&play.court.file, &before, "a refusal changes nothing");
            }
            play.next_day(i64::from(step.which == 3));
        }
        check_books(&play.court);
        let frozen = play.court.file.frozen();
        prop_assert!(!frozen.is_negative());
    }

    #[test]
    fn an_application_in_any_state_is_filed_or_told_what_it_lacks(
        drop in proptest::collection::vec(0_usize..4, 0..4),
        amounts in proptest::collection::vec(any::<i64>(), 0..4),
        words in "\\PC{0,60}",
    ) {
        let mut application = application();
        for place in drop {
            if place < application.materials.len() {
                application.materials.remove(place);
            }
        }
        for (item, amount) in application.claim.items.iter_mut().zip(&amounts) {
            item.amount = Fen::new(*amount);
        }
        application.claim.cause = words;
        let mut court = Court::on("2026-03-02");
        if court.file_case(&application).is_ok() {
            let filed = court.file.number.is_some();
            prop_assert_eq!(filed, court.file.filing.missing.is_empty());
        }
    }

    #[test]
    fn sums_that_discharge_a_debt_are_used_up_to_the_fen(
        sums in proptest::collection::vec((0_i64..400, 1_i64..600_000), 0..8),
        costs in 1_i64..100_000,
        principal in 1_i64..1_000_000,
    ) {
        let mut claim = claim();
        claim.items[0].amount = Fen::new(principal);
        claim.items[1].amount = Fen::new(costs);
        let start = day("2026-03-02");
        let sums: Vec<_> = sums
            .into_iter()
            .map(|(days, amount)| (start.plus_days(days).unwrap(), Fen::new(amount)))
            .collect();
        for many in 0..=sums.len() {
            let account = claim::account(&claim, &sums[..many], day("2027-06-01")).unwrap();
            let paid = account.paid;
            let parts = [paid.fee, paid.costs, paid.general_interest, paid.principal, paid.double_interest];
            let used = Fen::sum(parts).unwrap().checked_add(account.surplus).unwrap();
            prop_assert_eq!(used, Fen::sum(sums[..many].iter().map(|(_, amount)| *amount)).unwrap());
            prop_assert!(!account.left.is_negative());
            prop_assert!(account.left.is_zero() || account.surplus.is_zero(), "owing and owed at once");
        }
    }

    #[test]
    fn a_debt_never_shrinks_by_waiting(days in 0_i64..2000, more in 0_i64..2000) {
        let on = day("2026-01-01").plus_days(days).unwrap();
        let later = on.plus_days(more).unwrap();
        let claim = claim();
        prop_assert!(claim::owed(&claim, on).unwrap().total <= claim::owed(&claim, later).unwrap().total);
    }
}
