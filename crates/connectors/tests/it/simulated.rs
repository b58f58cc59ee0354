//! 模拟器：money is neither made nor lost, and no weather stops a patient court.

use std::collections::BTreeMap;

use zhixing_connectors::bank::matching::match_remittance;
use zhixing_connectors::bank::payout::PayoutStatus;
use zhixing_connectors::bank::{camt053, statement_csv};
use zhixing_connectors::fault::Fault;
use zhixing_connectors::message::{Channel, MessageGateway, OutMessage};
use zhixing_connectors::search_network::control::{
    ControlFeedback, ControlResult, Extent, Measure,
};
use zhixing_connectors::search_network::package::{
    Content, Package, PackageFile, PackageKind, read, write,
};
use zhixing_connectors::search_network::query::{Person, QueryFeedback, QueryResult};
use zhixing_connectors::search_network::transport::{DropDirectory, SearchNetwork};
use zhixing_connectors::simulator::bank::{BankSim, Mess};
use zhixing_connectors::simulator::chance::Chance;
use zhixing_connectors::simulator::message::MessageGatewaySim;
use zhixing_connectors::simulator::network::SimulatedNetwork;
use zhixing_connectors::simulator::search_network::{SearchNetworkSim, Transfer, Weather};
use zhixing_connectors::simulator::world::{Estate, World, WorldAccount};
use zhixing_law::money::Fen;

use crate::samples::*;

fn world() -> World {
    let mut world = World::default();
    let mut item = account();
    item.balance = yuan("8000.00");
    item.other_freezes.clear();
    let accounts = vec![WorldAccount { item, freezes: Vec::new() }];
    world.put(Estate { person: respondent(), accounts, assets: Vec::new() });
    world
}

fn sim(weather: Weather) -> SearchNetworkSim {
    SearchNetworkSim::new(11, world(), weather, BANK_CODE)
}

fn query_file(requests: &[&str]) -> PackageFile {
    let items = requests.iter().map(|number| query(number)).collect();
    write(&package(PackageKind::QueryRequest, Content::QueryRequests(items))).unwrap()
}

fn control_file(request_no: &str, measure: Measure, amount: &str, original: &str) -> PackageFile {
    let mut request = control(request_no, measure);
    request.items[0].amount = yuan(amount);
    if !original.is_empty() {
        request.items[0].original_request_no = Some(original.to_owned());
    }
    let content = Content::ControlRequests(vec![request]);
    write(&package(PackageKind::ControlRequest, content)).unwrap()
}

fn queries(files: &[PackageFile]) -> Vec<QueryFeedback> {
    let read = files.iter().map(|file| read(&file.file_name, &file.bytes).unwrap().value.content);
    read.flat_map(|content| match content {
        Content::QueryFeedback(items) => items,
        other => panic!("{other:?}"),
    })
    .collect()
}

fn controls(files: &[PackageFile]) -> Vec<ControlFeedback> {
    let read = files.iter().map(|file| read(&file.file_name, &file.bytes).unwrap().value.content);
    read.flat_map(|content| match content {
        Content::ControlFeedback(items) => items,
        other => panic!("{other:?}"),
    })
    .collect()
}

fn one(sim: &mut SearchNetworkSim, file: &PackageFile, on: &str) -> ControlFeedback {
    sim.receive(file, day(on)).unwrap();
    controls(&sim.release(day(on))).remove(0)
}

#[test]
fn a_query_is_answered_by_every_body_also_with_nothing() {
    let mut sim = sim(Weather::CALM);
    sim.receive(&query_file(&["CX1"]), day("2026-03-02")).unwrap();
    let answers = queries(&sim.release(day("2026-03-02")));
    let seen: Vec<_> =
        answers.iter().map(|a| (a.responder_code.as_str(), a.result, a.accounts.len())).collect();
    assert_eq!(
        seen,
        [
            ("YH102", QueryResult::Found, 1),
            ("YH103", QueryResult::Nothing, 0),
            ("YH105", QueryResult::Nothing, 0),
            ("YH314", QueryResult::Nothing, 0),
            ("YH403", QueryResult::Nothing, 0),
            ("GAJT", QueryResult::Nothing, 0),
            ("BDCDJ", QueryResult::Nothing, 0),
        ]
    );
    assert_eq!(answers[0].accounts[0].available, yuan("8000.00"));
}

#[test]
fn freezing_deducting_and_releasing_move_the_balance_exactly() {
    let mut sim = sim(Weather::CALM);
    let frozen = one(&mut sim, &control_file("KZ1", Measure::Freeze, "5289.00", ""), "2026-03-02");
    assert_eq!((frozen.result, frozen.actual_amount), (ControlResult::Done, yuan("5289.00")));
    assert_eq!((frozen.frozen_amount, frozen.available), (yuan("5289.00"), yuan("2711.00")));
    let file = control_file("KZ2", Measure::Deduct, "5000.00", "KZ1");
    let deducted = one(&mut sim, &file, "2026-03-03");
    assert_eq!((deducted.result, deducted.actual_amount), (ControlResult::Done, yuan("5000.00")));
    assert_eq!((deducted.frozen_amount, deducted.available), (yuan("289.00"), yuan("2711.00")));
    let transfers = sim.take_transfers();
    assert_eq!(transfers.len(), 1);
    assert_eq!(transfers[0].amount, yuan("5000.00"));
    assert_eq!(transfers[0].to_account, court_account().account);
    assert_eq!(Some(&transfers[0].reference), deducted.transfer_no.as_ref());
    let hint = match_remittance(&transfers[0].remittance, Some(&transfers[0].to_account), None);
    assert_eq!(hint.case_numbers, [CASE]);
    let again = one(&mut sim, &file, "2026-03-04");
    assert_eq!(again, deducted);
    assert_eq!(sim.take_transfers(), []);
    let released = one(&mut sim, &control_file("KZ3", Measure::Release, "0", "KZ1"), "2026-03-04");
    assert_eq!(
        (released.actual_amount, released.available, released.frozen_amount),
        (yuan("289.00"), yuan("3000.00"), Fen::ZERO)
    );
}

#[test]
fn more_than_there_is_gives_part_and_then_nothing() {
    let mut sim = sim(Weather::CALM);
    let part = one(&mut sim, &control_file("KZ1", Measure::Freeze, "9000.00", ""), "2026-03-02");
    assert_eq!((part.result, part.actual_amount), (ControlResult::Partly, yuan("8000.00")));
    let none = one(&mut sim, &control_file("KZ2", Measure::Freeze, "1.00", ""), "2026-03-02");
    assert_eq!((none.result, none.actual_amount), (ControlResult::Refused, Fen::ZERO));
    assert!(none.refusal.is_some());
}

#[test]
fn an_account_freeze_also_holds_what_comes_later() {
    let mut sim = sim(Weather::CALM);
    let mut request = control("KZ1", Measure::Freeze);
    request.items[0].extent = Extent::Account;
    request.items[0].amount = yuan("9000.00");
    let content = Content::ControlRequests(vec![request]);
    let file = write(&package(PackageKind::ControlRequest, content)).unwrap();
    let frozen = one(&mut sim, &file, "2026-03-02");
    assert_eq!((frozen.actual_amount, frozen.frozen_amount), (yuan("8000.00"), yuan("9000.00")));
}

#[test]
fn a_freeze_lapses_unless_it_is_renewed() {
    for (renewed, expected) in [(false, ControlResult::Refused), (true, ControlResult::Done)] {
        let mut sim = sim(Weather::CALM);
        let mut request = control("KZ1", Measure::Freeze);
        request.items[0].ends_on = Some(day("2026-04-01"));
        let content = Content::ControlRequests(vec![request]);
        let file = write(&package(PackageKind::ControlRequest, content)).unwrap();
        one(&mut sim, &file, "2026-03-02");
        if renewed {
            let renewal = control_file("KZ2", Measure::Renew, "5289.00", "KZ1");
            let renewal = one(&mut sim, &renewal, "2026-04-01");
            assert_eq!(renewal.ends_on, Some(day("2027-03-01")));
        }
        let release = control_file("KZ3", Measure::Release, "0", "KZ1");
        assert_eq!(one(&mut sim, &release, "2026-04-02").result, expected);
    }
}

#[test]
fn another_persons_account_cannot_be_touched() {
    let mut sim = sim(Weather::CALM);
    let mut request = control("KZ1", Measure::Freeze);
    request.respondent.name = "张四".to_owned();
    let content = Content::ControlRequests(vec![request]);
    let file = write(&package(PackageKind::ControlRequest, content)).unwrap();
    assert_eq!(one(&mut sim, &file, "2026-03-02").result, ControlResult::Refused);
}

#[test]
fn in_any_weather_repeating_the_request_brings_every_answer_and_takes_money_once() {
    let mut kinds =
        BTreeMap::from([("lost", 0), ("late", 0), ("partial", 0), ("contradiction", 0)]);
    for seed in 0..60 {
        let mut sim = SearchNetworkSim::new(seed, world(), Weather::ROUGH, BANK_CODE);
        let start = day("2026-03-02");
        sim.receive(&query_file(&["CX1"]), start).unwrap();
        let file = control_file("KZ1", Measure::Deduct, "5289.00", "");
        sim.receive(&file, start).unwrap();
        let first = sim.release(start);
        let rest = sim.release(start.plus_days(10).unwrap());
        *kinds.get_mut("late").unwrap() += usize::from(!rest.is_empty());
        let arrived: Vec<PackageFile> = first.into_iter().chain(rest).collect();
        let mut results: Vec<QueryResult> = Vec::new();
        for file in &arrived {
            let back = read(&file.file_name, &file.bytes).unwrap();
            *kinds.get_mut("partial").unwrap() += usize::from(!back.findings.is_empty());
            if let Content::QueryFeedback(items) = back.value.content {
                results
                    .extend(items.iter().filter(|i| i.responder_code == "YH102").map(|i| i.result));
            }
        }
        results.dedup();
        *kinds.get_mut("lost").unwrap() += usize::from(results.is_empty());
        *kinds.get_mut("contradiction").unwrap() += usize::from(results.len() > 1);
        // The court asks again.
        let later = day("2026-04-02");
        sim.receive(&query_file(&["CX1"]), later).unwrap();
        sim.receive(&file, later).unwrap();
        let arrived = sim.release(later.plus_days(10).unwrap());
        let queries = arrived.iter().filter(|file| file.file_name.starts_with("CXFK")).count();
        let controls = arrived.iter().filter(|file| file.file_name.starts_with("KZFK")).count();
        assert!(queries > 0 && controls > 0, "seed {seed}");
        let taken = Fen::sum(sim.take_transfers().iter().map(|t| t.amount)).unwrap();
        let left = sim.world.estate(&respondent().id_number).unwrap().accounts[0].item.balance;
        assert_eq!(taken.checked_add(left).unwrap(), yuan("8000.00"), "seed {seed}");
    }
    assert!(kinds.values().all(|count| *count > 0), "{kinds:?}");
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let run = || {
        let mut sim = SearchNetworkSim::new(5, world(), Weather::ROUGH, BANK_CODE);
        sim.receive(&query_file(&["CX1", "CX2", "CX3"]), day("2026-03-02")).unwrap();
        sim.release(day("2026-12-31"))
    };
    assert_eq!(run(), run());
    assert!(!run().is_empty());
}

#[test]
fn a_drawn_world_depends_on_seed_and_person_only() {
    let person = |number: u32| Person {
        name: format!("人{number}"),
        id_number: format!("44122419800101{number:04}"),
        ..respondent()
    };
    let draw = |seed: u64, from: u32| {
        let mut world = World::default();
        for number in from..50 {
            world.draw(seed, &person(number), yuan("5000"), day("2026-03-02"));
        }
        format!("{:?}", world.estate(&person(40).id_number).unwrap())
    };
    assert_eq!(draw(1, 0), draw(1, 40));
    assert_ne!(draw(1, 0), draw(2, 0));
    let mut sim = SearchNetworkSim::new(1, World::default(), Weather::CALM, BANK_CODE);
    for number in 0..50 {
        sim.world.draw(1, &person(number), yuan("5000"), day("2026-03-02"));
        let mut request = query(&format!("CX{number}"));
        request.respondent = person(number);
        let content = Content::QueryRequests(vec![request]);
        let file = write(&package(PackageKind::QueryRequest, content)).unwrap();
        sim.receive(&file, day("2026-03-02")).unwrap();
    }
    let answers = queries(&sim.release(day("2026-03-02")));
    let found = answers.iter().filter(|answer| answer.result == QueryResult::Found).count();
    assert!(found > 10 && found < answers.len(), "{found}");
}

#[test]
fn the_simulated_network_speaks_through_the_trait_and_through_a_directory() {
    let network = SimulatedNetwork::new(sim(Weather::CALM), day("2026-03-02"));
    network.send(&query_file(&["CX1"])).unwrap();
    let names = network.waiting().unwrap();
    assert_eq!(names.len(), 1);
    assert!(network.fetch(&names[0]).unwrap().is_some());
    network.archive(&names[0]).unwrap();
    assert_eq!(network.waiting().unwrap(), Vec::<String>::new());
    let answer = network.fetch("CXFK").unwrap();
    assert_eq!(answer, None);
    let bad = PackageFile { file_name: query_file(&["CX1"]).file_name, bytes: b"x".to_vec() };
    assert!(matches!(network.send(&bad), Err(Fault::Reject { .. })));

    let folder = tempfile::tempdir().unwrap();
    let ours = DropDirectory::open(folder.path()).unwrap();
    let mut sim = sim(Weather::CALM);
    ours.send(&query_file(&["CX9"])).unwrap();
    sim.exchange(&ours.other_side(), day("2026-03-02")).unwrap();
    let names = ours.waiting().unwrap();
    let arrived = ours.fetch(&names[0]).unwrap().unwrap();
    let package: Package = read(&arrived.file_name, &arrived.bytes).unwrap().value;
    // Five banks, the traffic police and the land registry: every body of the scopes asked answers once.
    assert_eq!(package.content.len(), 7);
}

fn transfer(reference: &str, amount: &str, remittance: &str) -> Transfer {
    Transfer {
        reference: reference.to_owned(),
        to_account: debtor().account,
        payer_name: "张三".to_owned(),
        payer_account: "6222020000000000001".to_owned(),
        payer_bank: "工商银行怀集支行".to_owned(),
        amount: yuan(amount),
        remittance: remittance.to_owned(),
        on: day("2026-03-05"),
    }
}

#[test]
fn the_bank_books_each_credit_once_and_its_statements_follow_each_other() {
    let mut bank = BankSim::new(3, debtor(), yuan("100.00"));
    bank.credit(day("2026-03-05"), &transfer("K1", "5289.00", CASE));
    bank.credit(day("2026-03-05"), &transfer("K1", "5289.00", CASE));
    bank.credit(day("2026-03-06"), &transfer("K2", "10.00", ""));
    let mut closing = yuan("100.00");
    for on in ["2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07"] {
        let statement = bank.statement(day(on), day(on));
        assert_eq!(statement.opening, closing, "{on}");
        closing = statement.closing;
        let xml = camt053::write("M", &statement);
        let back = camt053::read("a", &xml).unwrap().value.remove(0);
        assert_eq!((back.opening, back.closing), (statement.opening, statement.closing));
        let csv = statement_csv::write(&statement, statement_csv::CsvEncoding::Gbk);
        assert_eq!(statement_csv::read("a", &csv).unwrap().value.lines.len(), back.lines.len());
    }
    assert_eq!(closing, yuan("5399.00"));
}

#[test]
fn a_batch_is_paid_once_and_never_beyond_the_balance() {
    let mut bank = BankSim::new(3, debtor(), yuan("5250.00"));
    let first = bank.pay(day("2026-03-09"), &batch());
    let statuses: Vec<PayoutStatus> = first.items.iter().map(|item| item.status).collect();
    assert_eq!(statuses, [PayoutStatus::Settled, PayoutStatus::Rejected]);
    assert_eq!(first.items[1].reason.as_ref().unwrap().code, "AM04");
    assert_eq!(bank.pay(day("2026-03-10"), &batch()), first);
    assert_eq!(bank.balance(day("2026-03-10")), yuan("11.00"));
}

#[test]
fn rejected_payouts_move_nothing_and_returned_ones_come_back() {
    let mut bank = BankSim::new(3, debtor(), yuan("9000.00"));
    bank.reject = 100;
    let report = bank.pay(day("2026-03-09"), &batch());
    assert!(report.items.iter().all(|item| item.status == PayoutStatus::Rejected));
    assert_eq!(bank.balance(day("2026-03-31")), yuan("9000.00"));
    bank.reject = 0;
    bank.bounce = 100;
    let mut second = batch();
    second.batch_id = "B2".to_owned();
    bank.pay(day("2026-03-09"), &second);
    assert_eq!(bank.balance(day("2026-03-09")), yuan("3711.00"));
    assert_eq!(bank.balance(day("2026-03-10")), yuan("9000.00"));
    let back = bank.statement(day("2026-03-10"), day("2026-03-10"));
    assert!(back.lines.iter().all(|line| line.remittance.starts_with("退汇")));
    assert_eq!(back.lines[0].end_to_end_id.as_deref(), Some("P1"));
}

#[test]
fn messy_remittances_are_recognised_where_there_is_anything_to_recognise() {
    for (mess, found) in [
        (Mess::Proper, true),
        (Mess::HalfWidth, true),
        (Mess::Spaced, true),
        (Mess::Words, false),
        (Mess::Nothing, false),
    ] {
        let hint = match_remittance(&mess.text(CASE), None, None);
        assert_eq!(!hint.case_numbers.is_empty(), found, "{mess:?}: {}", mess.text(CASE));
        assert!(hint.case_numbers.iter().all(|number| number == CASE));
    }
    let mut chance = Chance::new(1);
    let drawn: Vec<Mess> = (0..200).map(|_| Mess::draw(&mut chance)).collect();
    assert!(drawn.contains(&Mess::Nothing) && drawn.contains(&Mess::Spaced));
}

#[test]
fn the_simulated_gateway_sends_once_whatever_is_retried() {
    let gateway = MessageGatewaySim::new(9, 100, 100, "2026-03-02T01:00:00Z".parse().unwrap());
    let message = OutMessage {
        id: "m-1".to_owned(),
        channel: Channel::Sms,
        to: "13800000000".to_owned(),
        text: "测试".to_owned(),
        case_number: None,
    };
    assert!(matches!(gateway.send(&message), Err(Fault::Retry { .. })));
    let sent = gateway.send(&message).unwrap();
    let again = gateway.send(&message).unwrap();
    assert_eq!((sent.repeated, again.repeated), (false, true));
    assert_eq!(sent.gateway_id, again.gateway_id);
    assert_eq!(gateway.sent().len(), 1);
    let (reports, cursor) = gateway.reports("").unwrap();
    assert_eq!((reports.len(), reports[0].reason.as_deref()), (1, Some("号码停机")));
    assert_eq!(gateway.reports(&cursor).unwrap().0, []);
    assert!(matches!(gateway.reports("x"), Err(Fault::Reject { .. })));
}
