//! Asking lists as their pages do, and what a description refuses.

use std::collections::BTreeSet;

use zhixing_domain::ground::actor::{Actor, Role};
use zhixing_domain::ground::id::StaffId;
use zhixing_domain::ground::refusal::{FieldProblem, Refusal};
use zhixing_domain::property::measure::MeasureState;
use zhixing_store::Conn;
use zhixing_store::list::{ALL, Asked, Cell, ListRow, Scope, find};
use zhixing_store::query::Page;

use crate::projection::{TODAY, court, files};
use crate::support::{COURT, day, on_each};

fn scope(reader: &Actor, own: bool) -> Scope {
    Scope {
        court: COURT.to_owned(),
        today: day(TODAY),
        reader: reader.clone(),
        own,
        person_numbers: true,
    }
}

/// What somebody who sees the whole court asks.
pub(crate) fn ask(list: &str, filter: &[(&str, &str)]) -> Asked {
    ask_as(list, filter, &Actor::system(COURT), false)
}

/// What a person asks; `own` where that person sees own cases only.
pub(crate) fn ask_as(list: &str, filter: &[(&str, &str)], reader: &Actor, own: bool) -> Asked {
    let list = find(list).unwrap();
    Asked::read(list, scope(reader, own), filter.iter().copied()).unwrap()
}

/// Every row, page by page.
pub(crate) async fn pages(conn: &mut Conn, asked: &Asked, limit: i64) -> Vec<ListRow> {
    let mut page = Page::first(limit);
    let mut rows = Vec::new();
    loop {
        let mut found = conn.list(asked, &page).await.unwrap();
        rows.append(&mut found.rows);
        let Some(next) = found.next else { return rows };
        page.cursor = Some(next);
    }
}

#[test]
fn every_list_answers_every_filter_order_and_view_of_its_description_in_an_empty_court() {
    on_each(|store| async move {
        let mut conn = store.db.read().await.unwrap();
        for list in ALL {
            let mut asked: Vec<Vec<(&str, &str)>> = vec![vec![]];
            asked.extend(list.orders.iter().map(|order| vec![("sort", order.name)]));
            asked.extend(list.views.iter().map(|view| view.filter.to_vec()));
            for filter in list.filters {
                let values: Vec<&str> = match filter.kind {
                    zhixing_store::list::Kind::Choice(choices) => {
                        choices.iter().map(|choice| choice.code).collect()
                    }
                    zhixing_store::list::Kind::Person(_) => vec!["me"],
                    zhixing_store::list::Kind::From(_) | zhixing_store::list::Kind::To(_) => {
                        vec!["2026-03-01"]
                    }
                    _ => vec!["有"],
                };
                asked.extend(values.into_iter().map(|value| vec![(filter.name, value)]));
            }
            for own in [false, true] {
                for filter in &asked {
                    let asked = ask_as(list.key, filter, &Actor::system(COURT), own);
                    assert!(pages(&mut conn, &asked, 5).await.is_empty(), "{filter:?}");
                    assert_eq!(conn.total(&asked, 10).await.unwrap().count, 0, "{filter:?}");
                }
            }
        }
    });
}

#[test]
fn what_a_description_does_not_take_is_refused_by_its_name() {
    let long = "长".repeat(101);
    let refused: [(&str, &str, &str); 8] = [
        ("cases", "state", "lost"),
        ("cases", "sort", "name"),
        ("cases", "handler", "x"),
        ("cases", "filed_from", "yesterday"),
        ("cases", "q", &long),
        ("cases", "days", "30"),
        ("measures", "days", "31"),
        ("tasks", "nothing", "1"),
    ];
    for (list, name, value) in refused {
        let scope = scope(&Actor::system(COURT), false);
        let refusal = Asked::read(find(list).unwrap(), scope, [(name, value)]).unwrap_err();
        let Refusal::Field { field, problem } = refusal else { panic!("{refusal:?}") };
        assert_eq!(field, name);
        assert_ne!(problem, FieldProblem::Required, "{list}: {name}={value}");
    }
}

#[test]
fn assets_are_listed_by_what_was_decided_the_longest_found_first() {
    on_each(|store| async move {
        court(&store.db, 400, 11).await;
        let files = files(&store.db).await;
        let mut conn = store.db.read().await.unwrap();
        let mut seen = 0;
        for verdict in ["undecided", "enforceable", "not_needed", "not_enforceable", "all"] {
            let mut expected = Vec::new();
            for file in &files {
                for asset in &file.assets {
                    let code = asset.verdict.as_ref().map_or("undecided", |(v, ..)| v.code());
                    if verdict == "all" || code == verdict {
                        expected.push((asset.found_on, file.id, asset.id.0));
                    }
                }
            }
            expected.sort();
            let asked = ask("assets", &[("verdict", verdict)]);
            let rows = pages(&mut conn, &asked, 9).await;
            let key = |row: &ListRow| match row.cell(asked.list, "found_on") {
                Some(Cell::Day(day)) => (*day, row.case.unwrap(), row.id),
                other => panic!("{other:?}"),
            };
            assert_eq!(rows.iter().map(key).collect::<Vec<_>>(), expected, "{verdict}");
            seen += rows.len();
        }
        assert!(seen > 10, "{seen}");
        let live = ask("assets", &[("verdict", "all"), ("control", "live")]);
        let rows = pages(&mut conn, &live, 50).await;
        let live = files.iter().flat_map(|file| &file.measures);
        let live = live.filter(|measure| measure.state == MeasureState::Live);
        let held = live.map(|measure| measure.asset).collect::<BTreeSet<_>>().len();
        assert!(0 < held);
        assert_eq!(rows.len(), held);
    });
}

#[test]
fn what_waits_is_listed_for_whom_its_step_names_and_for_nobody_who_had_a_hand_in_it() {
    on_each(|store| async move {
        court(store.only_read(), 1500, 11).await;
        let files = files(&store.db).await;
        let mut conn = store.db.read().await.unwrap();
        let reader =
            |roles: &[Role], id| Actor { roles: roles.to_vec(), id, ..Actor::system(COURT) };
        let nobody = StaffId(uuid::Uuid::from_u128(77));
        let waiting: Vec<_> = files
            .iter()
            .flat_map(|file| file.open_approvals().map(move |known| (file, known)))
            .collect();
        let asker = waiting[0].1.asked.staff;
        let readers = [
            reader(&[Role::BureauChief], nobody),
            reader(&[Role::Judge, Role::President], nobody),
            reader(&[Role::Judge], nobody),
            reader(&[Role::BureauChief], asker),
        ];
        let mut counts = Vec::new();
        for reader in &readers {
            let mut expected: Vec<_> = waiting
                .iter()
                .filter(|(file, known)| {
                    let step = known.step().unwrap();
                    step.names(reader, file) && known.asked.staff != reader.id
                })
                .map(|(file, known)| (known.asked.at, file.id, known.id.0))
                .collect();
            expected.sort();
            let asked = ask_as("approvals", &[], reader, false);
            let rows = pages(&mut conn, &asked, 7).await;
            let key = |row: &ListRow| match row.cell(asked.list, "asked_at") {
                Some(Cell::Moment(at)) => (*at, row.case.unwrap(), row.id),
                other => panic!("{other:?}"),
            };
            assert_eq!(rows.iter().map(key).collect::<Vec<_>>(), expected);
            counts.push(rows.len());
        }
        assert!(1 < counts[0] && counts[0] == counts[1], "{counts:?}");
        assert_eq!(counts[2], 0, "a judge is in no chain of a payout");
        assert!(counts[3] < counts[0], "what one asked for oneself is not there: {counts:?}");
        let open = pages(&mut conn, &ask("approvals", &[("show", "open")]), 50).await;
        assert_eq!(open.len(), waiting.len());
        let signed = pages(&mut conn, &ask("approvals", &[("show", "signed")]), 50).await;
        assert!(signed.iter().all(|row| row.text(find("approvals").unwrap(), "state") == "signed"));
        assert!(!signed.is_empty());
    });
}
