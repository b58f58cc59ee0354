//! What belongs to people and nodes: credentials, sessions, drafts, preferences, leases, messages.

use zhixing_store::credential::Credential;
use zhixing_store::draft::Draft;
use zhixing_store::session::Session;
use zhixing_store::sign_in::{ELSEWHERE, Limit};
use zhixing_store::{Constraint, Digest, StoreError};

use crate::support::{COURT, at, id, on_each};

fn credential(n: u128, login: &str) -> Credential {
    Credential {
        court_id: COURT.to_owned(),
        staff_id: id(n),
        login: login.to_owned(),
        secret: "$argon2id$".to_owned(),
        must_change: true,
        disabled: false,
        changed_at: at(0),
    }
}

#[test]
fn a_sign_in_name_is_unique_whatever_its_case() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        assert_eq!(tx.credential_count(COURT).await.unwrap(), 0);
        tx.save_credential(&credential(1, "Li.Na")).await.unwrap();
        tx.save_credential(&credential(1, "li.na")).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.db.begin().await.unwrap();
        let error = tx.save_credential(&credential(2, "LI.NA")).await.unwrap_err();
        assert!(error.is_constraint(Constraint::Unique), "{error}");
        drop(tx);
        let mut conn = store.db.read().await.unwrap();
        let found = conn.credential_by_login("LI.na").await.unwrap().unwrap();
        assert_eq!(found, credential(1, "li.na"));
        assert_eq!(conn.credential(COURT, id(1)).await.unwrap(), Some(found));
        assert_eq!(conn.credential_by_login("nobody").await.unwrap(), None);
    });
}

#[test]
fn of_racing_guesses_only_as_many_as_are_left_are_let_through() {
    on_each(|store| async move {
        let limit = Limit { tries: 5, locked_until: at(900) };
        let mut tasks = Vec::new();
        for _ in 0..20 {
            let db = store.db.clone();
            tasks.push(tokio::spawn(async move {
                let mut tx = db.begin().await?;
                let taken = tx.take_try("li", ELSEWHERE, at(0), limit).await?;
                tx.commit().await?;
                Ok::<Option<i64>, StoreError>(taken)
            }));
        }
        let mut taken = Vec::new();
        for task in tasks {
            taken.extend(task.await.unwrap().unwrap());
        }
        taken.sort_unstable();
        assert_eq!(taken, [1, 2, 3, 4, 5]);
        let mut tx = store.db.begin().await.unwrap();
        assert_eq!(tx.locked_until("LI", at(899)).await.unwrap(), Some(at(900)));
        let desk = tx.take_try("li", "10.0.0.1", at(1), limit).await.unwrap();
        assert_eq!(desk, Some(1), "another place has its own tries");
        assert_eq!(tx.take_try("li", ELSEWHERE, at(899), limit).await.unwrap(), None);
        let later = Limit { tries: 5, locked_until: at(1800) };
        assert_eq!(tx.take_try("li", ELSEWHERE, at(900), later).await.unwrap(), Some(1));
        assert_eq!(tx.locked_until("li", at(900)).await.unwrap(), None);
        for n in 2..=5 {
            let taken = tx.take_try("li", ELSEWHERE, at(901), later).await.unwrap();
            assert_eq!(taken, Some(n));
        }
        assert_eq!(tx.take_try("li", ELSEWHERE, at(902), later).await.unwrap(), None);
        tx.unlock_account("li").await.unwrap();
        assert_eq!(tx.take_try("li", ELSEWHERE, at(903), later).await.unwrap(), Some(1));
    });
}

#[test]
fn a_place_is_known_for_a_time() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        assert!(!tx.is_known_place("li", "10.0.0.1", at(0)).await.unwrap());
        tx.know_place("li", "10.0.0.1", at(0), at(100)).await.unwrap();
        assert!(tx.is_known_place("Li", "10.0.0.1", at(99)).await.unwrap());
        assert!(!tx.is_known_place("li", "10.0.0.2", at(99)).await.unwrap());
        assert!(!tx.is_known_place("li", "10.0.0.1", at(100)).await.unwrap());
        assert_eq!(tx.sweep_tries(at(50), at(100)).await.unwrap(), 0, "known until then");
        assert_eq!(tx.sweep_tries(at(50), at(101)).await.unwrap(), 1);
    });
}

#[test]
fn a_password_that_was_reset_or_stopped_meanwhile_is_not_replaced() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        let known = credential(1, "li");
        tx.save_credential(&known).await.unwrap();
        assert!(tx.hold_credential(&known).await.unwrap());
        let reset = Credential { secret: "$argon2id$reset".to_owned(), ..known.clone() };
        tx.save_credential(&reset).await.unwrap();
        assert!(!tx.replace_secret(&known, "$argon2id$own", at(1)).await.unwrap());
        assert!(!tx.hold_credential(&known).await.unwrap());
        assert_eq!(tx.credential(COURT, id(1)).await.unwrap(), Some(reset.clone()));
        assert!(tx.replace_secret(&reset, "$argon2id$own", at(1)).await.unwrap());
        let left = tx.disable_credential(COURT, id(1)).await.unwrap();
        let own = tx.credential(COURT, id(1)).await.unwrap().unwrap();
        assert_eq!(left.as_ref(), Some(&own));
        assert!(own.disabled && !own.must_change, "{own:?}");
        assert!(!tx.replace_secret(&own, "$argon2id$again", at(2)).await.unwrap());
    });
}

#[test]
fn a_session_ends_when_it_ends() {
    on_each(|store| async move {
        let session = |n: u8| Session {
            token_hash: Digest::of(&[n]),
            court_id: COURT.to_owned(),
            staff_id: id(1),
            created_at: at(i64::from(n)),
            expires_at: at(100),
            last_seen_at: at(0),
            source: "10.0.0.1".to_owned(),
        };
        let mut tx = store.db.begin().await.unwrap();
        for n in 1..=3 {
            tx.begin_session(&session(n)).await.unwrap();
        }
        let token = session(1).token_hash;
        assert_eq!(tx.session(token, at(100)).await.unwrap(), Some(session(1)));
        assert_eq!(tx.session(token, at(101)).await.unwrap(), None);
        assert!(tx.touch_session(token, at(50), at(200)).await.unwrap());
        assert!(tx.session(token, at(101)).await.unwrap().is_some());
        assert_eq!(tx.sessions_of(COURT, id(1), at(100)).await.unwrap().len(), 3);
        assert_eq!(tx.end_sessions_of(COURT, id(1), Some(token)).await.unwrap(), 2);
        assert!(tx.end_session(token).await.unwrap());
        assert!(!tx.end_session(token).await.unwrap());
        assert!(!tx.touch_session(token, at(50), at(200)).await.unwrap());
        tx.begin_session(&session(1)).await.unwrap();
        assert_eq!(tx.sweep_sessions(at(101)).await.unwrap(), 1);
    });
}

#[test]
fn a_draft_saved_in_another_window_is_not_overwritten() {
    on_each(|store| async move {
        let draft = |version: i64, body: &str| Draft {
            court_id: COURT.to_owned(),
            staff_id: id(1),
            draft_id: id(2),
            form: "filing".to_owned(),
            subject: String::new(),
            body: body.to_owned(),
            version,
            updated_at: at(0),
        };
        let mut tx = store.db.begin().await.unwrap();
        tx.save_draft(&draft(1, "{}")).await.unwrap();
        tx.save_draft(&draft(2, "{\"a\":1}")).await.unwrap();
        let stale = tx.save_draft(&draft(2, "{\"a\":2}")).await.unwrap_err();
        assert!(matches!(stale, StoreError::Stale { .. }));
        let read = tx.draft(COURT, id(1), id(2)).await.unwrap();
        assert_eq!(read, Some(draft(2, "{\"a\":1}")));
        assert_eq!(tx.draft(COURT, id(9), id(2)).await.unwrap(), None, "nobody else's");
        assert_eq!(tx.drafts_of(COURT, id(1), 10).await.unwrap().len(), 1);
        assert!(tx.delete_draft(COURT, id(1), id(2)).await.unwrap());
    });
}

#[test]
fn preferences_are_set_read_and_cleared() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        tx.set_preference(COURT, id(1), "theme", "\"dark\"", at(0)).await.unwrap();
        tx.set_preference(COURT, id(1), "theme", "\"light\"", at(1)).await.unwrap();
        let one = tx.preference(COURT, id(1), "theme").await.unwrap();
        assert_eq!(one.as_deref(), Some("\"light\""));
        let all = tx.preferences_of(COURT, id(1)).await.unwrap();
        assert_eq!(all, [("theme".to_owned(), "\"light\"".to_owned())]);
        assert!(tx.clear_preference(COURT, id(1), "theme").await.unwrap());
        assert!(!tx.clear_preference(COURT, id(1), "theme").await.unwrap());
    });
}

#[test]
fn one_node_leads_at_a_time() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        assert!(tx.take_lease("daily", "a", at(0), at(10)).await.unwrap());
        assert!(!tx.take_lease("daily", "b", at(5), at(15)).await.unwrap());
        assert!(tx.take_lease("daily", "a", at(5), at(20)).await.unwrap(), "kept");
        assert!(!tx.take_lease("daily", "b", at(20), at(30)).await.unwrap());
        assert!(tx.take_lease("daily", "b", at(21), at(30)).await.unwrap(), "run out");
        assert_eq!(tx.lease_holder("daily", at(22)).await.unwrap().as_deref(), Some("b"));
        assert_eq!(tx.lease_holder("daily", at(31)).await.unwrap(), None);
        assert!(!tx.free_lease("daily", "a").await.unwrap());
        assert!(tx.free_lease("daily", "b").await.unwrap());
    });
}
