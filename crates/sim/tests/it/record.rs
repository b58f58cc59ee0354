//! 记录: what the ¥5,289 story and a demo court do, line by line, as files beside this one. Whoever changes the engine
//! sees here which line of which case comes out otherwise. `ZHIXING_BLESS=1` writes the files anew: read what git then
//! shows, and say in the commit why each kind of line differs.

use std::{collections::BTreeMap, path::PathBuf};

use zhixing_app::list::Page;
use zhixing_connectors::simulator::search_network::Weather;
use zhixing_domain::{ground::actor::Actor, ground::id::ReceiptId, money::ledger::Account};
use zhixing_law::money::Fen;
use zhixing_sim::{court::COURT, demo, people::Register, story};

use crate::support::{Court, at, sqlite};

mod case;

/// Lines of a difference that are shown; the file that was written shows all.
const SHOWN: usize = 120;

/// The largest page that lists have.
const PAGE: i64 = 200;

/// What the court of a record holds: a head for each case, with the lines under it.
type Record = Vec<(String, Vec<String>)>;

#[tokio::test(flavor = "multi_thread")]
async fn the_story_does_what_is_recorded() {
    let court = sqlite(1, Weather::CALM, at("2026-11-09T00:30:00Z")).await;
    let day0 = "2026-11-09".parse().unwrap();
    let mut register = Register::new(5289);
    story::run(&court.desk, &mut register, day0).await.unwrap();
    must_be("story", &record(&court).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_court_does_what_is_recorded() {
    let plan = demo::Plan { seed: 1224, cases: 60, today: demo::today().unwrap() };
    let court = sqlite(plan.seed, Weather::CALM, demo::begins_at(&plan).unwrap()).await;
    demo::generate(&court.desk, plan).await.unwrap();
    must_be("demo", &record(&court).await);
}

/// Every case in the order of numbers, then those without; then the court's money.
async fn record(court: &Court) -> Record {
    let app = &court.desk.app;
    let system = Actor::system(COURT);
    let judge = court.desk.actor("liangweidong").await.unwrap();
    let asked = app.ask(&judge, "cases", []).await.unwrap();
    let mut blocks = Vec::new();
    let mut balances = Fen::ZERO;
    let mut page = Page::first(PAGE);
    loop {
        let listing = app.list(&asked, &page).await.unwrap();
        for row in &listing.rows {
            let file = app.case(&system, row.case.unwrap()).await.unwrap();
            let mut block = case::block(&file);
            let mut conn = court.db.read().await.unwrap();
            let account = Account::Case(file.id).key();
            let balance = conn.balance(COURT, &account).await.unwrap();
            block.lines.push(format!("ledger {balance}"));
            balances = balances.checked_add(balance).unwrap();
            blocks.push(block);
        }
        match listing.next {
            Some(next) => page.cursor = Some(next),
            None => break,
        }
    }
    blocks.sort_by(|a, b| a.order.cmp(&b.order));
    let mut record: Record = blocks.into_iter().map(|block| (block.head, block.lines)).collect();
    record.push(("court".to_owned(), money(court, balances).await));
    record
}

/// 试算平衡, and every line of the bank's statements.
async fn money(court: &Court, cases: Fen) -> Vec<String> {
    let mut conn = court.db.snapshot().await.unwrap();
    let trial = conn.trial_balance(COURT).await.unwrap();
    let mut lines =
        vec![format!("trial assets={} liabilities={}", trial.assets, trial.liabilities)];
    for account in [Account::Bank, Account::Pool, Account::InFlight] {
        let key = account.key();
        lines.push(format!("ledger {key} {}", conn.balance(COURT, &key).await.unwrap()));
    }
    lines.push(format!("ledger cases {cases}"));
    drop(conn);
    let cashier = court.desk.actor("lizhenhua").await.unwrap();
    let mut receipts = Vec::new();
    let mut page = Page::first(PAGE);
    let app = &court.desk.app;
    let asked = app.ask(&cashier, "receipts", [("state", "all")]).await.unwrap();
    loop {
        let listing = app.list(&asked, &page).await.unwrap();
        for row in &listing.rows {
            let row = app.receipt(&cashier, ReceiptId(row.id)).await.unwrap();
            let (on, amount, payer) = (row.booked_on, row.amount, &row.payer);
            let said = format!(
                "statement {on} {amount} {payer} state={} rule={}",
                row.state.code(),
                row.rule
            );
            receipts.push(said);
        }
        match listing.next {
            Some(next) => page.cursor = Some(next),
            None => break,
        }
    }
    receipts.sort();
    lines.extend(receipts);
    lines
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/record")).join(name)
}

/// Compares with the file, or writes it when it is to be written anew.
fn must_be(name: &str, record: &Record) {
    let file = path(&format!("{name}.txt"));
    if std::env::var_os("ZHIXING_BLESS").is_some() {
        std::fs::write(&file, written(record)).unwrap();
        return;
    }
    let recorded = read(&std::fs::read_to_string(&file).unwrap());
    let found = difference(&recorded, record);
    let more = found.len().saturating_sub(SHOWN);
    let shown: Vec<String> = found.iter().take(SHOWN).cloned().collect();
    let many = if more == 0 { String::new() } else { format!("\n… and {more} lines more") };
    assert!(
        found.is_empty(),
        "the {name} differs from {} (- recorded, + now); ZHIXING_BLESS=1 writes it anew:\n{}{many}",
        file.display(),
        shown.join("\n")
    );
}

fn written(record: &Record) -> String {
    let block = |(head, lines): &(String, Vec<String>)| {
        let lines: String = lines.iter().map(|line| format!("  {line}\n")).collect();
        format!("{head}\n{lines}")
    };
    record.iter().map(block).collect()
}

fn read(text: &str) -> Record {
    let mut record: Record = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("  "), record.last_mut()) {
            (Some(line), Some((_, lines))) => lines.push(line.to_owned()),
            _ => record.push((line.to_owned(), Vec::new())),
        }
    }
    record
}

/// The lines that only one of the two has, under the case that they belong to. The order of lines says nothing.
fn difference(recorded: &Record, now: &Record) -> Vec<String> {
    let mut cases: BTreeMap<&str, BTreeMap<&str, i64>> = BTreeMap::new();
    for (record, count) in [(recorded, -1), (now, 1)] {
        for (head, lines) in record {
            let case = cases.entry(head).or_default();
            for line in lines.iter().map(String::as_str).chain(["(the case)"]) {
                *case.entry(line).or_default() += count;
            }
        }
    }
    let mut found = Vec::new();
    for (head, lines) in cases {
        let differing: Vec<String> = lines
            .into_iter()
            .filter(|(_, count)| *count != 0)
            .map(|(line, count)| format!("  {} {line}", if count < 0 { '-' } else { '+' }))
            .collect();
        if !differing.is_empty() {
            found.push(head.to_owned());
            found.extend(differing);
        }
    }
    found
}

#[test]
fn a_line_that_differs_is_shown_under_its_case() {
    let before = "case 1\n  task a\n  task a\n  task b\ncase 2\n  node x\n";
    let now = read("case 1\n  task b\n  task a\n  task c\ncase 2\n  node x\n");
    assert_eq!(written(&read(before)), before);
    assert_eq!(difference(&read(before), &now), ["case 1", "  - task a", "  + task c"]);
    let gone = read("case 2\n  node x\n");
    assert_eq!(difference(&now, &gone).len(), 5);
}
