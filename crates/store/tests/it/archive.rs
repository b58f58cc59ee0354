//! Backup and restore, across both databases, and the doctor.

use zhixing_store::backup::{backup, inspect, restore};
use zhixing_store::docket::StreamKind;
use zhixing_store::doctor::{Level, examine};
use zhixing_store::job::NewJob;
use zhixing_store::{Digest, StoreError};

use crate::ledger::transfer;
use crate::queue::lane;
use crate::support::{COURT, Store, at, day, empty_like, entry, id, numbered, on_each, stamp};

async fn fill(store: &Store) {
    let mut tx = store.db.begin().await.unwrap();
    tx.begin_command(COURT, id(100), Digest::of(b"x"), Some(id(7)), at(0)).await.unwrap();
    let head = tx.lock_stream(COURT, id(1), StreamKind::Court).await.unwrap();
    let mut other = stamp(100);
    other.actor_id = None;
    tx.append(&head, &[entry(1), entry(2), numbered(3, 1)], &other).await.unwrap();
    tx.next_serial(COURT, 2026, "执").await.unwrap();
    tx.post(&[transfer(2, "bank", "pool", 5)]).await.unwrap();
    tx.put_file(COURT, &[0, 1, 2, 255], "image/png").await.unwrap();
    tx.set_preference(COURT, id(7), "view:case:mine", "{\"f\":[\"执\"]}", at(1)).await.unwrap();
    tx.make_anchor(COURT, day("2026-11-21"), at(2)).await.unwrap();
    let job = NewJob {
        court_id: COURT.to_owned(),
        job_id: id(50),
        kind: "send".to_owned(),
        body: "{}".to_owned(),
        run_at: at(0),
        priority: 1,
        max_attempts: 3,
        cause: None,
        owner_id: None,
    };
    tx.enqueue(&[job], at(0)).await.unwrap();
    tx.finish_command(COURT, id(100), &true).await.unwrap();
    tx.commit().await.unwrap();
}

#[test]
fn a_restored_court_is_the_same_court() {
    on_each(|store| async move {
        store.by_hand();
        fill(&store).await;
        let dir = store.dir.path().join("backup");
        let manifest = backup(&store.db, &dir, at(10)).await.unwrap();
        let before = store.db.snapshot().await.unwrap().state_hash().await.unwrap();
        assert_eq!(manifest.state_hash, Some(before.to_string()));
        assert_eq!(inspect(&dir).unwrap(), manifest);

        let elsewhere = empty_like(&store).await;
        let report = restore(&elsewhere.db, &dir, at(20)).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
        assert_eq!((report.entries, report.files, report.anchors), (3, 1, 1));
        let after = elsewhere.db.snapshot().await.unwrap().state_hash().await.unwrap();
        assert_eq!(after, before);
        // And it works on: the counter, the queue, the guards.
        let mut tx = elsewhere.db.begin().await.unwrap();
        assert_eq!(tx.next_serial(COURT, 2026, "执").await.unwrap(), 2);
        assert_eq!(tx.claim_jobs(&lane(), "w", at(30), at(40), 9).await.unwrap().len(), 1);
        let saved = tx.preference(COURT, id(7), "view:case:mine").await.unwrap();
        assert_eq!(saved.unwrap(), "{\"f\":[\"执\"]}");
        assert!(tx.execute("DELETE FROM docket", &[]).await.is_err());
        drop(tx);
        let error = restore(&elsewhere.db, &dir, at(50)).await.unwrap_err();
        assert!(matches!(error, StoreError::NotAllowed(_)), "{error}");
        let again = elsewhere.dir.path().join("again");
        let second = backup(&elsewhere.db, &again, at(10)).await.unwrap();
        let sums = |m: &zhixing_store::backup::Manifest| {
            let tables = m.tables.iter().filter(|table| table.table != "store_note");
            tables.map(|table| table.sm3.clone()).collect::<Vec<_>>()
        };
        assert_eq!(sums(&second), sums(&manifest));
    });
}

#[test]
fn both_databases_write_and_read_the_same_archive() {
    let shared = tempfile::tempdir().unwrap();
    let dir = shared.path().to_owned();
    on_each(|store| {
        let dir = dir.clone();
        async move {
            store.by_hand();
            fill(&store).await;
            let name = if store.db.is_sqlite() { "sqlite" } else { "pg" };
            backup(&store.db, &dir.join(name), at(10)).await.unwrap();
            let first = dir.join("sqlite");
            let elsewhere = empty_like(&store).await;
            assert!(restore(&elsewhere.db, &first, at(20)).await.unwrap().is_clean());
            assert_eq!(inspect(&first).unwrap(), inspect(&dir.join(name)).unwrap());
        }
    });
}

#[test]
fn a_changed_archive_is_refused_and_nothing_is_restored() {
    on_each(|store| async move {
        store.by_hand();
        fill(&store).await;
        let dir = store.dir.path().join("backup");
        backup(&store.db, &dir, at(10)).await.unwrap();
        let error = backup(&store.db, &dir, at(11)).await.unwrap_err();
        assert!(matches!(error, StoreError::Archive(_)), "an archive is not written over");
        let file = dir.join("ledger_account.ndjson");
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, text.replacen("5", "6", 1)).unwrap();
        let elsewhere = empty_like(&store).await;
        let error = restore(&elsewhere.db, &dir, at(20)).await.unwrap_err();
        assert!(error.to_string().contains("ledger_account.ndjson"), "{error}");
        std::fs::remove_file(dir.join("manifest.json")).unwrap();
        assert!(matches!(inspect(&dir), Err(StoreError::Archive(_))));
        elsewhere.db.migrate(at(0)).await.unwrap();
        let mut conn = elsewhere.db.read().await.unwrap();
        assert!(conn.streams(None, 1).await.unwrap().is_empty());
    });
}

#[test]
fn the_doctor_says_what_is_missing() {
    on_each(|store| async move {
        store.by_hand();
        fill(&store).await;
        let level = |checks: &[zhixing_store::doctor::Check], code: &str| {
            checks.iter().find(|check| check.code == code).unwrap().level
        };
        let checks = examine(&store.db, at(60)).await;
        assert_eq!(level(&checks, "schema"), Level::Ok);
        assert_eq!(level(&checks, "clock"), Level::Ok);
        assert_eq!(level(&checks, "anchor"), Level::Ok);
        assert_eq!(level(&checks, "backup"), Level::Warn);
        assert_eq!(level(&checks, "dead_jobs"), Level::Ok);
        if store.db.is_sqlite() {
            assert_eq!(level(&checks, "durability"), Level::Ok);
            assert!(checks.iter().any(|check| check.code == "disk"));
        }
        backup(&store.db, &store.dir.path().join("b"), at(60)).await.unwrap();
        let checks = examine(&store.db, at(40 * 3_600)).await;
        assert_eq!(level(&checks, "backup"), Level::Ok);
        assert_eq!(level(&checks, "anchor"), Level::Warn);
        let checks = examine(&store.db, at(-3_600)).await;
        assert_eq!(level(&checks, "clock"), Level::Fail);
        let empty = empty_like(&store).await;
        assert_eq!(level(&examine(&empty.db, at(0)).await, "schema"), Level::Fail);
    });
}
