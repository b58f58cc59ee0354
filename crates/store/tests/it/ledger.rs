//! The ledger: invariant 4.

use proptest::prelude::*;
use zhixing_law::money::Fen;
use zhixing_store::Constraint;
use zhixing_store::ledger::Transfer;

use crate::support::{COURT, Store, day, id, on_each};

pub(crate) fn transfer(seq: i64, debit: &str, credit: &str, fen: i64) -> Transfer {
    Transfer {
        court_id: COURT.to_owned(),
        stream_id: id(1),
        seq,
        idx: 0,
        debit: debit.to_owned(),
        credit: credit.to_owned(),
        amount: Fen::new(fen),
        reason: "test".to_owned(),
        case_id: Some(id(5)),
        happened_on: day("2026-11-21"),
    }
}

async fn post(store: &Store, transfers: &[Transfer]) -> Result<(), zhixing_store::StoreError> {
    let mut tx = store.db.begin().await?;
    tx.post(transfers).await?;
    tx.commit().await
}

#[test]
fn money_goes_through_the_pool_and_the_case_and_leaves() {
    on_each(|store| async move {
        store.by_hand();
        post(&store, &[transfer(1, "bank", "pool", 528_900)]).await.unwrap();
        post(&store, &[transfer(2, "pool", "case:5", 528_900)]).await.unwrap();
        post(&store, &[transfer(3, "case:5", "in_flight", 520_000)]).await.unwrap();
        let mut conn = store.db.read().await.unwrap();
        let held = conn.trial_balance(COURT).await.unwrap();
        assert!(held.is_balanced());
        assert_eq!(held.assets, Fen::new(528_900));
        post(&store, &[transfer(4, "in_flight", "bank", 520_000)]).await.unwrap();
        let left = conn.trial_balance(COURT).await.unwrap();
        assert!(left.is_balanced());
        assert_eq!(left.liabilities, Fen::new(8_900));
        assert_eq!(conn.balance(COURT, "case:5").await.unwrap(), Fen::new(8_900));
        assert_eq!(conn.balance(COURT, "nobody").await.unwrap(), Fen::ZERO);
        assert_eq!(conn.transfers_of_case(COURT, id(5)).await.unwrap().len(), 4);
    });
}

#[test]
fn no_account_but_the_bank_falls_below_zero() {
    on_each(|store| async move {
        store.by_hand();
        post(&store, &[transfer(1, "bank", "case:5", 100)]).await.unwrap();
        for (seq, fen) in [(2, 101), (3, i64::MAX)] {
            let error = post(&store, &[transfer(seq, "case:5", "in_flight", fen)]).await;
            assert!(error.unwrap_err().is_constraint(Constraint::Check));
        }
        let error = post(&store, &[transfer(4, "case:6", "in_flight", 1)]).await.unwrap_err();
        assert!(error.is_constraint(Constraint::Check), "an account that was never used");
        post(&store, &[transfer(5, "case:5", "in_flight", 100)]).await.unwrap();
        let mut conn = store.db.read().await.unwrap();
        assert!(conn.trial_balance(COURT).await.unwrap().is_balanced());
    });
}

#[test]
fn malformed_transfers_are_refused() {
    on_each(|store| async move {
        store.by_hand();
        for (debit, credit, fen) in
            [("bank", "pool", 0), ("bank", "pool", -1), ("pool", "pool", 1), ("bank", "", 1)]
        {
            let refused = post(&store, &[transfer(1, debit, credit, fen)]).await;
            assert!(refused.is_err(), "{debit} {credit} {fen}");
        }
        post(&store, &[transfer(1, "bank", "pool", 1)]).await.unwrap();
        let error = post(&store, &[transfer(1, "bank", "pool", 1)]).await.unwrap_err();
        assert!(error.is_constraint(Constraint::Unique), "one place in the docket, one transfer");
        let mut tx = store.db.begin().await.unwrap();
        let error = tx.execute("DELETE FROM ledger_transfer", &[]).await.unwrap_err();
        assert!(error.is_constraint(Constraint::AppendOnly));
    });
}

#[test]
fn payouts_that_race_never_overdraw() {
    on_each(|store| async move {
        store.by_hand();
        post(&store, &[transfer(1, "bank", "case:5", 1_000)]).await.unwrap();
        let mut tasks = Vec::new();
        for seq in 2..32 {
            let db = store.db.clone();
            tasks.push(tokio::spawn(async move {
                let mut tx = db.begin().await?;
                tx.post(&[transfer(seq, "case:5", "in_flight", 70)]).await?;
                tx.commit().await
            }));
        }
        let mut paid = 0;
        for task in tasks {
            match task.await.unwrap() {
                Ok(()) => paid += 1,
                Err(error) => assert!(error.is_constraint(Constraint::Check), "{error}"),
            }
        }
        assert_eq!(paid, 14);
        let mut conn = store.db.read().await.unwrap();
        assert_eq!(conn.balance(COURT, "case:5").await.unwrap(), Fen::new(20));
        assert!(conn.trial_balance(COURT).await.unwrap().is_balanced());
    });
}

#[test]
fn any_mix_of_transfers_stays_balanced() {
    let accounts = ["bank", "bank:2", "pool", "case:5", "case:6", "in_flight", "fee"];
    let moves = proptest::collection::vec((0..7_usize, 0..7_usize, 1..1_000_i64), 1..40);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mixes: Vec<Vec<(usize, usize, i64)>> = (0..8)
        .map(|_| {
            use proptest::strategy::ValueTree as _;
            moves.new_tree(&mut runner).unwrap().current()
        })
        .collect();
    on_each(|store| {
        let mixes = mixes.clone();
        async move {
            store.by_hand();
            let mut seq = 0;
            for mix in mixes {
                for (debit, credit, fen) in mix {
                    seq += 1;
                    let moved = transfer(seq, accounts[debit], accounts[credit], fen);
                    if let Err(error) = post(&store, &[moved]).await {
                        assert!(error.is_constraint(Constraint::Check), "{error}");
                    }
                }
                let mut conn = store.db.read().await.unwrap();
                assert!(conn.trial_balance(COURT).await.unwrap().is_balanced());
            }
        }
    });
}

#[test]
fn a_balance_changed_by_hand_is_seen() {
    on_each(|store| async move {
        post(&store, &[transfer(1, "bank", "pool", 100)]).await.unwrap();
        let sql = "UPDATE ledger_account SET balance_fen = 90";
        crate::support::tamper(&store, sql).await;
        let mut conn = store.db.read().await.unwrap();
        let balance = conn.trial_balance(COURT).await.unwrap();
        assert_eq!(balance.assets, balance.liabilities);
        assert_eq!(balance.wrong_accounts, 2);
        assert!(!balance.is_balanced());
    });
}
