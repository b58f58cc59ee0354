//! Every list against a naive filter over the folded cases.

use std::collections::BTreeSet;

use zhixing_domain::ground::id::{CaseId, ReceiptId, StaffId};
use zhixing_domain::matter::{Matter, Stage};
use zhixing_domain::money::payout::PayoutState;
use zhixing_law::money::Fen;
use zhixing_law::number::CaseKind;
use zhixing_store::list::{Asked, Cell, ListRow};
use zhixing_store::query::Page;
use zhixing_store::{Conn, StoreError};
use zhixing_synthetic::handler;

use crate::lists::{ask, pages};
use crate::projection::{TODAY, cases, court, files};
use crate::query_spelled::tails;
use crate::support::{COURT, day, on_each};

const SEED: u64 = 11;

/// The money in a cell.
fn money(row: &ListRow, asked: &Asked, name: &str) -> Fen {
    match row.cell(asked.list, name) {
        Some(Cell::Money(fen)) => *fen,
        other => panic!("{name}: {other:?}"),
    }
}

fn names(file: &Matter) -> Vec<&str> {
    file.parties.iter().map(|party| party.details.name.as_str()).collect()
}

/// What a case waits for: a closed one waits for nothing.
fn due(file: &Matter) -> Option<zhixing_law::day::Day> {
    file.next_due_on().filter(|_| file.stage != Stage::Closed)
}

fn matches(file: &Matter, asked: &Asked) -> bool {
    let (due, today) = (due(file), asked.scope.today);
    let soon = today.plus_days(3).unwrap();
    let light = match asked.value("light") {
        None => true,
        Some("overdue") => due.is_some_and(|due| due < today),
        Some("today") => due == Some(today),
        Some("soon") => due.is_some_and(|due| due > today && due <= soon),
        Some("normal") => due.is_some_and(|due| due > soon),
        _ => due.is_none(),
    };
    let tag = match asked.value("tag") {
        None => true,
        Some("livelihood") => file.claim.as_ref().is_some_and(|claim| claim.livelihood),
        _ => file.unanswered_end().is_some(),
    };
    let same = |name: &str, held: Option<&str>| asked.value(name).is_none_or(|v| held == Some(v));
    let handler = file.handler.as_ref().map(|(id, _)| id.0.to_string());
    let on = |name: &str| asked.value(name).map(day);
    light
        && tag
        && same("state", Some(file.stage.code()))
        && same("lane", file.lane.as_deref())
        && same("team", file.team.as_deref())
        && same("handler", handler.as_deref())
        && same("node", file.node().map(|node| node.key.as_str()))
        && same("kind", Some(file.kind.short()))
        && on("filed_from").is_none_or(|from| file.filed_on.is_some_and(|on| on >= from))
        && on("filed_to").is_none_or(|to| file.filed_on.is_some_and(|on| on <= to))
}

fn naive(files: &[Matter], asked: &Asked, sort: &str) -> Vec<CaseId> {
    let mut found: Vec<&Matter> = files.iter().filter(|file| matches(file, asked)).collect();
    let claim = |file: &Matter| file.claim.as_ref().unwrap().total().unwrap();
    match sort {
        "due_on" => found.sort_by_key(|file| (due(file).is_none(), due(file), file.id)),
        "-filed_on" => found.sort_by_key(|file| std::cmp::Reverse((file.filed_on, file.id))),
        _ => found.sort_by_key(|file| std::cmp::Reverse((claim(file), file.id))),
    }
    found.iter().map(|file| file.id).collect()
}

/// Every filter, alone and together with others.
fn filters(files: &[Matter]) -> Vec<Vec<(&'static str, String)>> {
    let staff = files.iter().rev().find_map(|file| file.handler.as_ref()).unwrap().0;
    let staff = staff.0.to_string();
    let all: &[&[(&'static str, &str)]] = &[
        &[],
        &[("state", "open")],
        &[("state", "closed"), ("team", "fast")],
        &[("lane", "complex")],
        &[("team", "ordinary"), ("state", "open")],
        &[("handler", &staff)],
        &[("handler", &staff), ("state", "open")],
        &[("node", "search")],
        &[("node", "control"), ("team", "fast")],
        &[("kind", CaseKind::Resumed.code())],
        &[("kind", CaseKind::Resumed.code()), ("state", "open")],
        &[("kind", CaseKind::First.code()), ("tag", "livelihood")],
        &[("light", "overdue")],
        &[("light", "today")],
        &[("light", "soon"), ("state", "open")],
        &[("light", "normal")],
        &[("light", "idle")],
        &[("tag", "measure_expiring"), ("state", "open")],
        &[("filed_from", "2020-01-01"), ("filed_to", "2023-06-30")],
    ];
    let owned = |filter: &&[(&'static str, &str)]| {
        filter.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
    };
    all.iter().map(owned).collect()
}

#[test]
fn the_case_list_is_the_naive_filter_page_by_page() {
    on_each(|store| async move {
        court(store.only_read(), 400, SEED).await;
        let files = cases(&store.db).await;
        let mut conn = store.db.read().await.unwrap();
        let mut found_any = 0;
        for filter in filters(&files) {
            for sort in ["due_on", "-filed_on", "-claim"] {
                let mut filter: Vec<(&str, &str)> =
                    filter.iter().map(|(name, value)| (*name, value.as_str())).collect();
                filter.push(("sort", sort));
                let asked = ask("cases", &filter);
                let expected = naive(&files, &asked, sort);
                let rows = pages(&mut conn, &asked, 7).await;
                let ids: Vec<CaseId> = rows.iter().map(|row| row.case.unwrap()).collect();
                assert_eq!(ids, expected, "{filter:?}");
                let total = conn.total(&asked, 1_000).await.unwrap();
                let claim = Fen::sum(rows.iter().map(|row| money(row, &asked, "claim_fen")));
                assert_eq!((total.count, total.sum), (expected.len() as i64, claim.unwrap()));
                assert!(!total.capped);
                found_any += usize::from(!expected.is_empty());
            }
        }
        assert!(found_any > 30, "{found_any} filters found something");
        let count = files.len() as i64;
        let total = conn.total(&ask("cases", &[]), count).await.unwrap();
        assert!(!total.capped && total.count == count);
        let total = conn.total(&ask("cases", &[]), count - 1).await.unwrap();
        assert!(total.capped && total.count == count - 1);
    });
}

#[test]
fn a_row_shows_what_the_case_is() {
    on_each(|store| async move {
        court(store.only_read(), 150, SEED).await;
        let files = cases(&store.db).await;
        let mut conn = store.db.read().await.unwrap();
        for file in &files {
            let row = conn.case_row(COURT, file.id).await.unwrap().unwrap();
            assert_eq!(row.number, file.number.as_ref().unwrap().to_string());
            assert_eq!(row.next_due_on, due(file));
            assert_eq!(row.undistributed, file.undistributed());
            assert_eq!(row.balance, file.funds.balance());
            assert_eq!(row.waiting_since.is_some(), file.undistributed().is_positive());
            assert_eq!(row.live_measures, file.live_measures());
            let number = file.number.as_ref().unwrap();
            let same = conn.find_case_by_number(COURT, number).await.unwrap().unwrap();
            assert_eq!(same, row);
            let ruling = number.with_sub(3).unwrap();
            let same = conn.find_case_by_number(COURT, &ruling).await.unwrap().unwrap();
            assert_eq!(same.case, file.id);
            let same = conn.find_case_by_account_no(COURT, &file.account_no).await.unwrap();
            assert_eq!(same.unwrap().case, file.id);
            assert!(conn.find_case_by_number("粤12", number).await.unwrap().is_none());
        }
        assert!(conn.find_case_by_account_no(COURT, "").await.unwrap().is_none());
    });
}

pub(crate) async fn search(conn: &mut Conn, text: &str) -> BTreeSet<CaseId> {
    let asked = ask("cases", &[("q", text)]);
    let rows = pages(conn, &asked, 5).await;
    let ids: BTreeSet<CaseId> = rows.iter().map(|row| row.case.unwrap()).collect();
    assert_eq!(ids.len(), rows.len(), "{text}: a case twice");
    let total = conn.total(&asked, 10_000).await.unwrap();
    assert_eq!(total.count, rows.len() as i64, "{text}");
    ids
}

#[test]
fn a_case_is_found_by_its_number_in_any_notation() {
    on_each(|store| async move {
        court(store.only_read(), 300, SEED).await;
        let (files, all) = (cases(&store.db).await, files(&store.db).await);
        let mut conn = store.db.read().await.unwrap();
        for file in files.iter().step_by(17) {
            let number = file.number.as_ref().unwrap();
            let whole = number.to_string();
            let only = BTreeSet::from([file.id]);
            assert_eq!(search(&mut conn, &whole).await, only);
            let half = whole.replace('（', "(").replace('）', ") ");
            assert_eq!(search(&mut conn, &half).await, only);
            assert_eq!(search(&mut conn, whole.trim_end_matches('号')).await, only);
            assert_eq!(search(&mut conn, &format!("{whole}之一")).await, only);
            let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
            assert!(search(&mut conn, &digits).await.contains(&file.id));
            let serial = number.serial;
            // What is asked by a number alone may also be a visit of that number.
            let with_serial: BTreeSet<CaseId> = all
                .iter()
                .filter(|file| {
                    let case = file.number.as_ref().map(|number| number.serial);
                    case.or(file.register.as_ref().map(|number| number.serial)) == Some(serial)
                })
                .map(|file| file.id)
                .collect();
            assert_eq!(search(&mut conn, &serial.to_string()).await, with_serial);
            // Four digits are the end of an account as well.
            let four = format!("{serial:04}");
            let ends = all.iter().filter(|file| tails(file).contains(&four)).map(|file| file.id);
            let expected: BTreeSet<CaseId> = with_serial.iter().copied().chain(ends).collect();
            assert_eq!(search(&mut conn, &four).await, expected);
            for short in
                [format!("执{serial}"), format!("{serial}号"), format!("粤1224执{serial}号")]
            {
                assert_eq!(search(&mut conn, &short).await, with_serial, "{short}");
            }
            let phone = &file.parties[0].details.phone;
            assert!(search(&mut conn, phone).await.contains(&file.id));
            let mut nobodys = ask("cases", &[("q", phone)]);
            nobodys.scope.person_numbers = false;
            let found = conn.list(&nobodys, &Page::first(20)).await.unwrap();
            assert!(found.rows.iter().all(|row| row.case != Some(file.id)), "{phone}");
            let number = &file.parties[1].details.identity_number;
            assert_eq!(search(&mut conn, number).await, only);
            let groups = format!("{}-{}\u{200b}-{}", &number[..6], &number[6..14], &number[14..]);
            assert_eq!(search(&mut conn, &groups).await, only, "{groups}");
        }
        assert!(search(&mut conn, "（2026）粤1224执99999号").await.is_empty());
        assert_eq!(search(&mut conn, "  ").await.len(), files.len());
    });
}

#[test]
fn a_case_is_found_by_any_part_of_a_name() {
    on_each(|store| async move {
        court(store.only_read(), 1_000, SEED).await;
        let files = cases(&store.db).await;
        let mut conn = store.db.read().await.unwrap();
        let mut fragments: BTreeSet<String> = BTreeSet::new();
        for file in files.iter().step_by(97) {
            for name in names(file) {
                let chars: Vec<char> = name.chars().collect();
                for length in 2..=chars.len().min(9) {
                    let from = (chars.len() - length) / 2;
                    fragments.insert(chars[from..from + length].iter().collect());
                }
                fragments.insert(name.to_owned());
            }
        }
        for odd in ["有限公司", "司有", "公有限", "%_", "李%", "有 限", "甲乙丙丁"]
        {
            fragments.insert(odd.to_owned());
        }
        for text in fragments {
            let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            let expected: BTreeSet<CaseId> = files
                .iter()
                .filter(|file| names(file).iter().any(|name| name.contains(&bare)))
                .map(|file| file.id)
                .collect();
            assert_eq!(search(&mut conn, &text).await, expected, "{text}");
        }
        let staff = files.iter().rev().find_map(|file| file.handler.as_ref()).unwrap().0;
        let staff = staff.0.to_string();
        let his = ask("cases", &[("q", "有限"), ("state", "open"), ("handler", &staff)]);
        let rows = pages(&mut conn, &his, 2).await;
        let expected = files.iter().filter(|file| {
            matches(file, &his) && names(file).iter().any(|name| name.contains("有限"))
        });
        assert_eq!(rows.len(), expected.count());
        let open = ask("cases", &[("q", "有限"), ("state", "open")]);
        let rows = pages(&mut conn, &open, 3).await;
        assert!(!rows.is_empty());
        assert!(rows.iter().all(|row| row.text(open.list, "state") == "open"));
        let filed = |row: &ListRow| match row.cell(open.list, "filed_on") {
            Some(Cell::Day(day)) => *day,
            other => panic!("{other:?}"),
        };
        assert!(rows.is_sorted_by(|a, b| filed(a) >= filed(b)));
    });
}

#[test]
fn a_cursor_of_another_list_is_refused() {
    on_each(|store| async move {
        court(store.only_read(), 30, SEED).await;
        let mut conn = store.db.read().await.unwrap();
        let all = ask("cases", &[]);
        let next = conn.list(&all, &Page::first(5)).await.unwrap().next.unwrap();
        let other = ask("cases", &[("sort", "-claim")]);
        let tasks = ask("tasks", &[("scope", "all")]);
        for (asked, cursor) in [
            (&other, next.as_str()),
            (&tasks, next.as_str()),
            (&all, "x"),
            (&all, ""),
            (&all, "cases.due_on~a~b~c"),
        ] {
            let page = Page { cursor: Some(cursor.to_owned()), limit: 5 };
            let error = conn.list(asked, &page).await.unwrap_err();
            assert!(matches!(error, StoreError::BadValue(_)), "{cursor}: {error}");
        }
        let many = conn.list(&all, &Page::first(100_000)).await.unwrap();
        assert_eq!(many.rows.len(), cases(&store.db).await.len());
        let one = conn.list(&all, &Page::first(-3)).await.unwrap();
        assert_eq!(one.rows.len(), 1);
    });
}

#[test]
fn money_and_measures_are_what_the_cases_hold() {
    on_each(|store| async move {
        court(store.only_read(), 2_000, SEED).await;
        let files = cases(&store.db).await;
        let mut conn = store.db.snapshot().await.unwrap();
        let today = day(TODAY);
        let summary = conn.fund_summary(COURT, today).await.unwrap();
        let waiting: Vec<&Matter> =
            files.iter().filter(|file| file.undistributed().is_positive()).collect();
        assert!(waiting.len() > 5, "{}", waiting.len());
        let count: i64 = summary.undistributed.iter().map(|age| age.cases.count).sum();
        assert_eq!(count, waiting.len() as i64);
        let sum = Fen::sum(summary.undistributed.iter().map(|age| age.cases.sum)).unwrap();
        assert_eq!(sum, Fen::sum(waiting.iter().map(|file| file.undistributed())).unwrap());
        for age in &summary.undistributed {
            let from = match age.up_to {
                Some(5) => 0,
                Some(10) => 6,
                Some(15) => 11,
                Some(30) => 16,
                _ => 31,
            };
            let within = |file: &&&Matter| {
                let days = file.funds.receipts[0].on.days_until(today);
                days >= from && age.up_to.is_none_or(|up_to| days <= up_to)
            };
            assert_eq!(age.cases.count, waiting.iter().filter(within).count() as i64, "{age:?}");
        }
        let asked = ask("unpaid", &[]);
        let listed = pages(&mut conn, &asked, 4).await;
        let since = |row: &ListRow| match row.cell(asked.list, "waiting_since") {
            Some(Cell::Day(day)) => (*day, row.id),
            other => panic!("{other:?}"),
        };
        assert!(listed.is_sorted_by_key(since));
        let ids: BTreeSet<CaseId> = listed.iter().map(|row| row.case.unwrap()).collect();
        assert_eq!(ids, waiting.iter().map(|file| file.id).collect());
        let largest = ask("unpaid", &[("sort", "-undistributed")]);
        let rows = pages(&mut conn, &largest, 4).await;
        let amount = |row: &ListRow| money(row, &largest, "undistributed_fen");
        assert!(rows.len() == listed.len() && rows.is_sorted_by(|a, b| amount(a) >= amount(b)));
        let late = conn.total(&ask("unpaid", &[("age", "over30")]), 1_000).await.unwrap();
        let last = summary.undistributed.last().unwrap();
        assert_eq!((late.count, late.sum), (last.cases.count, last.cases.sum));

        for state in [PayoutState::Proposed, PayoutState::Approved] {
            let list = conn.list_payouts(COURT, state, &Page::first(200)).await.unwrap();
            let expected = files.iter().flat_map(|file| &file.payouts);
            let expected = expected.filter(|payout| payout.state == state).count();
            assert_eq!(list.rows.len(), expected, "{state:?}");
        }
        let balance = conn.trial_balance(COURT).await.unwrap();
        assert!(balance.is_balanced(), "{balance:?}");

        let until = today.plus_days(60).unwrap();
        let list = pages(&mut conn, &ask("measures", &[("days", "60")]), 50).await;
        let expected = files.iter().flat_map(|file| &file.measures);
        let ends: BTreeSet<_> = expected.filter(|m| m.ends_on <= until).map(|m| m.id.0).collect();
        assert_eq!(list.iter().map(|row| row.id).collect::<BTreeSet<_>>(), ends);
        assert!(!ends.is_empty());
        let ended = conn.case_ids_with_measure_ending(COURT, today, None, 1_000).await.unwrap();
        let expected: Vec<CaseId> = files
            .iter()
            .filter(|file| file.measures.iter().any(|m| m.ends_on < today))
            .map(|file| file.id)
            .collect();
        assert_eq!(ended.iter().copied().collect::<BTreeSet<_>>(), expected.into_iter().collect());
        let ask = conn.case_ids_with_measure_to_warn(COURT, today, None, 1_000).await.unwrap();
        let unwarned = |m: &zhixing_domain::property::measure::Measure| {
            let days = zhixing_law::measure::warning_on(m.ends_on, today);
            days.is_some_and(|days| m.warned.is_none_or(|known| days < known.days))
        };
        let expected = files.iter().filter(|file| file.measures.iter().any(unwarned));
        let expected: BTreeSet<CaseId> = expected.map(|file| file.id).collect();
        assert!(!expected.is_empty());
        assert_eq!(ask.into_iter().collect::<BTreeSet<_>>(), expected);
    });
}

#[test]
fn receipts_are_listed_by_state_and_known_by_their_reference() {
    on_each(|store| async move {
        court(store.only_read(), 1_200, SEED).await;
        let mut conn = store.db.read().await.unwrap();
        let summary = conn.fund_summary(COURT, day(TODAY)).await.unwrap();
        let states = [
            ("unknown", Some(summary.unknown)),
            ("claimed", Some(summary.claimed)),
            ("matched", None),
        ];
        let mut refs = Vec::new();
        let mut listed = BTreeSet::new();
        for (state, sum) in states {
            let asked = ask("receipts", &[("state", state)]);
            let rows = pages(&mut conn, &asked, 5).await;
            let ids: BTreeSet<_> = rows.iter().map(|row| row.id).collect();
            assert_eq!(ids.len(), rows.len());
            assert!(!rows.is_empty(), "{state}");
            let total = conn.total(&asked, 100_000).await.unwrap();
            if let Some(sum) = sum {
                assert_eq!(sum.count, rows.len() as i64);
                assert_eq!(sum.sum, total.sum);
            }
            let amounts = rows.iter().map(|row| money(row, &asked, "amount_fen"));
            assert_eq!(total.sum, Fen::sum(amounts).unwrap());
            listed.extend(ids);
            for row in rows {
                let row = conn.receipt_row(COURT, ReceiptId(row.id)).await.unwrap().unwrap();
                refs.push((row.account, row.bank_ref));
            }
        }
        let asked = ask("receipts", &[("state", "all")]);
        let all = pages(&mut conn, &asked, 7).await;
        let on = |row: &ListRow| match row.cell(asked.list, "received_on") {
            Some(Cell::Day(day)) => (*day, row.id),
            other => panic!("{other:?}"),
        };
        assert!(all.is_sorted_by_key(on));
        let newest = ask("receipts", &[("state", "all"), ("sort", "-received_on")]);
        let mut newest = pages(&mut conn, &newest, 7).await;
        newest.reverse();
        assert_eq!(newest, all);
        assert_eq!(all.len(), listed.len(), "no receipt twice");
        assert_eq!(all.iter().map(|row| row.id).collect::<BTreeSet<_>>(), listed);
        let account = refs[0].0.clone();
        let mut asked: Vec<String> = refs.iter().map(|(_, bank_ref)| bank_ref.clone()).collect();
        let known: BTreeSet<String> = asked.iter().cloned().collect();
        asked.push("nobody".to_owned());
        let found = conn.known_bank_refs(COURT, &account, &asked).await.unwrap();
        assert_eq!(found.into_keys().collect::<BTreeSet<_>>(), known);
        assert!(conn.known_bank_refs(COURT, "another", &asked).await.unwrap().is_empty());
        let asked = ask("statements", &[]);
        let statements = pages(&mut conn, &asked, 2).await;
        assert!(2 < statements.len(), "more than a page");
        let at = |row: &ListRow| match row.cell(asked.list, "imported_at") {
            Some(Cell::Moment(at)) => (*at, row.id),
            other => panic!("{other:?}"),
        };
        assert!(statements.is_sorted_by(|a, b| at(a) > at(b)));
    });
}

#[test]
fn the_wall_and_the_load_count_every_open_case() {
    on_each(|store| async move {
        court(store.only_read(), 1_500, SEED).await;
        let files = cases(&store.db).await;
        let mut conn = store.db.snapshot().await.unwrap();
        let today = day(TODAY);
        let open: Vec<&Matter> = files.iter().filter(|f| f.stage == Stage::Open).collect();
        let load = conn.open_load(COURT).await.unwrap();
        assert_eq!(load.iter().map(|load| load.cases).sum::<i64>(), open.len() as i64);
        let judges: BTreeSet<StaffId> = (0..60).map(|place| handler(SEED, place)).collect();
        assert!(load.iter().all(|load| judges.contains(&load.handler)));
        let wall = conn.wall(COURT, today).await.unwrap();
        assert_eq!(wall.teams.iter().map(|team| team.open).sum::<i64>(), open.len() as i64);
        let late = open.iter().filter(|f| f.next_due_on().is_some_and(|due| due < today)).count();
        assert_eq!(wall.teams.iter().map(|team| team.late).sum::<i64>(), late as i64);
        let nodes = files.iter().flat_map(|f| &f.nodes).filter(|node| node.ended_on.is_none());
        assert_eq!(wall.nodes.iter().map(|node| node.open).sum::<i64>(), nodes.count() as i64);
        let filed = files.iter().filter(|f| f.filed_on == Some(today)).count();
        assert_eq!(wall.filed_today, filed as i64);
        assert!(wall.overdue.iter().all(|limit| limit.due_on < today));
        assert!(wall.next.iter().all(|limit| limit.due_on >= today));
        assert!(wall.next.is_sorted_by_key(|limit| limit.due_on) && wall.next.len() == 20);
        assert!(wall.received_this_month.count > 0);
    });
}
