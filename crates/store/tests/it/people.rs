//! What belongs to people and nodes: credentials, sessions, drafts, preferences, leases, messages.

use uuid::Uuid;
use zhixing_store::credential::Credential;
use zhixing_store::draft::Draft;
use zhixing_store::outbox::{Answered, MessageState, NewMessage};
use zhixing_store::session::Session;
use zhixing_store::{Constraint, Digest, StoreError};

use crate::support::{COURT, at, id, on_each};

fn credential(n: u128, login: &str) -> Credential {
    Credential {
        court_id: COURT.to_owned(),
        staff_id: id(n),
        login: login.to_owned(),
        secret: "$argon2id$".to_owned(),
        failures: 0,
        locked_until: None,
        must_change: true,
        disabled: false,
        changed_at: at(0),
    }
}

#[test]
fn a_sign_in_name_is_unique_whatever_its_case() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        assert_eq!(tx.credential_count().await.unwrap(), 0);
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
fn racing_guesses_are_all_counted() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        tx.save_credential(&credential(1, "li")).await.unwrap();
        tx.commit().await.unwrap();
        let mut tasks = Vec::new();
        for _ in 0..20 {
            let db = store.db.clone();
            tasks.push(tokio::spawn(async move {
                let mut tx = db.begin().await?;
                let failures = tx.count_failure(COURT, id(1)).await?;
                tx.commit().await?;
                Ok::<i64, StoreError>(failures)
            }));
        }
        let mut seen = Vec::new();
        for task in tasks {
            seen.push(task.await.unwrap().unwrap());
        }
        seen.sort_unstable();
        assert_eq!(seen, (1..=20).collect::<Vec<i64>>());
        let mut tx = store.db.begin().await.unwrap();
        tx.lock_credential(COURT, id(1), at(900)).await.unwrap();
        let locked = tx.credential(COURT, id(1)).await.unwrap().unwrap();
        assert_eq!((locked.failures, locked.locked_until), (20, Some(at(900))));
        tx.clear_failures(COURT, id(1)).await.unwrap();
        let open = tx.credential(COURT, id(1)).await.unwrap().unwrap();
        assert_eq!((open.failures, open.locked_until), (0, None));
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

#[test]
fn a_message_is_sent_once_and_answered_once() {
    on_each(|store| async move {
        let message = |n: u128| NewMessage {
            court_id: COURT.to_owned(),
            message_id: id(n),
            channel: "sms".to_owned(),
            recipient: "13800000000".to_owned(),
            body: "{}".to_owned(),
            cause: "notice:1".to_owned(),
            subject: "case:1".to_owned(),
            next_at: at(0),
        };
        let mut tx = store.db.begin().await.unwrap();
        assert_eq!(tx.post_out(&[message(1), message(2)], at(0)).await.unwrap(), 1);
        let claimed = tx.claim_messages("w", at(1), at(60), 9).await.unwrap();
        assert_eq!((claimed.len(), claimed[0].attempts), (1, 1));
        assert!(tx.claim_messages("v", at(1), at(60), 9).await.unwrap().is_empty());
        tx.message_retry(COURT, id(1), "w", at(30), "away").await.unwrap();
        assert!(tx.claim_messages("w", at(29), at(60), 9).await.unwrap().is_empty());
        assert_eq!(tx.claim_messages("w", at(30), at(60), 9).await.unwrap().len(), 1);
        let lost = tx.message_sent(COURT, id(1), "v", Some("G1"), at(31)).await.unwrap_err();
        assert!(matches!(lost, StoreError::Stale { .. }));
        tx.message_sent(COURT, id(1), "w", Some("G1"), at(31)).await.unwrap();
        assert_eq!(
            tx.message_answered("sms", "G2", "{}", at(40)).await.unwrap(),
            Answered::Unknown
        );
        let first = tx.message_answered("sms", "G1", "{\"ok\":true}", at(40)).await.unwrap();
        assert!(matches!(&first, Answered::First(m) if m.message_id == id(1)));
        let twice = tx.message_answered("sms", "G1", "{\"ok\":false}", at(41)).await.unwrap();
        match twice {
            Answered::Duplicate(m) => {
                assert_eq!(m.answer.as_deref(), Some("{\"ok\":true}"), "the first stands");
                assert_eq!((m.state, m.answered_at), (MessageState::Answered, Some(at(40))));
            }
            other => panic!("{other:?}"),
        }
        let about = tx.messages_about(COURT, "case:1", Uuid::max(), 9).await.unwrap();
        assert_eq!(about.len(), 1);
    });
}

#[test]
fn a_refused_message_waits_for_a_person() {
    on_each(|store| async move {
        let message = NewMessage {
            court_id: COURT.to_owned(),
            message_id: id(1),
            channel: "sms".to_owned(),
            recipient: "x".to_owned(),
            body: "{}".to_owned(),
            cause: "notice:1".to_owned(),
            subject: String::new(),
            next_at: at(0),
        };
        let mut tx = store.db.begin().await.unwrap();
        tx.post_out(&[message], at(0)).await.unwrap();
        tx.claim_messages("w", at(1), at(60), 9).await.unwrap();
        tx.message_dead(COURT, id(1), "w", "no such number").await.unwrap();
        let dead = tx.message(COURT, id(1)).await.unwrap().unwrap();
        assert_eq!(dead.state, MessageState::Dead);
        assert!(tx.requeue_message(COURT, id(1), at(70)).await.unwrap());
        assert!(!tx.requeue_message(COURT, id(1), at(70)).await.unwrap());
        assert_eq!(tx.claim_messages("w", at(70), at(90), 9).await.unwrap().len(), 1);
    });
}
