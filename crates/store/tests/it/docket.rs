//! The docket: append-only, chained, one writer a stream.

use std::sync::Arc;

use zhixing_store::docket::{ATTEMPT, Attempt, NewStream, StreamKind, first_link};
use zhixing_store::{Constraint, StoreError};

use crate::support::{COURT, at, entry, id, on_each, stamp, tamper};

#[test]
fn entries_chain_from_the_first_link() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        let head = tx.lock_stream(COURT, id(1), StreamKind::Case).await.unwrap();
        assert_eq!((head.seq, head.version), (0, 0));
        assert_eq!(head.hash, first_link(COURT, id(1), StreamKind::Case));
        let entries =
            [entry(10).about("measure:1").on_ground("民事诉讼法第二百五十三条"), entry(11)];
        let head = tx.append(&head, &entries, &stamp(100)).await.unwrap();
        let head = tx.append(&head, &[entry(12)], &stamp(101)).await.unwrap();
        assert_eq!((head.seq, head.version), (3, 2));
        tx.commit().await.unwrap();

        let mut conn = store.db.read().await.unwrap();
        assert_eq!(conn.head(COURT, id(1)).await.unwrap(), Some(head.clone()));
        let read = conn.entries(COURT, id(1), 0, 10).await.unwrap();
        let mut link = first_link(COURT, id(1), StreamKind::Case);
        for (n, entry) in (1..).zip(&read) {
            assert_eq!((entry.seq, entry.prev_hash), (n, link));
            assert_eq!(entry.hash, entry.expected_hash());
            link = entry.hash;
        }
        assert_eq!((read.len(), link), (3, head.hash));
        assert_eq!(read[0].body, r#"{"n":10,"名":"怀集"}"#);
        assert_eq!(conn.entries(COURT, id(1), 2, 10).await.unwrap(), read[2..]);
        let back = conn.entries_before(COURT, id(1), 3, 1).await.unwrap();
        assert_eq!(back, read[1..2]);
        let about = conn.entries_by_subject(COURT, id(1), "measure:1", 0, 9).await.unwrap();
        assert_eq!(about, read[..1]);
    });
}

#[test]
fn the_newest_lines_about_one_thing_are_found_however_many_there_are() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        let mut head = tx.lock_stream(COURT, id(1), StreamKind::Case).await.unwrap();
        for n in 0..30 {
            let lines = [entry(100 + 2 * n).about("paper:1"), entry(101 + 2 * n).about("paper:2")];
            head = tx.append(&head, &lines, &stamp(100 + n)).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut conn = store.db.read().await.unwrap();
        let last = conn.last_by_subject(COURT, id(1), "paper:1", 3).await.unwrap();
        assert_eq!(last.iter().map(|line| line.seq).collect::<Vec<_>>(), [59, 57, 55]);
        assert!(conn.last_by_subject(COURT, id(1), "paper:3", 3).await.unwrap().is_empty());
    });
}

#[test]
fn every_column_is_under_the_hash() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        let head = tx.lock_stream(COURT, id(1), StreamKind::Case).await.unwrap();
        tx.append(&head, &[entry(10)], &stamp(100)).await.unwrap();
        let original = tx.entries(COURT, id(1), 0, 1).await.unwrap().remove(0);
        let mut hashes = vec![original.expected_hash()];
        let mut change = |edit: &dyn Fn(&mut zhixing_store::docket::Entry)| {
            let mut entry = original.clone();
            edit(&mut entry);
            hashes.push(entry.expected_hash());
        };
        change(&|e| e.court_id.push('x'));
        change(&|e| e.stream_id = id(2));
        change(&|e| e.seq = 2);
        change(&|e| e.entry_id = id(2));
        change(&|e| e.command_id = id(2));
        change(&|e| e.kind.push('x'));
        change(&|e| e.event_version = 2);
        change(&|e| e.body.push(' '));
        change(&|e| e.subject.push('x'));
        change(&|e| e.actor_id = None);
        change(&|e| e.actor_name.push('x'));
        change(&|e| e.ground.push('x'));
        change(&|e| e.source.push('x'));
        change(&|e| e.happened_at = at(1));
        change(&|e| e.recorded_at = at(1));
        change(&|e| e.prev_hash = zhixing_store::Digest::of(b""));
        let count = hashes.len();
        hashes.sort();
        hashes.dedup();
        assert_eq!(hashes.len(), count);
    });
}

#[test]
fn history_refuses_update_delete_and_truncate() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        let head = tx.lock_stream(COURT, id(1), StreamKind::Case).await.unwrap();
        tx.append(&head, &[entry(10)], &stamp(100)).await.unwrap();
        tx.commit().await.unwrap();
        let mut forgeries =
            vec!["UPDATE docket SET body = '{}'", "DELETE FROM docket WHERE seq = 1"];
        if !store.db.is_sqlite() {
            forgeries.push("TRUNCATE docket");
        }
        for sql in forgeries {
            let mut tx = store.db.begin().await.unwrap();
            let error = tx.execute(sql, &[]).await.unwrap_err();
            assert!(error.is_constraint(Constraint::AppendOnly), "{sql}: {error}");
        }
        let mut conn = store.db.read().await.unwrap();
        assert_eq!(conn.entries(COURT, id(1), 0, 9).await.unwrap().len(), 1);
    });
}

#[test]
fn an_old_head_cannot_be_appended_to() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        let old = tx.lock_stream(COURT, id(1), StreamKind::Case).await.unwrap();
        tx.append(&old, &[entry(10)], &stamp(100)).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.db.begin().await.unwrap();
        let error = tx.append(&old, &[entry(11)], &stamp(101)).await.unwrap_err();
        assert!(
            error.is_constraint(Constraint::Unique) || matches!(error, StoreError::Stale { .. })
        );
    });
}

#[test]
fn forty_writers_of_one_stream_make_one_chain() {
    on_each(|store| async move {
        let mut tasks = Vec::new();
        for n in 0..40 {
            let db = store.db.clone();
            tasks.push(tokio::spawn(async move {
                let mut tx = db.begin().await?;
                let head = tx.lock_stream(COURT, id(1), StreamKind::Case).await?;
                tx.append(&head, &[entry(n * 2 + 10), entry(n * 2 + 11)], &stamp(n + 500)).await?;
                tx.commit().await
            }));
        }
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        let mut conn = store.db.read().await.unwrap();
        let head = conn.head(COURT, id(1)).await.unwrap().unwrap();
        assert_eq!((head.seq, head.version), (80, 40));
        let entries = conn.entries(COURT, id(1), 0, 100).await.unwrap();
        for pair in entries.windows(2) {
            assert_eq!(pair[1].prev_hash, pair[0].hash);
        }
    });
}

#[test]
fn a_refused_command_leaves_a_line() {
    on_each(|store| async move {
        let attempt = Attempt {
            command: "fund.deduct".to_owned(),
            code: "above_claim".to_owned(),
            detail: serde_json::json!({ "asked_fen": 600_000 }),
        };
        let mut tx = store.db.begin().await.unwrap();
        let head = tx.lock_stream(COURT, id(1), StreamKind::Court).await.unwrap();
        tx.record_attempt(&head, id(9), &attempt, "case:1", &stamp(1)).await.unwrap();
        tx.commit().await.unwrap();
        let mut conn = store.db.read().await.unwrap();
        let lines = conn.attempts(COURT, at(0), 10).await.unwrap();
        assert_eq!((lines.len(), lines[0].kind.as_str()), (1, ATTEMPT));
        assert_eq!(serde_json::from_str::<Attempt>(&lines[0].body).unwrap(), attempt);
        assert!(conn.attempts(COURT, at(1), 10).await.unwrap().is_empty());
    });
}

#[test]
fn a_stream_keeps_its_kind() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        tx.lock_stream(COURT, id(1), StreamKind::Case).await.unwrap();
        let error = tx.lock_stream(COURT, id(1), StreamKind::Court).await.unwrap_err();
        assert!(matches!(error, StoreError::Corrupt { .. }));
        tx.commit().await.unwrap();
        tamper(&store, "UPDATE stream SET seq = 5").await;
        let mut conn = store.db.read().await.unwrap();
        let heads = conn.streams(None, 10).await.unwrap();
        assert_eq!((heads.len(), heads[0].seq), (1, 5));
        assert!(conn.streams(Some((COURT, id(1))), 10).await.unwrap().is_empty());
    });
}

#[test]
fn loaded_streams_are_as_if_they_had_been_appended() {
    on_each(|store| async move {
        let streams: Vec<NewStream> = (1..=40)
            .map(|n| NewStream {
                court_id: COURT.to_owned(),
                stream_id: id(n),
                kind: StreamKind::Case,
                entries: (0..5).map(|e| (entry(n * 10 + e), stamp(n * 10 + e / 2))).collect(),
            })
            .collect();
        let mut tx = store.db.begin().await.unwrap();
        let heads = tx.load_streams(&streams).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((heads[39].seq, heads[39].version), (5, 3));
        let report = zhixing_store::verify::verify(&store.db, &[]).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
        assert_eq!((report.streams, report.entries), (40, 200));
        let mut tx = store.db.begin().await.unwrap();
        let head = tx.lock_stream(COURT, id(40), StreamKind::Case).await.unwrap();
        assert_eq!(head, heads[39]);
        tx.append(&head, &[entry(999)], &stamp(999)).await.unwrap();
    });
}

#[test]
fn two_commands_that_wait_for_each_other_end_and_one_may_try_again() {
    on_each(|store| async move {
        if store.db.is_sqlite() {
            return; // one writer at a time: there is nobody to wait for
        }
        let both = Arc::new(tokio::sync::Barrier::new(2));
        let mut tasks = Vec::new();
        for (first, second) in [(1, 2), (2, 1)] {
            let (db, both) = (store.db.clone(), both.clone());
            tasks.push(tokio::spawn(async move {
                let mut tx = db.begin().await?;
                tx.lock_stream(COURT, id(first), StreamKind::Case).await?;
                both.wait().await;
                tx.lock_stream(COURT, id(second), StreamKind::Case).await?;
                tx.commit().await
            }));
        }
        let mut failures = Vec::new();
        for task in tasks {
            failures.extend(task.await.unwrap().err());
        }
        assert_eq!(failures.len(), 1, "{failures:?}");
        assert!(failures[0].is_retryable(), "{failures:?}");
    });
}
