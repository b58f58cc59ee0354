//! Case numbers and commands under races: invariants 1 and 2.

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use zhixing_store::command::Begun;
use zhixing_store::docket::StreamKind;
use zhixing_store::{Constraint, Db, Digest, StoreError};

use crate::support::{COURT, at, entry, id, on_each, stamp};

/// Cases by type and the register of visits count each for itself.
const KINDS: [&str; 4] = ["执", "执恢", "执异", "来访"];

#[test]
fn serials_have_no_gap_and_no_double_under_thousands_of_races() {
    on_each(|store| async move {
        const WORKERS: u64 = 12;
        const ROUNDS: u64 = 250;
        let mut tasks = Vec::new();
        for worker in 0..WORKERS {
            let db = store.db.clone();
            tasks.push(tokio::spawn(async move {
                let mut rng = StdRng::seed_from_u64(worker);
                let mut given = Vec::new();
                for round in 0..ROUNDS {
                    let kind = KINDS[usize::try_from((worker + round) % 5).unwrap() % KINDS.len()];
                    let gives_up = rng.random_range(0..5) == 0;
                    let mut tx = db.begin().await.unwrap();
                    let serial = tx.next_serial(COURT, 2026, kind).await.unwrap();
                    if gives_up {
                        drop(tx); // as a crash would
                    } else {
                        tx.commit().await.unwrap();
                        given.push((kind, serial));
                    }
                }
                given
            }));
        }
        let mut given = Vec::new();
        for task in tasks {
            given.extend(task.await.unwrap());
        }
        let mut conn = store.db.read().await.unwrap();
        for kind in KINDS {
            let mut serials: Vec<i64> =
                given.iter().filter(|(k, _)| *k == kind).map(|(_, serial)| *serial).collect();
            serials.sort_unstable();
            let expected: Vec<i64> = (1..).take(serials.len()).collect();
            assert_eq!(serials, expected, "{kind}");
            let last = conn.last_serial(COURT, 2026, kind).await.unwrap();
            assert_eq!(last, *serials.last().unwrap());
        }
    });
}

#[test]
fn a_court_in_operation_is_not_renumbered() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        tx.begin_serials_after(COURT, 2026, "执", 811).await.unwrap();
        assert_eq!(tx.next_serial(COURT, 2026, "执").await.unwrap(), 812);
        assert_eq!(tx.next_serial(COURT, 2027, "执").await.unwrap(), 1);
        let error = tx.begin_serials_after(COURT, 2026, "执", 900).await.unwrap_err();
        assert!(matches!(error, StoreError::NotAllowed(_)));
        tx.commit().await.unwrap();
        for sql in [
            "UPDATE case_serial SET last = 811 WHERE year = 2026",
            "UPDATE case_serial SET last = 814 WHERE year = 2026",
            "DELETE FROM case_serial",
        ] {
            let mut tx = store.db.begin().await.unwrap();
            let error = tx.execute(sql, &[]).await.unwrap_err();
            assert!(error.is_constraint(Constraint::AppendOnly), "{sql}: {error}");
        }
    });
}

/// What the app does for every command, in small: claim, number, append, answer.
async fn apply(db: &Db, command: u128, request: &str) -> Result<Begun, StoreError> {
    let mut tx = db.begin().await?;
    let hash = Digest::of(request.as_bytes());
    let begun = tx.begin_command(COURT, id(command), hash, Some(id(7)), at(0)).await?;
    if begun == Begun::Fresh {
        let serial = tx.next_serial(COURT, 2026, "执").await?;
        let head = tx.lock_stream(COURT, id(1), StreamKind::Court).await?;
        tx.append(&head, &[entry(1_000 + command)], &stamp(command)).await?;
        tx.finish_command(COURT, id(command), &serde_json::json!({ "serial": serial })).await?;
        tx.commit().await?;
    }
    Ok(begun)
}

#[test]
fn a_command_is_applied_once_however_often_it_is_sent() {
    on_each(|store| async move {
        const COMMANDS: u128 = 60;
        let mut tasks = Vec::new();
        for sender in 0..20_u128 {
            let db = store.db.clone();
            tasks.push(tokio::spawn(async move {
                let mut fresh = 0;
                for n in 0..COMMANDS {
                    let command = (n + sender * 7) % COMMANDS; // everybody in another order
                    match apply(&db, command, "file the case").await.unwrap() {
                        Begun::Fresh => fresh += 1,
                        Begun::Done(outcome) => assert!(outcome.starts_with("{\"serial\":")),
                        Begun::Conflict => panic!("the same request is no conflict"),
                    }
                }
                fresh
            }));
        }
        let mut fresh = 0;
        for task in tasks {
            fresh += task.await.unwrap();
        }
        assert_eq!(fresh, COMMANDS);
        let mut conn = store.db.read().await.unwrap();
        let head = conn.head(COURT, id(1)).await.unwrap().unwrap();
        assert_eq!((head.seq, head.version), (60, 60));
        assert_eq!(conn.last_serial(COURT, 2026, "执").await.unwrap(), 60);
    });
}

#[test]
fn an_id_used_for_another_request_is_a_conflict() {
    on_each(|store| async move {
        assert_eq!(apply(&store.db, 1, "one").await.unwrap(), Begun::Fresh);
        let again = apply(&store.db, 1, "one").await.unwrap();
        assert_eq!(again, Begun::Done("{\"serial\":1}".to_owned()));
        assert_eq!(apply(&store.db, 1, "another").await.unwrap(), Begun::Conflict);
        let mut tx = store.db.begin().await.unwrap();
        let hash = Digest::of(b"one");
        let other_person = tx.begin_command(COURT, id(1), hash, Some(id(8)), at(0)).await.unwrap();
        assert_eq!(other_person, Begun::Conflict);
        let error = tx.finish_command(COURT, id(1), &1).await.unwrap_err();
        assert!(matches!(error, StoreError::Stale { .. }), "an outcome is written once");
    });
}

#[test]
fn a_command_that_fails_leaves_its_id_free() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        let hash = Digest::of(b"one");
        let begun = tx.begin_command(COURT, id(1), hash, Some(id(7)), at(0)).await.unwrap();
        assert_eq!(begun, Begun::Fresh);
        drop(tx);
        assert_eq!(apply(&store.db, 1, "one").await.unwrap(), Begun::Fresh);
    });
}
