//! A case that the domain decided, day by day, with its statement, batch and organisation: written as
//! the app writes it, read back, rebuilt, replayed.

use serde_json::json;
use std::sync::OnceLock;

use uuid::Uuid;
use zhixing_domain::ground::actor::Role;
use zhixing_domain::ground::court::FundAccount;
use zhixing_domain::ground::entry::{By, Entry};
use zhixing_domain::ground::id::{BatchId, StaffId, StatementId};
use zhixing_domain::matter::Matter;
use zhixing_domain::matter::event::Recorded;
use zhixing_domain::money::batch::{Batch, BatchEvent, BatchLine};
use zhixing_domain::money::payout::PayoutState;
use zhixing_domain::money::statement::{Line, Statement, StatementEvent};
use zhixing_domain::property::measure;
use zhixing_domain::{
    closing::closure::complete,
    court::organisation::{Organisation, StaffEvent},
    money::payout::account,
};
use zhixing_law::money::Fen;
use zhixing_store::docket::{NewEntry, Stamp, StreamKind};
use zhixing_store::fold::{self, case_entry, case_transfers, statement_transfers};
use zhixing_store::ledger::Transfer;
use zhixing_store::list::Cell;
use zhixing_store::query::Page;
use zhixing_store::rebuild::{rebuild, replay};
use zhixing_store::{Db, Digest, projection};

use crate::court::{Court, cashier, judge};
use crate::lists::ask;
use crate::samples::yuan;
use crate::support::{COURT, at, day, id, on_each};

/// The whole story up to a closed case whose money is paid out.
pub(crate) fn story() -> Court {
    let (mut court, measure) = Court::frozen(yuan("5405.00"));
    court.day("2026-03-06");
    let owed = account::outstanding(&court.file, court.today()).unwrap();
    court.deduct(measure, owed).unwrap();
    court.sign_all();
    court.deducted(0, owed);
    court.serve_all();
    court.day("2026-03-09");
    court.income(1, owed, false);
    court
        .send(&judge(), "release_measure", json!({ "measure": measure, "reason": "已足额扣划" }))
        .unwrap();
    court.sign_all();
    court.hold(measure, measure::RequestKind::Release, Fen::ZERO).unwrap();
    court.serve_all();
    let payout = court.send_money();
    court.bank_paid(payout);
    court.day("2026-03-10");
    court.act(&judge(), |file, ctx| complete::complete(file, "", ctx)).unwrap();
    court.serve_all();
    court
}

fn stamp(n: u128, entry: &Entry) -> Stamp {
    Stamp {
        command_id: id(n),
        actor_id: Some(entry.actor.0),
        actor_name: entry.actor_name.clone(),
        source: "page".to_owned(),
        // After the organisation and the statement, which are of another day: the docket goes forward.
        recorded_at: at(6).max(entry.recorded_at),
    }
}

/// Writes the case event by event, each with the rows and the money it changes.
async fn write_case(db: &Db, docket: &[Recorded], file: &Matter) {
    let mut now = Matter::new(file.id, COURT);
    for (n, recorded) in (10_000_u128..).zip(docket) {
        let mut tx = db.begin().await.unwrap();
        let head = tx.lock_stream(COURT, file.id.0, StreamKind::Case).await.unwrap();
        let entry = case_entry(id(n), &recorded.event, recorded.entry.happened_at).unwrap();
        let head = tx.append(&head, &[entry], &stamp(n, &recorded.entry)).await.unwrap();
        let before = projection::case::rows(&now);
        now.apply(&recorded.event, &recorded.entry);
        tx.save_rows(&before, &projection::case::rows(&now)).await.unwrap();
        let moved = case_transfers(&now, &recorded.event, head.seq, recorded.entry.happened_at);
        tx.post(&moved).await.unwrap();
        tx.commit().await.unwrap();
    }
}

fn by() -> By {
    By { staff: cashier().id, name: cashier().name, at: at(5) }
}

async fn write_other(
    db: &Db,
    stream: Uuid,
    entries: &[NewEntry],
    rows: &[projection::ProjRow],
    transfers: &[Transfer],
) {
    let stamp = Stamp {
        command_id: stream,
        actor_id: Some(by().staff.0),
        actor_name: by().name,
        source: "page".to_owned(),
        recorded_at: at(5),
    };
    let mut tx = db.begin().await.unwrap();
    let head = tx.lock_stream(COURT, stream, StreamKind::Court).await.unwrap();
    tx.append(&head, entries, &stamp).await.unwrap();
    tx.save_rows(&[], rows).await.unwrap();
    tx.post(transfers).await.unwrap();
    tx.commit().await.unwrap();
}

async fn write_statement(db: &Db, file: &Matter) -> Statement {
    let receipt = &file.funds.receipts[0];
    let line = |receipt, amount, bank_ref: &str| Line {
        receipt,
        credit: true,
        amount,
        booked_on: day("2026-03-09"),
        payer: "黄强".to_owned(),
        payer_account: "6222".to_owned(),
        payer_bank: String::new(),
        text: "还款".to_owned(),
        end_to_end: String::new(),
        bank_ref: bank_ref.to_owned(),
        returned: false,
    };
    let unknown = zhixing_domain::ground::id::ReceiptId(id(77));
    let imported = StatementEvent::Imported {
        account: "4405".to_owned(),
        from: day("2026-03-09"),
        to: day("2026-03-09"),
        opening: Fen::ZERO,
        closing: receipt.amount,
        file: None,
        file_name: "流水.csv".to_owned(),
        format: "csv".to_owned(),
        lines: vec![line(receipt.id, receipt.amount, "a"), line(unknown, yuan("1.00"), "b")],
        repeated: 0,
    };
    let matched = StatementEvent::Matched {
        receipt: receipt.id,
        case: file.id,
        number: file.number_text(),
        on: day("2026-03-09"),
        rule: "account".to_owned(),
    };
    let mut statement = Statement::new(StatementId(id(400)), COURT);
    let (mut entries, mut transfers) = (Vec::new(), Vec::new());
    for (seq, event) in (1_i64..).zip([imported, matched]) {
        statement.apply(&event, &by());
        transfers.extend(statement_transfers(&statement, &event, seq, at(5)));
        let entry_id = id(400 + u128::try_from(seq).unwrap());
        entries.push(fold::book_entry::<Statement>(entry_id, &event, at(5)).unwrap());
    }
    let rows = projection::statement::rows(&statement);
    write_other(db, statement.id.0, &entries, &rows, &transfers).await;
    statement
}

async fn write_batch(db: &Db, file: &Matter) -> Batch {
    let payout = &file.payouts[0];
    let mut batch = Batch::new(BatchId(Uuid::from_u128(700_000)), COURT);
    let lines = (0_u32..).zip(&payout.lines).map(|(place, line)| BatchLine {
        end_to_end: format!("E{place}"),
        case: file.id,
        number: file.number_text(),
        payout: payout.id,
        line: place,
        amount: line.amount,
        payee: line.account.clone(),
        text: "执行款".to_owned(),
    });
    let results = (0_u32..).zip(&payout.results);
    let results = results.map(|(place, r)| (format!("E{place}"), r.clone().unwrap()));
    let events = [
        BatchEvent::Created {
            no: "20260309-1".to_owned(),
            on: day("2026-03-09"),
            lines: lines.collect(),
            total: payout.total,
        },
        BatchEvent::Returned { digest: "d".to_owned(), results: results.collect() },
    ];
    let mut entries = Vec::new();
    for (n, event) in (500_u128..).zip(&events) {
        batch.apply(event, &by());
        entries.push(fold::book_entry::<Batch>(id(n), event, at(5)).unwrap());
    }
    write_other(db, batch.id.0, &entries, &projection::batch::rows(&batch), &[]).await;
    batch
}

async fn write_organisation(db: &Db) -> Organisation {
    let account = FundAccount { account: "4405".to_owned(), ..FundAccount::default() };
    let joined = |n: u128, name: &str, role| StaffEvent::Joined {
        staff: StaffId(id(n)),
        account: format!("u{n}"),
        name: name.to_owned(),
        department: "执行局".to_owned(),
        roles: vec![role],
        teams: vec!["fast".to_owned()],
    };
    let events = [
        StaffEvent::CourtDescribed {
            name: "怀集县人民法院".to_owned(),
            title: String::new(),
            parent: "粤12".to_owned(),
            address: "怀城".to_owned(),
            phone: "0758".to_owned(),
            fund_account: account.clone(),
            treasury_account: account,
        },
        joined(61, "李法官", Role::Judge),
        joined(62, "冯出纳", Role::Cashier),
        StaffEvent::PostFilled {
            post: "signer".to_owned(),
            holders: vec![StaffId(id(61))],
            stand_ins: vec![StaffId(id(62))],
        },
        StaffEvent::Left { staff: StaffId(id(62)), reason: "调离".to_owned() },
    ];
    let mut organisation = Organisation::new(COURT);
    let mut entries = Vec::new();
    for (n, event) in (600_u128..).zip(&events) {
        organisation.apply(event, &by());
        entries.push(fold::book_entry::<Organisation>(id(n), event, at(5)).unwrap());
    }
    let rows = projection::staff::rows(&organisation);
    write_other(db, fold::organisation_stream(COURT), &entries, &rows, &[]).await;
    organisation
}

/// The whole story in a database.
pub(crate) async fn write_story(db: &Db) {
    let court = story();
    let file = court.folded();
    write_organisation(db).await;
    write_statement(db, &file).await;
    write_case(db, &court.docket, &file).await;
    write_batch(db, &file).await;
}

#[test]
fn the_story_is_read_back_rebuilt_and_replayed_to_the_same_state_on_both_databases() {
    static FIRST: OnceLock<Digest> = OnceLock::new();
    on_each(|store| async move {
        let court = story();
        let file = court.folded();
        let db = &store.db;
        let organisation = write_organisation(db).await;
        let statement = write_statement(db, &file).await;
        write_case(db, &court.docket, &file).await;
        let batch = write_batch(db, &file).await;
        let mut conn = db.read().await.unwrap();
        let (head, read) = conn.case_file(COURT, &file.id).await.unwrap().unwrap();
        assert_eq!((&read, head.seq), (&file, i64::try_from(court.docket.len()).unwrap()));
        assert_eq!(
            conn.book::<Statement>(COURT, statement.id.0).await.unwrap().unwrap().1,
            statement
        );
        assert_eq!(conn.book::<Batch>(COURT, batch.id.0).await.unwrap().unwrap().1, batch);
        assert_eq!(
            conn.book::<Organisation>(COURT, fold::organisation_stream(COURT))
                .await
                .unwrap()
                .unwrap()
                .1,
            organisation
        );
        drop(conn);

        let state = db.snapshot().await.unwrap().state_hash().await.unwrap();
        assert_eq!(FIRST.get_or_init(|| state), &state);
        let scratch = tempfile::tempdir().unwrap();
        let found = replay(db, scratch.path(), at(9)).await.unwrap();
        assert!(found.is_equal(), "{:?}", found.tables.iter().find(|t| !t.is_equal()));
        let rebuilt = rebuild(db, &mut |_, _| {}).await.unwrap();
        assert_eq!(rebuilt.streams, 4);
        assert_eq!(db.snapshot().await.unwrap().state_hash().await.unwrap(), state);
    });
}

#[test]
fn the_lists_show_the_story() {
    on_each(|store| async move {
        let court = story();
        let file = court.folded();
        let db = &store.db;
        write_organisation(db).await;
        write_statement(db, &file).await;
        write_case(db, &court.docket, &file).await;
        write_batch(db, &file).await;
        let mut conn = db.snapshot().await.unwrap();
        let today = day("2026-03-10");
        let asked = ask("cases", &[("q", "陈大文")]);
        let rows = conn.list(&asked, &Page::default()).await.unwrap().rows;
        assert_eq!(rows.len(), 1);
        let row = conn.case_row(COURT, rows[0].case.unwrap()).await.unwrap().unwrap();
        assert_eq!((row.stage.code(), row.closing_way.as_str()), ("closed", "completed"));
        assert_eq!((row.lane.as_str(), row.handler_name.as_str()), ("fast", "李法官"));
        assert_eq!(row.claim, yuan("5289.00"));
        assert_eq!((row.received, row.balance), (yuan("5399.16"), Fen::ZERO));
        assert_eq!((row.open_tasks, row.live_measures, row.unserved_documents), (0, 0, 0));

        let done = zhixing_domain::work::task::TaskState::Done;
        let asked = ask("tasks", &[("scope", "all"), ("state", "done")]);
        let tasks = conn.list(&asked, &Page::first(200)).await.unwrap().rows;
        let expected = file.tasks.iter().filter(|task| task.state == done).count();
        assert!(tasks.len() == expected && expected > 8, "{expected}");
        let number = "（2026）粤1224执1号";
        assert!(tasks.iter().all(|row| row.text(asked.list, "case_no") == number));

        let paid = conn.list_payouts(COURT, PayoutState::Paid, &Page::default()).await.unwrap();
        assert_eq!(paid.rows[0].total, yuan("5399.16"));
        assert_ne!(paid.rows[0].proposer, paid.rows[0].approver.unwrap());
        let asked = ask("batches", &[]);
        let batches = conn.list(&asked, &Page::default()).await.unwrap().rows;
        assert_eq!(batches[0].text(asked.list, "state"), "paid");
        assert_eq!(batches[0].cell(asked.list, "paid"), Some(&Cell::Count(2)));
        let lines = conn.batch_lines(COURT, BatchId(batches[0].id)).await.unwrap();
        assert!(lines.iter().all(|line| line.outcome == "paid"));
        assert_eq!(conn.batch_line(COURT, "E1").await.unwrap().as_ref(), Some(&lines[1]));

        let funds = conn.fund_summary(COURT, today).await.unwrap();
        assert_eq!((funds.unknown.count, funds.unknown.sum), (1, yuan("1.00")));
        assert_eq!((funds.in_flight.count, funds.in_flight.sum), (0, Fen::ZERO));
        assert!(conn.trial_balance(COURT).await.unwrap().is_balanced());
        assert_eq!(conn.balance(COURT, "bank").await.unwrap(), yuan("1.00"));
        assert_eq!(conn.balance(COURT, "pool").await.unwrap(), yuan("1.00"));

        let staff = conn.list_staff(COURT, false).await.unwrap();
        assert_eq!(staff.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["李法官"]);
        assert_eq!(conn.list_staff(COURT, true).await.unwrap().len(), 2);
        let holdings = conn.list_holdings(COURT).await.unwrap();
        assert_eq!(holdings.iter().map(|h| h.stand_in).collect::<Vec<_>>(), [false, true]);
        assert_eq!(conn.list_courts().await.unwrap()[0].court.name, "怀集县人民法院");
        let wall = conn.wall(COURT, today).await.unwrap();
        assert_eq!((wall.closed_today, wall.filed_today), (1, 0));
        assert_eq!(wall.received_this_month.sum, yuan("5399.16"));
    });
}
