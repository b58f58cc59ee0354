//! What `verify` proves beyond the docket's own chains: times, files, counters, credentials, the
//! schema's guards.

use zhixing_domain::court::access;
use zhixing_domain::court::organisation::{Organisation, StaffEvent};
use zhixing_domain::ground::entry::NoteKind;
use zhixing_domain::ground::id::{AccessId, CaseId, StaffId};
use zhixing_domain::matter::Matter;
use zhixing_law::number::CaseNumber;
use zhixing_store::credential::Credential;
use zhixing_store::credential_asked::AskedCredential;
use zhixing_store::docket::{NewEntry, Stamp, StreamKind};
use zhixing_store::doctor::{Level, examine};
use zhixing_store::fold::{attempts_stream, book_entry, organisation_stream};
use zhixing_store::verify::{Fault, verify};
use zhixing_store::{Access, Db, Options, V, projection};

use crate::support::{
    COURT, Store, at, day, entry, fast, id, numbered, on_each, stamp, tamper, unguard,
};

async fn append(store: &Store, stream: u128, entries: &[NewEntry], stamp: &Stamp) {
    append_to(&store.db, stream, entries, stamp).await;
}

async fn append_to(db: &Db, stream: u128, entries: &[NewEntry], stamp: &Stamp) {
    let mut tx = db.begin().await.unwrap();
    let head = tx.lock_stream(COURT, id(stream), StreamKind::Case).await.unwrap();
    tx.append(&head, entries, stamp).await.unwrap();
    tx.commit().await.unwrap();
}

async fn pin(store: &Store, on: &str, secs: i64) {
    let mut tx = store.db.begin().await.unwrap();
    tx.make_anchor(COURT, day(on), at(secs)).await.unwrap();
    tx.commit().await.unwrap();
}

fn written(n: u128, secs: i64) -> Stamp {
    Stamp { recorded_at: at(secs), ..stamp(n) }
}

async fn faults(store: &Store) -> Vec<Fault> {
    let report = verify(&store.db, &[]).await.unwrap();
    report.found.iter().map(|found| found.fault).collect()
}

const HOUR: i64 = 3_600;

#[test]
fn an_entry_forged_behind_an_anchor_is_found_by_its_time() {
    on_each(|store| async move {
        store.by_hand();
        append(&store, 1, &[entry(1)], &written(1, 0)).await;
        append(&store, 2, &[entry(2)], &written(2, 0)).await;
        pin(&store, "2026-11-21", HOUR).await;
        append(&store, 1, &[entry(3)], &written(3, 2 * HOUR)).await;
        pin(&store, "2026-11-22", 24 * HOUR).await;
        append(&store, 1, &[entry(4)], &written(4, 25 * HOUR)).await;
        assert_eq!(faults(&store).await, []);

        // Behind the last anchor, in a stream that no anchor has pinned, between two anchors.
        // (The forger's program does not mind that its clock stands behind.)
        let beside = Options { access: Access::Beside, ..fast() };
        for (n, stream, secs) in [(5, 2, 2 * HOUR), (6, 9, HOUR), (7, 1, 0)] {
            let db = Db::open(&store.url(), &beside).await.unwrap();
            append_to(&db, stream, &[entry(n)], &written(n, secs)).await;
            db.close().await;
        }
        let report = verify(&store.db, &[]).await.unwrap();
        let found: Vec<_> =
            report.found.iter().map(|found| (found.fault, found.stream_id, found.seq)).collect();
        let expected = [(1, 4), (2, 2), (9, 1)]
            .map(|(stream, seq)| (Fault::WrongTime, Some(id(stream)), Some(seq)));
        assert_eq!(found, expected);
        pin(&store, "2026-11-23", 48 * HOUR).await;
        assert_eq!(faults(&store).await, [Fault::WrongTime; 3], "a later anchor hides nothing");
    });
}

#[test]
fn an_anchor_does_not_pin_what_was_written_after_it() {
    on_each(|store| async move {
        store.by_hand();
        append(&store, 1, &[entry(1)], &written(1, 3 * HOUR)).await;
        pin(&store, "2026-11-21", HOUR).await;
        assert_eq!(faults(&store).await, [Fault::WrongTime]);
    });
}

#[test]
fn the_time_of_an_anchor_is_part_of_its_root() {
    on_each(|store| async move {
        append(&store, 1, &[entry(1)], &written(1, 0)).await;
        pin(&store, "2026-11-21", HOUR).await;
        unguard(&store, "anchor").await;
        tamper(&store, "UPDATE anchor SET made_at = '2026-11-21T09:00:00.000000Z'").await;
        assert!(faults(&store).await.contains(&Fault::WrongAnchor));
    });
}

#[test]
fn a_file_that_the_docket_names_cannot_be_deleted_unseen() {
    on_each(|store| async move {
        store.by_hand();
        let mut tx = store.db.begin().await.unwrap();
        let scan = tx.put_file(COURT, b"%PDF-1.7 scan", "application/pdf").await.unwrap();
        let drawn = tx.put_file(COURT, b"%PDF-1.7 drawn", "application/pdf").await.unwrap();
        tx.commit().await.unwrap();
        let body = serde_json::json!({ "materials": [{ "file": scan.to_string() }] });
        let named = NewEntry::new(id(1), "filing.received", 1, &body, at(0)).unwrap();
        append(&store, 1, &[named, entry(2)], &stamp(1)).await;
        assert_eq!(faults(&store).await, []);
        for hash in [drawn, scan] {
            let mut tx = store.db.begin().await.unwrap();
            for table in ["file_chunk", "file"] {
                let sql = format!("DELETE FROM {table} WHERE file_hash = $1");
                tx.execute(sql, &[V::from(hash)]).await.unwrap();
            }
            tx.commit().await.unwrap();
        }
        let report = verify(&store.db, &[]).await.unwrap();
        let found: Vec<_> =
            report.found.iter().map(|found| (found.fault, found.stream_id, found.seq)).collect();
        assert_eq!(found, [(Fault::LostFile, Some(id(1)), Some(1))], "the drawn one is not named");
    });
}

#[test]
fn a_counter_that_was_moved_is_found_either_way() {
    on_each(|store| async move {
        for n in 1..=3_u128 {
            let mut tx = store.db.begin().await.unwrap();
            let serial = tx.next_serial(COURT, 2026, "执").await.unwrap();
            let head = tx.lock_stream(COURT, id(n), StreamKind::Case).await.unwrap();
            tx.append(&head, &[numbered(n, serial)], &stamp(n)).await.unwrap();
            tx.commit().await.unwrap();
        }
        assert_eq!(faults(&store).await, []);
        let guards = if store.db.is_sqlite() {
            "DROP TRIGGER case_serial_steps; DROP TRIGGER case_serial_stays;"
        } else {
            "ALTER TABLE case_serial DISABLE TRIGGER ALL;"
        };
        tamper(&store, guards).await;
        // What the pages list follows from the docket; `doctor` looks at it.
        rebuild_rows(&store).await;
        assert_eq!(doctor_says(&store, "serials").await, Level::Ok);
        for sql in [
            "UPDATE case_serial SET last = 2",
            "UPDATE case_serial SET last = 7",
            "DELETE FROM case_serial",
            "INSERT INTO case_serial (court_id, year, kind, last) VALUES ('粤1224', 2026, '执恢', 1)",
        ] {
            tamper(&store, sql).await;
            assert!(faults(&store).await.contains(&Fault::WrongSerial), "{sql}");
            assert_eq!(doctor_says(&store, "serials").await, Level::Fail, "{sql}");
        }
    });
}

/// The three cases as the list has them.
async fn rebuild_rows(store: &Store) {
    let mut tx = store.db.begin().await.unwrap();
    for n in 1..=3_u128 {
        let mut file = Matter::new(CaseId(id(n)), COURT);
        let number = format!("（2026）粤1224执{n}号");
        file.version = 1;
        file.number = Some(CaseNumber::parse(&number).unwrap());
        tx.save_rows(&[], &projection::case::rows(&file)).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn doctor_says(store: &Store, code: &str) -> Level {
    let checks = examine(&store.db, at(60)).await;
    let check = checks.iter().find(|check| check.code == code).unwrap();
    eprintln!("{}", check.fact); // seen when the test fails
    check.level
}

fn credential(secret: &str) -> Credential {
    Credential {
        court_id: COURT.to_owned(),
        staff_id: id(7),
        login: "Chief".to_owned(),
        secret: secret.to_owned(),
        must_change: false,
        disabled: false,
        changed_at: at(0),
    }
}

#[test]
fn a_swapped_credential_is_found() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        tx.save_credential(&credential("one")).await.unwrap();
        let head = tx.lock_stream(COURT, attempts_stream(COURT), StreamKind::Court).await.unwrap();
        let line = credential("one").line(id(1), NoteKind::PasswordReset, at(0), None).unwrap();
        assert!(!line.body().contains("one"), "the secret is never written down");
        tx.append(&head, &[line], &stamp(1)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(faults(&store).await, []);
        for sql in [
            "UPDATE credential SET secret = 'mine'",
            "UPDATE credential SET secret = 'one', login = 'other'",
            "UPDATE credential SET login = 'chief', staff_id = court_id_of_nobody",
        ] {
            let nobody = if store.db.is_sqlite() {
                format!("x'{}'", id(8).simple())
            } else {
                format!("'{}'", id(8))
            };
            tamper(&store, &sql.replace("court_id_of_nobody", &nobody)).await;
            assert!(faults(&store).await.contains(&Fault::WrongCredential), "{sql}");
        }
        tamper(&store, "DELETE FROM credential").await;
        assert_eq!(faults(&store).await, [Fault::WrongCredential]);
    });
}

/// As whoever asks leaves it: an entry of the people's stream, and the secret beside it.
async fn ask_for(store: &Store, asked: &AskedCredential) {
    let event = StaffEvent::AccessAsked {
        access: AccessId(asked.access_id),
        staff: StaffId(asked.staff_id),
        what: access::Access::Password,
        credential: Some(asked.digest().to_string()),
    };
    let line = book_entry::<Organisation>(id(30), &event, at(0)).unwrap();
    assert!(!line.body().contains(&asked.secret), "the secret is never written down");
    let mut tx = store.db.begin().await.unwrap();
    tx.keep_asked_credential(asked).await.unwrap();
    let stream = organisation_stream(COURT);
    let head = tx.lock_stream(COURT, stream, StreamKind::Court).await.unwrap();
    tx.append(&head, &[line], &stamp(30)).await.unwrap();
    tx.commit().await.unwrap();
}

#[test]
fn a_secret_slipped_under_what_waits_for_a_second_person_is_found() {
    on_each(|store| async move {
        let asked = AskedCredential {
            court_id: COURT.to_owned(),
            access_id: id(31),
            staff_id: id(7),
            login: "chief".to_owned(),
            secret: "drawn-for-the-chief".to_owned(),
        };
        ask_for(&store, &asked).await;
        assert_eq!(faults(&store).await, []);
        for sql in [
            "UPDATE credential_asked SET secret = 'mine'",
            "UPDATE credential_asked SET secret = 'drawn-for-the-chief', login = 'other'",
            "DELETE FROM credential_asked",
        ] {
            tamper(&store, sql).await;
            assert_eq!(faults(&store).await, [Fault::WrongCredential], "{sql}");
        }
    });
}

#[test]
fn a_guard_or_an_index_taken_away_or_put_beside_is_found() {
    on_each(|store| async move {
        assert_eq!(faults(&store).await, []);
        assert_eq!(doctor_says(&store, "guards").await, Level::Ok);
        unguard(&store, "docket").await;
        assert_eq!(doctor_says(&store, "guards").await, Level::Fail);
        let dropped = verify(&store.db, &[]).await.unwrap();
        assert!(dropped.found.iter().all(|found| found.fault == Fault::WrongSchema), "{dropped:?}");
        assert_eq!(dropped.found.len(), 2, "{dropped:?}");
        tamper(&store, "DROP INDEX case_file_number").await;
        tamper(&store, "CREATE INDEX case_file_number ON case_file (court_id, number)").await;
        let own = if store.db.is_sqlite() {
            "CREATE TRIGGER mine AFTER INSERT ON session BEGIN DELETE FROM session; END;"
        } else {
            "CREATE RULE mine AS ON INSERT TO session DO ALSO DELETE FROM session"
        };
        tamper(&store, own).await;
        let report = verify(&store.db, &[]).await.unwrap();
        let said: Vec<&str> = report.found.iter().map(|found| found.detail.as_str()).collect();
        assert!(said.contains(&"索引 case_file_number被改动"), "{said:?}");
        assert!(
            said.iter().any(|said| said.starts_with("多出了") && said.contains("mine")),
            "{said:?}"
        );
    });
}

#[test]
fn the_schema_is_looked_at_without_leaving_a_trace() {
    on_each(|store| async move {
        for _ in 0..2 {
            assert_eq!(faults(&store).await, []);
        }
        let mut conn = store.db.read().await.unwrap();
        let sql = if store.db.is_sqlite() {
            "SELECT COUNT(*) AS n FROM sqlite_master WHERE name LIKE '%scratch%'"
        } else {
            "SELECT COUNT(*) AS n FROM pg_namespace WHERE nspname LIKE '%scratch%'"
        };
        assert_eq!(conn.one(sql, &[]).await.unwrap().int("n").unwrap(), 0);
    });
}
