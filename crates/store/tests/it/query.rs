//! Every list against a naive filter over the folded cases.

use std::collections::BTreeSet;

use zhixing_domain::ground::id::{CaseId, StaffId};
use zhixing_domain::matter::{Matter, Stage};
use zhixing_domain::money::payout::PayoutState;
use zhixing_law::money::Fen;
use zhixing_law::number::CaseKind;
use zhixing_store::load::handler;
use zhixing_store::query::Page;
use zhixing_store::query::case::{CaseFilter, CaseRow, CaseSort, Light};
use zhixing_store::query::funds::ReceiptFilter;
use zhixing_store::{Conn, StoreError};

use crate::projection::{TODAY, court, files};
use crate::support::{COURT, day, on_each};

const SEED: u64 = 11;

fn filter() -> CaseFilter {
    CaseFilter::of(COURT, day(TODAY))
}

/// Walks every page and returns the cases in order.
async fn walk(conn: &mut Conn, filter: &CaseFilter, limit: i64) -> Vec<CaseRow> {
    let mut page = Page::first(limit);
    let mut rows = Vec::new();
    loop {
        let mut list = conn.list_cases(filter, &page).await.unwrap();
        rows.append(&mut list.rows);
        match list.next {
            Some(next) => page = Page { cursor: Some(next), limit },
            None => return rows,
        }
    }
}

fn names(file: &Matter) -> Vec<&str> {
    file.parties.iter().map(|party| party.details.name.as_str()).collect()
}

/// What a case waits for: a closed one waits for nothing.
fn due(file: &Matter) -> Option<zhixing_law::day::Day> {
    file.next_due_on().filter(|_| file.stage != Stage::Closed)
}

fn matches(file: &Matter, filter: &CaseFilter) -> bool {
    let due = due(file);
    let soon = filter.today.plus_days(3).unwrap();
    let light = match filter.light {
        None => true,
        Some(Light::Overdue) => due.is_some_and(|due| due < filter.today),
        Some(Light::DueToday) => due == Some(filter.today),
        Some(Light::Soon) => due.is_some_and(|due| due > filter.today && due <= soon),
        Some(Light::Normal) => due.is_some_and(|due| due > soon),
        Some(Light::Idle) => due.is_none(),
    };
    light
        && (!filter.warned || file.unanswered_end().is_some())
        && filter.stage.is_none_or(|stage| file.stage == stage)
        && filter.lane.as_ref().is_none_or(|lane| file.lane.as_ref() == Some(lane))
        && filter.team.as_ref().is_none_or(|team| file.team.as_ref() == Some(team))
        && filter.handler.is_none_or(|h| file.handler.as_ref().is_some_and(|(id, _)| *id == h))
        && filter.node.as_ref().is_none_or(|node| file.node().is_some_and(|n| n.key == *node))
        && filter.kind.is_none_or(|kind| file.kind == kind)
        && filter.filed_from.is_none_or(|from| file.filed_on.is_some_and(|on| on >= from))
        && filter.filed_to.is_none_or(|to| file.filed_on.is_some_and(|on| on <= to))
        && filter.livelihood.is_none_or(|wanted| {
            file.claim.as_ref().is_some_and(|claim| claim.livelihood) == wanted
        })
}

fn naive(files: &[Matter], filter: &CaseFilter) -> Vec<CaseId> {
    let mut found: Vec<&Matter> = files.iter().filter(|file| matches(file, filter)).collect();
    let claim = |file: &Matter| file.claim.as_ref().unwrap().total().unwrap();
    match filter.sort {
        CaseSort::Due => found.sort_by_key(|file| (due(file).is_none(), due(file), file.id)),
        CaseSort::Filed => found.sort_by_key(|file| std::cmp::Reverse((file.filed_on, file.id))),
        CaseSort::Claim => found.sort_by_key(|file| std::cmp::Reverse((claim(file), file.id))),
    }
    found.iter().map(|file| file.id).collect()
}

fn filters(files: &[Matter]) -> Vec<CaseFilter> {
    let staff = files.iter().rev().find_map(|file| file.handler.as_ref()).unwrap().0;
    let text = |text: &str| Some(text.to_owned());
    let base = filter();
    let mut all = vec![
        base.clone(),
        CaseFilter { stage: Some(Stage::Open), ..base.clone() },
        CaseFilter { stage: Some(Stage::Closed), team: text("fast"), ..base.clone() },
        CaseFilter { lane: text("complex"), ..base.clone() },
        CaseFilter { team: text("ordinary"), stage: Some(Stage::Open), ..base.clone() },
        CaseFilter { handler: Some(staff), ..base.clone() },
        CaseFilter { handler: Some(staff), stage: Some(Stage::Open), ..base.clone() },
        CaseFilter { node: text("search"), ..base.clone() },
        CaseFilter { node: text("control"), team: text("fast"), ..base.clone() },
        CaseFilter { kind: Some(CaseKind::Resumed), ..base.clone() },
        CaseFilter { kind: Some(CaseKind::Resumed), stage: Some(Stage::Open), ..base.clone() },
        CaseFilter { kind: Some(CaseKind::First), livelihood: Some(true), ..base.clone() },
        CaseFilter { light: Some(Light::Overdue), ..base.clone() },
        CaseFilter { light: Some(Light::DueToday), ..base.clone() },
        CaseFilter { light: Some(Light::Soon), stage: Some(Stage::Open), ..base.clone() },
        CaseFilter { light: Some(Light::Normal), ..base.clone() },
        CaseFilter { light: Some(Light::Idle), ..base.clone() },
        CaseFilter { warned: true, stage: Some(Stage::Open), ..base.clone() },
        CaseFilter {
            filed_from: Some(day("2020-01-01")),
            filed_to: Some(day("2023-06-30")),
            ..base.clone()
        },
    ];
    for sort in [CaseSort::Filed, CaseSort::Claim] {
        let sorted: Vec<CaseFilter> =
            all.iter().take(19).map(|filter| CaseFilter { sort, ..filter.clone() }).collect();
        all.extend(sorted);
    }
    all
}

#[test]
fn the_case_list_is_the_naive_filter_page_by_page() {
    on_each(|store| async move {
        court(&store.db, 400, SEED).await;
        let files = files(&store.db).await;
        let mut conn = store.db.read().await.unwrap();
        let mut found_any = 0;
        for filter in filters(&files) {
            let expected = naive(&files, &filter);
            let rows = walk(&mut conn, &filter, 7).await;
            let ids: Vec<CaseId> = rows.iter().map(|row| row.case).collect();
            assert_eq!(ids, expected, "{filter:?}");
            let summary = conn.summarise_cases(&filter, 1_000).await.unwrap();
            let claim = Fen::sum(rows.iter().map(|row| row.claim)).unwrap();
            assert_eq!((summary.count, summary.claim), (expected.len() as i64, claim));
            assert!(!summary.capped);
            found_any += usize::from(!expected.is_empty());
        }
        assert!(found_any > 30, "{found_any} filters found something");
        let capped = conn.summarise_cases(&filter(), 400).await.unwrap();
        assert!(!capped.capped && capped.count == 400);
        let capped = conn.summarise_cases(&filter(), 399).await.unwrap();
        assert!(capped.capped && capped.count == 399);
    });
}

#[test]
fn a_row_shows_what_the_case_is() {
    on_each(|store| async move {
        court(&store.db, 150, SEED).await;
        let files = files(&store.db).await;
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

async fn search(conn: &mut Conn, text: &str) -> BTreeSet<CaseId> {
    let filter = CaseFilter { text: Some(text.to_owned()), ..filter() };
    let rows = walk(conn, &filter, 5).await;
    let ids: BTreeSet<CaseId> = rows.iter().map(|row| row.case).collect();
    assert_eq!(ids.len(), rows.len(), "{text}: a case twice");
    let summary = conn.summarise_cases(&filter, 10_000).await.unwrap();
    assert_eq!(summary.count, rows.len() as i64, "{text}");
    ids
}

#[test]
fn a_case_is_found_by_its_number_in_any_notation() {
    on_each(|store| async move {
        court(&store.db, 300, SEED).await;
        let files = files(&store.db).await;
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
            let with_serial: BTreeSet<CaseId> = files
                .iter()
                .filter(|file| file.number.as_ref().unwrap().serial == serial)
                .map(|file| file.id)
                .collect();
            assert_eq!(search(&mut conn, &serial.to_string()).await, with_serial);
            assert_eq!(search(&mut conn, &format!("{serial:04}")).await, with_serial);
            let phone = &file.parties[0].details.phone;
            assert!(search(&mut conn, phone).await.contains(&file.id));
            let identity = &file.parties[1].details.identity_number;
            assert_eq!(search(&mut conn, identity).await, only);
        }
        assert!(search(&mut conn, "（2026）粤1224执99999号").await.is_empty());
        assert_eq!(search(&mut conn, "  ").await.len(), files.len());
    });
}

#[test]
fn a_case_is_found_by_any_part_of_a_name() {
    on_each(|store| async move {
        court(&store.db, 1_000, SEED).await;
        let files = files(&store.db).await;
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
        let open =
            CaseFilter { text: Some("有限".to_owned()), stage: Some(Stage::Open), ..filter() };
        let staff = files.iter().rev().find_map(|file| file.handler.as_ref()).unwrap().0;
        let his = CaseFilter { handler: Some(staff), ..open.clone() };
        let rows = walk(&mut conn, &his, 2).await;
        let expected = files.iter().filter(|file| {
            matches(file, &his) && names(file).iter().any(|name| name.contains("有限"))
        });
        assert_eq!(rows.len(), expected.count());
        let rows = walk(&mut conn, &open, 3).await;
        assert!(!rows.is_empty() && rows.iter().all(|row| row.stage == Stage::Open));
        assert!(rows.is_sorted_by(|a, b| a.filed_on >= b.filed_on));
    });
}

#[test]
fn a_cursor_of_another_list_is_refused() {
    on_each(|store| async move {
        court(&store.db, 30, SEED).await;
        let mut conn = store.db.read().await.unwrap();
        let next = conn.list_cases(&filter(), &Page::first(5)).await.unwrap().next.unwrap();
        let other = CaseFilter { sort: CaseSort::Claim, ..filter() };
        for (filter, cursor) in
            [(&other, next.as_str()), (&filter(), "x"), (&filter(), ""), (&filter(), "d~a~b~c")]
        {
            let page = Page { cursor: Some(cursor.to_owned()), limit: 5 };
            let error = conn.list_cases(filter, &page).await.unwrap_err();
            assert!(matches!(error, StoreError::BadValue(_)), "{cursor}: {error}");
        }
        let many = conn.list_cases(&filter(), &Page::first(100_000)).await.unwrap();
        assert_eq!(many.rows.len(), 30);
        let one = conn.list_cases(&filter(), &Page::first(-3)).await.unwrap();
        assert_eq!(one.rows.len(), 1);
    });
}

#[test]
fn money_and_measures_are_what_the_cases_hold() {
    on_each(|store| async move {
        court(&store.db, 2_000, SEED).await;
        let files = files(&store.db).await;
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
        let mut page = Page::first(4);
        let mut listed = Vec::new();
        loop {
            let mut list = conn.list_case_funds(COURT, None, &page).await.unwrap();
            listed.append(&mut list.rows);
            let Some(next) = list.next else { break };
            page.cursor = Some(next);
        }
        assert!(listed.is_sorted_by_key(|row| (row.waiting_since, row.case)));
        let ids: BTreeSet<CaseId> = listed.iter().map(|row| row.case).collect();
        assert_eq!(ids, waiting.iter().map(|file| file.id).collect());

        for state in [PayoutState::Proposed, PayoutState::Approved] {
            let list = conn.list_payouts(COURT, state, &Page::first(200)).await.unwrap();
            let expected = files.iter().flat_map(|file| &file.payouts);
            let expected = expected.filter(|payout| payout.state == state).count();
            assert_eq!(list.rows.len(), expected, "{state:?}");
        }
        let balance = conn.trial_balance(COURT).await.unwrap();
        assert!(balance.is_balanced(), "{balance:?}");

        let until = today.plus_days(60).unwrap();
        let list = conn.expiring_measures(COURT, until, &Page::first(200)).await.unwrap();
        let expected = files.iter().flat_map(|file| &file.measures);
        let ends: BTreeSet<_> = expected.filter(|m| m.ends_on <= until).map(|m| m.id).collect();
        assert_eq!(list.rows.iter().map(|row| row.measure).collect::<BTreeSet<_>>(), ends);
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
        court(&store.db, 1_200, SEED).await;
        let mut conn = store.db.read().await.unwrap();
        let summary = conn.fund_summary(COURT, day(TODAY)).await.unwrap();
        let states = [
            (ReceiptFilter::Unknown, Some(summary.unknown)),
            (ReceiptFilter::Claimed, Some(summary.claimed)),
            (ReceiptFilter::Matched, None),
        ];
        let mut refs = Vec::new();
        let mut listed = BTreeSet::new();
        for (state, sum) in states {
            let mut page = Page::first(5);
            let mut rows = Vec::new();
            loop {
                let mut list = conn.list_receipts(COURT, state, &page).await.unwrap();
                rows.append(&mut list.rows);
                let Some(next) = list.next else { break };
                page.cursor = Some(next);
            }
            let ids: BTreeSet<_> = rows.iter().map(|row| row.receipt).collect();
            assert_eq!(ids.len(), rows.len());
            assert!(!rows.is_empty(), "{state:?}");
            if let Some(sum) = sum {
                assert_eq!(sum.count, rows.len() as i64);
                assert_eq!(sum.sum, Fen::sum(rows.iter().map(|row| row.amount)).unwrap());
            }
            listed.extend(ids);
            refs.extend(rows.iter().map(|row| (row.account.clone(), row.bank_ref.clone())));
        }
        let mut page = Page::first(7);
        let mut all = Vec::new();
        loop {
            let mut list = conn.list_receipts(COURT, ReceiptFilter::All, &page).await.unwrap();
            all.append(&mut list.rows);
            let Some(next) = list.next else { break };
            page.cursor = Some(next);
        }
        assert!(all.is_sorted_by_key(|row| (row.booked_on, row.receipt)));
        assert_eq!(all.len(), listed.len(), "no receipt twice");
        assert_eq!(all.iter().map(|row| row.receipt).collect::<BTreeSet<_>>(), listed);
        let account = refs[0].0.clone();
        let mut asked: Vec<String> = refs.iter().map(|(_, bank_ref)| bank_ref.clone()).collect();
        let known: BTreeSet<String> = asked.iter().cloned().collect();
        asked.push("nobody".to_owned());
        assert_eq!(conn.known_bank_refs(COURT, &account, &asked).await.unwrap(), known);
        assert!(conn.known_bank_refs(COURT, "another", &asked).await.unwrap().is_empty());
        let mut statements = Vec::new();
        let mut page = Page::first(2);
        loop {
            let mut list = conn.list_statements(COURT, &page).await.unwrap();
            statements.append(&mut list.rows);
            let Some(next) = list.next else { break };
            page.cursor = Some(next);
        }
        assert!(2 < statements.len(), "more than a page");
        assert!(statements.iter().all(|row| row.imported_at.is_some()));
        assert!(statements.is_sorted_by(|a, b| {
            (a.imported_at, a.statement.0) > (b.imported_at, b.statement.0)
        }));
    });
}

#[test]
fn the_wall_and_the_load_count_every_open_case() {
    on_each(|store| async move {
        court(&store.db, 1_500, SEED).await;
        let files = files(&store.db).await;
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
