//! What is done beside a running server, what is taken and brought up from an older schema, and who
//! can read what is made.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use zhixing_store::backup::{backup, restore};
use zhixing_store::docket::{Entry, NewEntry, NewStream, Stamp};
use zhixing_store::doctor::{Level, examine};
use zhixing_store::rebuild::{rebuild, replay};
use zhixing_store::schema_list::MIGRATIONS;
use zhixing_store::verify::verify;
use zhixing_store::{Access, Db, Options, StoreError};

use crate::projection_story::write_story;
use crate::support::{COURT, at, day, empty_like, entry, fast, id, on_each, on_sqlite, stamp};

fn beside() -> Options {
    Options { access: Access::Beside, ..fast() }
}

#[test]
fn a_backup_and_an_anchor_are_made_while_the_court_works_on() {
    on_each(|store| async move {
        store.by_hand();
        let file = |n: u128| {
            let db = store.db.clone();
            async move {
                let mut tx = db.begin().await.unwrap();
                let kind = zhixing_store::docket::StreamKind::Court;
                let head = tx.lock_stream(COURT, id(1), kind).await.unwrap();
                tx.append(&head, &[entry(n)], &stamp(n)).await.unwrap();
                tx.commit().await.unwrap();
            }
        };
        file(1).await;
        let other = Db::open(&store.url(), &beside()).await.unwrap();
        let dir = store.dir.path().join("taken");
        backup(&other, &dir, at(10)).await.unwrap();
        file(2).await;
        let mut tx = other.begin().await.unwrap();
        let anchor = tx.make_anchor(COURT, day("2026-11-20"), at(20)).await.unwrap();
        tx.commit().await.unwrap();
        other.close().await;
        file(3).await;
        assert!(verify(&store.db, &[anchor]).await.unwrap().is_clean());
        let checks = examine(&store.db, at(60)).await;
        let noted = checks.iter().find(|check| check.code == "backup").unwrap();
        assert_eq!(noted.level, Level::Ok, "{noted:?}");
        let elsewhere = empty_like(&store).await;
        let report = restore(&elsewhere.db, &dir, at(70)).await.unwrap();
        assert_eq!((report.is_clean(), report.entries), (true, 1), "of the moment it was taken");
    });
}

#[test]
fn only_one_process_serves_a_data_directory() {
    on_sqlite(|store| async move {
        let again = Db::open(&store.url(), &fast()).await.map(drop).unwrap_err();
        assert!(matches!(again, StoreError::InUse(_)), "{again}");
    });
}

#[test]
fn an_old_schema_is_taken_first_and_its_tables_are_folded_again_when_it_is_brought_up() {
    on_each(|store| async move {
        write_story(&store.db).await;
        let entries = docket_of(&store.db).await;
        let old = empty_like(&store).await;
        old.db.migrate_with(&MIGRATIONS[..2], at(0)).await.unwrap();
        let mut tx = old.db.begin().await.unwrap();
        tx.load_streams(&entries).await.unwrap();
        tx.commit().await.unwrap();
        assert!(old.db.check_schema().await.is_err());
        let dir = store.dir.path().join("old");
        let taken = backup(&old.db, &dir, at(10)).await.unwrap();
        assert_eq!((taken.schema.len(), taken.state_hash), (2, None));
        old.db.migrate(at(20)).await.unwrap();
        assert_brought_up(&old.db, &store.dir.path().join("one")).await;
        let elsewhere = empty_like(&store).await;
        assert!(20 < restore(&elsewhere.db, &dir, at(30)).await.unwrap().entries);
        assert_brought_up(&elsewhere.db, &store.dir.path().join("two")).await;
    });
}

/// Every stream with its entries, to be written again.
async fn docket_of(db: &Db) -> Vec<NewStream> {
    let mut conn = db.read().await.unwrap();
    let mut streams = Vec::new();
    for head in conn.streams(None, 1_000).await.unwrap() {
        let entries = conn.entries(COURT, head.stream_id, 0, 10_000).await.unwrap();
        let again = |entry: &Entry| {
            let body: serde_json::Value = serde_json::from_str(&entry.body).unwrap();
            let (kind, version) = (entry.kind.clone(), entry.event_version);
            let new = NewEntry::new(entry.entry_id, kind, version, &body, entry.happened_at);
            let stamp = Stamp {
                command_id: entry.command_id,
                actor_id: entry.actor_id,
                actor_name: entry.actor_name.clone(),
                source: entry.source.clone(),
                recorded_at: entry.recorded_at,
            };
            (new.unwrap().about(entry.subject.clone()), stamp)
        };
        let entries = entries.iter().map(again).collect();
        let (stream_id, kind) = (head.stream_id, head.kind);
        streams.push(NewStream { court_id: COURT.to_owned(), stream_id, kind, entries });
    }
    streams
}

/// The tables are what the docket says, without a rebuild by hand, and hold something.
async fn assert_brought_up(db: &Db, scratch: &Path) {
    std::fs::create_dir_all(scratch).unwrap();
    let replayed = replay(db, scratch, at(40)).await.unwrap();
    assert!(replayed.is_equal(), "{replayed:?}");
    let rows: i64 = replayed.tables.iter().map(|table| table.stands.rows).sum();
    assert!(20 < rows, "{rows}");
    assert_eq!(rebuild(db, &mut |_, _| {}).await.unwrap().rows, replayed.folded.rows);
}

#[test]
fn what_is_made_is_for_its_owner_only_whatever_the_directory_was() {
    on_sqlite(|store| async move {
        let house = tempfile::tempdir().unwrap();
        let dir = house.path().join("data");
        std::fs::create_dir(&dir).unwrap();
        std::fs::set_permissions(&dir, std::fs::Permissions::from_mode(0o755)).unwrap();
        for name in ["zhixing.db", "zhixing.lock"] {
            std::fs::write(dir.join(name), "").unwrap();
            let open = std::fs::Permissions::from_mode(0o644);
            std::fs::set_permissions(dir.join(name), open).unwrap();
        }
        let url = zhixing_store::DatabaseUrl::in_dir(&dir);
        let reader = Db::open(&url, &Options { access: Access::Read, ..fast() }).await.unwrap();
        let private = |checks: &[zhixing_store::doctor::Check]| {
            checks.iter().find(|check| check.code == "private").unwrap().level
        };
        assert_eq!(private(&examine(&reader, at(0)).await), Level::Fail);
        reader.close().await;
        let db = Db::open(&url, &fast()).await.unwrap();
        db.migrate(at(0)).await.unwrap();
        assert_eq!(private(&examine(&db, at(0)).await), Level::Ok);
        backup(&db, &house.path().join("taken"), at(10)).await.unwrap();
        backup(&store.db, &store.dir.path().join("deep/er"), at(10)).await.unwrap();
        let mut seen = 0;
        for dir in [&dir, &house.path().join("taken"), &store.dir.path().join("deep/er")] {
            for file in std::fs::read_dir(dir).unwrap() {
                let file = file.unwrap();
                let mode = file.metadata().unwrap().permissions().mode();
                assert_eq!(mode & 0o077, 0, "{:?} {mode:o}", file.path());
                seen += 1;
            }
        }
        assert!(20 < seen, "{seen}");
        let taken = std::fs::metadata(house.path().join("taken")).unwrap();
        assert_eq!(taken.permissions().mode() & 0o077, 0);
    });
}
