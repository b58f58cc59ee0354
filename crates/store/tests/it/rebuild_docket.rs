//! Rebuild and replay over whole dockets.

use std::sync::OnceLock;

use zhixing_store::rebuild::{rebuild, replay};
use zhixing_store::{Digest, StoreError};

use crate::projection::court;
use crate::replayed::Replayed;
use crate::support::{at, on_each, tamper};

async fn state(store: &crate::support::Store) -> Digest {
    store.db.snapshot().await.unwrap().state_hash().await.unwrap()
}

#[test]
fn rebuilt_tables_are_equal_and_a_replay_says_so() {
    on_each(|store| async move {
        court(&store.db, 250, 5).await;
        let before = state(&store).await;
        let mut told = Vec::new();
        let rebuilt = rebuild(&store.db, &mut |done, of| told.push((done, of))).await.unwrap();
        assert_eq!(told.last(), Some(&(251, 251)), "who waits is told how far it is");
        assert!(told.len() > 1 && told.is_sorted(), "{told:?}");
        assert!(rebuilt.streams == 251 && rebuilt.entries > 1_000, "{rebuilt:?}");
        assert_eq!(state(&store).await, before);
        let scratch = tempfile::tempdir().unwrap();
        let replay = replay(&store.db, scratch.path(), at(9)).await.unwrap();
        assert!(replay.is_equal(), "{replay:?}");
        assert_eq!(replay.state_hash, before);
        assert!(replay.tables.iter().any(|table| table.stands.table == "case_gram"));
        // The same docket is the same state on both databases.
        static FIRST: OnceLock<Digest> = OnceLock::new();
        assert_eq!(FIRST.get_or_init(|| before), &before);
    });
}

#[test]
fn a_changed_row_is_found_by_a_replay_and_mended_by_a_rebuild() {
    on_each(|store| async move {
        court(&store.db, 40, 5).await;
        let before = state(&store).await;
        tamper(&store, "UPDATE case_file SET claim_fen = claim_fen + 1 WHERE stage = 'open'").await;
        let scratch = tempfile::tempdir().unwrap();
        let found = replay(&store.db, scratch.path(), at(9)).await.unwrap();
        let wrong: Vec<&str> =
            found.tables.iter().filter(|t| !t.is_equal()).map(|t| t.stands.table).collect();
        assert_eq!(wrong, ["case_file"]);
        rebuild(&store.db, &mut |_, _| {}).await.unwrap();
        assert_eq!(state(&store).await, before);
    });
}

#[test]
fn a_test_does_not_pass_whose_tables_say_something_else_than_its_docket() {
    on_each(|store| async move {
        court(&store.db, 3, 5).await;
        drop(Replayed::new(&store.url(), &store.dir));
        let replayed = Replayed::new(&store.url(), &store.dir);
        tamper(&store, "UPDATE case_task SET name = 'x'").await;
        let let_drop = std::panic::AssertUnwindSafe(|| drop(replayed));
        let said = std::panic::catch_unwind(let_drop).unwrap_err();
        let said = said.downcast_ref::<String>().unwrap();
        assert!(said.contains("case_task") && !said.contains("case_file"), "{said}");
    });
}

#[test]
fn an_entry_nobody_can_read_leaves_the_tables_as_they_were() {
    on_each(|store| async move {
        court(&store.db, 10, 5).await;
        let before = state(&store).await;
        crate::support::unguard(&store, "docket").await;
        tamper(&store, "UPDATE docket SET kind = 'nobody.knows' WHERE kind = 'closing.closed'")
            .await;
        let error = rebuild(&store.db, &mut |_, _| {}).await.unwrap_err();
        assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
        assert_eq!(state(&store).await, before);
    });
}
