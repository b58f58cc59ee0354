//! The projection: written by difference, emptied and rebuilt, hashed.

use std::collections::BTreeSet;

use zhixing_store::projection::{PROJECTED, ProjRow};
use zhixing_store::{Constraint, StoreError, V, catalogue};

use crate::ledger::transfer;
use crate::support::{COURT, at, empty_like, on_each};

/// Tables that are the truth themselves and not part of the state hash.
const TRUTH: &[&str] = &[
    "anchor",
    "anchor_head",
    "case_serial",
    "command",
    "credential",
    "credential_asked",
    "docket",
    "draft",
    "duty",
    "file",
    "file_chunk",
    "job",
    "lease",
    "preference",
    "rebuilding",
    "session",
    "sign_in_try",
    "store_note",
    "stream",
];

#[test]
fn every_table_is_either_projected_or_the_truth() {
    let known: BTreeSet<&str> = PROJECTED.iter().chain(TRUTH).copied().collect();
    let made: BTreeSet<&str> = catalogue::tables().iter().map(|table| table.name).collect();
    assert_eq!(known, made);
    for table in catalogue::tables() {
        assert!(!table.key.is_empty(), "{}", table.name);
        for key in &table.key {
            assert!(table.kind(key).is_some(), "{}.{key}", table.name);
        }
    }
}

fn account(name: &str, fen: i64) -> ProjRow {
    ProjRow {
        table: "ledger_account",
        key: vec![("court_id", V::from(COURT)), ("account_id", V::from(name))],
        cols: vec![("side", V::from("liability")), ("balance_fen", V::from(fen))],
    }
}

#[test]
fn only_differences_are_written() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        let first = [account("a", 1), account("b", 2), account("c", 3)];
        tx.save_rows(&[], &first).await.unwrap();
        let second = [account("a", 1), account("c", 4), account("d", 5)];
        tx.save_rows(&first, &second).await.unwrap();
        let sql = "SELECT account_id, balance_fen FROM ledger_account ORDER BY account_id";
        let rows = tx.all(sql, &[]).await.unwrap();
        let rows: Vec<(String, i64)> = rows
            .iter()
            .map(|row| (row.text("account_id").unwrap(), row.int("balance_fen").unwrap()))
            .collect();
        assert_eq!(rows, [("a".into(), 1), ("c".into(), 4), ("d".into(), 5)]);
        tx.save_rows(&second, &second).await.unwrap();
        tx.commit().await.unwrap();
    });
}

#[test]
fn a_projection_that_drifted_is_found_when_it_is_touched() {
    on_each(|store| async move {
        for (old, new) in
            [(vec![account("a", 1)], vec![account("a", 2)]), (vec![account("a", 1)], vec![])]
        {
            let mut tx = store.db.begin().await.unwrap();
            let error = tx.save_rows(&old, &new).await.unwrap_err();
            assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
        }
        let mut tx = store.db.begin().await.unwrap();
        tx.save_rows(&[], &[account("a", 1)]).await.unwrap();
        let error = tx.save_rows(&[], &[account("a", 1)]).await.unwrap_err();
        assert!(error.is_constraint(Constraint::Unique));
        drop(tx);
        let mut tx = store.db.begin().await.unwrap();
        let twice = tx.save_rows(&[], &[account("a", 1), account("a", 2)]).await;
        assert!(matches!(twice, Err(StoreError::BadValue(_))));
    });
}

#[test]
fn a_rebuild_gives_the_same_state_and_guards_again() {
    on_each(|store| async move {
        let transfers = [transfer(1, "bank", "pool", 900), transfer(2, "pool", "case:5", 400)];
        let mut tx = store.db.begin().await.unwrap();
        tx.post(&transfers).await.unwrap();
        tx.commit().await.unwrap();
        let before = store.db.snapshot().await.unwrap().state_hash().await.unwrap();

        let mut tx = store.db.begin().await.unwrap();
        tx.begin_rebuild().await.unwrap();
        let emptied = tx.table_hashes().await.unwrap();
        assert!(emptied.iter().all(|table| table.rows == 0));
        tx.post(&transfers).await.unwrap();
        tx.end_rebuild().await.unwrap();
        tx.commit().await.unwrap();
        let after = store.db.snapshot().await.unwrap().state_hash().await.unwrap();
        assert_eq!(before, after);

        let mut tx = store.db.begin().await.unwrap();
        let error = tx.execute("DELETE FROM ledger_transfer", &[]).await.unwrap_err();
        assert!(error.is_constraint(Constraint::AppendOnly));
    });
}

#[test]
fn the_state_hash_sees_every_change_and_is_the_same_everywhere() {
    on_each(|store| async move {
        store.by_hand();
        let mut tx = store.db.begin().await.unwrap();
        tx.post(&[transfer(1, "bank", "pool", 900)]).await.unwrap();
        tx.commit().await.unwrap();
        let hash = store.db.snapshot().await.unwrap().state_hash().await.unwrap();
        // The same on both databases and on every machine.
        let tables = store.db.snapshot().await.unwrap().table_hashes().await.unwrap();
        let table = tables.iter().find(|table| table.table == "ledger_transfer").unwrap();
        let known = "e50317157450f0fbc15d6afc8fac4817e683684c7e1f15162a450995654a4ad1";
        assert_eq!((table.rows, table.hash.to_string().as_str()), (1, known));

        let elsewhere = empty_like(&store).await;
        elsewhere.db.migrate(at(77)).await.unwrap();
        let mut tx = elsewhere.db.begin().await.unwrap();
        tx.post(&[transfer(1, "bank", "pool", 900)]).await.unwrap();
        tx.commit().await.unwrap();
        let same = elsewhere.db.snapshot().await.unwrap().state_hash().await.unwrap();
        assert_eq!(same, hash);
        crate::support::tamper(&elsewhere, "UPDATE ledger_account SET balance_fen = 901").await;
        let other = elsewhere.db.snapshot().await.unwrap().state_hash().await.unwrap();
        assert_ne!(other, hash);
    });
}
