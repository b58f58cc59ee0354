//! A clock that jumped: nothing is recorded behind the docket, a person declares the clock right,
//! and what a clock ahead put off is forgotten.

use zhixing_store::docket::{NewEntry, Stamp, StreamKind};
use zhixing_store::doctor::{Level, examine};
use zhixing_store::fold::attempts_stream;
use zhixing_store::job::NewJob;
use zhixing_store::session::Session;
use zhixing_store::sign_in::{ELSEWHERE, Limit};
use zhixing_store::verify::verify;
use zhixing_store::{Access, Db, Digest, NotAllowed, Options, StoreError};

use crate::support::{COURT, Store, at, day, entry, fast, id, on_each, stamp};

const YEARS: i64 = 3 * 365 * 24 * 3_600;
const HOUR: i64 = 3_600;

async fn append(db: &Db, n: u128, secs: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await.unwrap();
    let head = tx.lock_stream(COURT, id(1), StreamKind::Court).await.unwrap();
    let stamp = Stamp { recorded_at: at(secs), ..stamp(n) };
    tx.append(&head, &[entry(n)], &stamp).await?;
    tx.commit().await
}

async fn accept(store: &Store, secs: i64) -> Result<(), StoreError> {
    let beside = Options { access: Access::Beside, ..fast() };
    let db = Db::open(&store.url(), &beside).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let mut n = 9_000 + u128::try_from(secs).unwrap();
    let stamp = Stamp { recorded_at: at(secs), actor_id: None, ..stamp(n) };
    let accepted = tx
        .accept_clock(&stamp, "对时服务器故障", || {
            n += 1;
            id(n)
        })
        .await;
    match &accepted {
        Ok(_) => tx.commit().await.unwrap(),
        Err(_) => tx.rollback().await.unwrap(),
    }
    db.close().await;
    accepted.map(drop)
}

async fn pin(db: &Db, on: &str, secs: i64) {
    let mut tx = db.begin().await.unwrap();
    tx.make_anchor(COURT, day(on), at(secs)).await.unwrap();
    tx.commit().await.unwrap();
}

fn level(checks: &[zhixing_store::doctor::Check], code: &str) -> Level {
    checks.iter().find(|check| check.code == code).unwrap().level
}

#[test]
fn nothing_is_recorded_behind_the_docket_until_the_clock_is_declared_right() {
    on_each(|store| async move {
        store.by_hand();
        append(&store.db, 1, 0).await.unwrap();
        append(&store.db, 2, -200).await.unwrap(); // another node's clock
        pin(&store.db, "2026-11-20", HOUR).await;
        append(&store.db, 3, YEARS).await.unwrap();
        pin(&store.db, "2029-11-19", YEARS).await;
        for db in [
            &store.db,
            &Db::open(&store.url(), &Options { access: Access::Beside, ..fast() }).await.unwrap(),
        ] {
            let error = append(db, 4, 2 * HOUR).await.unwrap_err();
            assert!(matches!(error, StoreError::ClockBehind { .. }), "{error}");
            assert!(error.chinese().contains("zhixing clock accept"), "{}", error.chinese());
        }
        let checks = examine(&store.db, at(2 * HOUR)).await;
        assert_eq!((level(&checks, "clock"), level(&checks, "anchor")), (Level::Fail, Level::Fail));

        accept(&store, 2 * HOUR).await.unwrap();
        // The server that refused learns of it; who tries again is told that there is no need.
        append(&store.db, 4, 2 * HOUR + 1).await.unwrap();
        let again = accept(&store, 2 * HOUR + 2).await.unwrap_err();
        assert!(matches!(again, StoreError::NotAllowed(NotAllowed::ClockIsNotBehind)), "{again}");
        assert_eq!(level(&examine(&store.db, at(3 * HOUR)).await, "clock"), Level::Ok);
        // An older clock than at the declaration is refused as ever.
        let error = append(&store.db, 5, 0).await.unwrap_err();
        assert!(matches!(error, StoreError::ClockBehind { .. }), "{error}");

        pin(&store.db, "2026-11-21", 24 * HOUR).await;
        append(&store.db, 6, 25 * HOUR).await.unwrap();
        let report = verify(&store.db, &[]).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
        assert_eq!(report.notes.len(), 1, "{report:?}");
        assert!(report.notes[0].contains("对时服务器故障"), "{report:?}");
        let checks = examine(&store.db, at(26 * HOUR)).await;
        assert_eq!(level(&checks, "anchor"), Level::Ok, "the newest one is of a day that was");
    });
}

#[test]
fn a_declaration_opens_no_way_behind_the_anchors_before_it() {
    on_each(|store| async move {
        store.by_hand();
        append(&store.db, 1, 0).await.unwrap();
        pin(&store.db, "2026-11-20", 10 * HOUR).await;
        append(&store.db, 2, YEARS).await.unwrap();
        accept(&store, 20 * HOUR).await.unwrap();
        assert!(verify(&store.db, &[]).await.unwrap().is_clean());
        let forger =
            Db::open(&store.url(), &Options { access: Access::Beside, ..fast() }).await.unwrap();
        let mut tx = forger.begin().await.unwrap();
        let head = tx.lock_stream(COURT, id(77), StreamKind::Case).await.unwrap();
        let line = NewEntry::new(id(78), "case.noted", 1, &1, at(HOUR)).unwrap();
        let late = Stamp { recorded_at: at(HOUR), ..stamp(78) };
        assert!(tx.append(&head, std::slice::from_ref(&line), &late).await.is_err());
        drop(tx);
        // Past the guard, as a program of one's own would.
        let stream = zhixing_store::docket::NewStream {
            court_id: COURT.to_owned(),
            stream_id: id(79),
            kind: StreamKind::Case,
            entries: vec![(line, late)],
        };
        let mut tx = forger.begin().await.unwrap();
        tx.load_streams(&[stream]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!verify(&store.db, &[]).await.unwrap().is_clean());
    });
}

fn job(n: u128, secs: i64) -> NewJob {
    NewJob {
        court_id: COURT.to_owned(),
        job_id: id(n),
        kind: "effect".to_owned(),
        body: "{}".to_owned(),
        run_at: at(secs),
        priority: 1,
        max_attempts: 20,
        cause: None,
        owner_id: None,
    }
}

#[test]
fn what_a_clock_ahead_put_off_is_forgotten() {
    on_each(|store| async move {
        let session = |n: u8, secs: i64| Session {
            token_hash: Digest::of(&[n]),
            court_id: COURT.to_owned(),
            staff_id: id(7),
            created_at: at(secs),
            expires_at: at(secs + 2 * HOUR),
            last_seen_at: at(secs),
            source: "x".to_owned(),
        };
        let mut tx = store.db.begin().await.unwrap();
        tx.enqueue(&[job(1, YEARS)], at(YEARS)).await.unwrap();
        tx.enqueue(&[job(2, 5 * HOUR), job(3, 0)], at(0)).await.unwrap();
        let taken = tx
            .claim_jobs(&crate::queue::lane(), "ahead", at(YEARS), at(YEARS + 300), 9)
            .await
            .unwrap();
        assert_eq!(taken.len(), 3);
        tx.retry_job(&taken[1].key, "ahead", at(YEARS + 60), "away", at(YEARS)).await.unwrap();
        assert!(tx.take_lease("day", "ahead", at(YEARS), at(YEARS + 300)).await.unwrap());
        tx.begin_session(&session(1, 0)).await.unwrap();
        tx.begin_session(&session(2, YEARS)).await.unwrap();
        let limit = Limit { tries: 2, locked_until: at(YEARS + 900) };
        for _ in 0..2 {
            tx.take_try("li", ELSEWHERE, at(YEARS), limit).await.unwrap();
        }
        assert!(tx.locked_until("li", at(0)).await.unwrap().is_some());
        tx.commit().await.unwrap();

        let now = at(HOUR);
        let mut tx = store.db.begin().await.unwrap();
        assert!(tx.take_lease("day", "here", now, at(HOUR + 300)).await.unwrap(), "by itself");
        assert!(!tx.take_lease("day", "there", now, at(HOUR + 300)).await.unwrap());
        tx.forget_future(now).await.unwrap();
        let due: Vec<_> =
            tx.claim_jobs(&crate::queue::lane(), "here", now, at(HOUR + 300), 9).await.unwrap();
        assert_eq!(due.len(), 3, "{due:?}");
        assert!(tx.session(Digest::of(&[1]), now).await.unwrap().is_some());
        assert!(tx.session(Digest::of(&[2]), now).await.unwrap().is_none());
        assert_eq!(tx.locked_until("li", now).await.unwrap(), None);
        // What is put off within reason stays, and a second time there is nothing to do.
        tx.enqueue(&[job(4, 20 * HOUR)], now).await.unwrap();
        assert_eq!(tx.forget_future(now).await.unwrap(), Default::default());
        tx.commit().await.unwrap();
    });
}

#[test]
fn the_lines_of_accounts_are_where_the_declaration_stands() {
    on_each(|store| async move {
        store.by_hand();
        append(&store.db, 1, YEARS).await.unwrap();
        accept(&store, 0).await.unwrap();
        let mut conn = store.db.read().await.unwrap();
        let lines = conn.entries(COURT, attempts_stream(COURT), 0, 9).await.unwrap();
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].kind, zhixing_store::clock::ACCEPTED);
        assert_eq!(lines[0].recorded_at, at(0));
    });
}
