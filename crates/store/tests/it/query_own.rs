//! Whoever may see no more than their own cases.

use std::collections::BTreeSet;

use zhixing_domain::ground::actor::Actor;
use zhixing_domain::ground::id::CaseId;
use zhixing_domain::matter::Matter;
use zhixing_domain::policy;

use crate::lists::{ask, ask_as, pages};
use crate::projection::{court, files};
use crate::support::{COURT, on_each};

const SEED: u64 = 11;

#[test]
fn whoever_may_see_no_more_than_own_cases_sees_no_others_in_any_list() {
    on_each(|store| async move {
        court(store.only_read(), 1_200, SEED).await;
        let files = files(&store.db).await;
        let mut conn = store.db.read().await.unwrap();
        let staff = files.iter().rev().find_map(|file| file.handler.as_ref()).unwrap().0;
        let mut reader = Actor::system(COURT);
        reader.id = staff;
        let own: Vec<&Matter> = files.iter().filter(|file| policy::is_own(&reader, file)).collect();
        let numbered: BTreeSet<CaseId> =
            own.iter().filter(|file| file.number.is_some()).map(|file| file.id).collect();
        let own: BTreeSet<CaseId> = own.iter().map(|file| file.id).collect();
        assert!(!numbered.is_empty() && own.len() < files.len());
        let cases = ask_as("cases", &[], &reader, true);
        let seen = pages(&mut conn, &cases, 50).await;
        assert_eq!(seen.iter().map(|row| row.case.unwrap()).collect::<BTreeSet<_>>(), numbered);
        let all: [(&str, &[(&str, &str)]); 4] = [
            ("tasks", &[("scope", "all"), ("state", "all")]),
            ("measures", &[("days", "365")]),
            ("receipts", &[("state", "all")]),
            ("unpaid", &[]),
        ];
        for (list, filter) in all {
            let asked = ask_as(list, filter, &reader, true);
            let rows = pages(&mut conn, &asked, 100).await;
            assert!(rows.iter().all(|row| own.contains(&row.case.unwrap())), "{list}");
            let whole = conn.total(&ask(list, filter), 100_000).await.unwrap().count;
            assert!((rows.len() as i64) < whole, "{list}");
            assert_eq!(conn.total(&asked, 100_000).await.unwrap().count, rows.len() as i64);
        }
        for closed in ["batches", "statements"] {
            assert!(pages(&mut conn, &ask_as(closed, &[], &reader, true), 50).await.is_empty());
        }
    });
}
