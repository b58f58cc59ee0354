//! Invariant 8: any edit, deletion, insertion, reordering or truncation of history is found, given
//! the last anchor.

use uuid::Uuid;
use zhixing_store::anchor::Anchor;
use zhixing_store::docket::{Entry, StreamKind, first_link};
use zhixing_store::file::CHUNK;
use zhixing_store::verify::{Fault, Report, verify};
use zhixing_store::{StoreError, V};

use crate::forge::{WAYS, forgery};
use crate::ledger::transfer;
use crate::support::{COURT, Store, at, day, entry, id, on_each, stamp, tamper, unguard};

/// Three cases with five entries each.
async fn fill(store: &Store) {
    for stream in 1..=3 {
        let mut tx = store.db.begin().await.unwrap();
        let mut head = tx.lock_stream(COURT, id(stream), StreamKind::Case).await.unwrap();
        for n in 0..5 {
            let n = stream * 100 + n;
            head = tx.append(&head, &[entry(n)], &stamp(n)).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

async fn pin(store: &Store, on: &str) -> Anchor {
    let mut tx = store.db.begin().await.unwrap();
    let anchor = tx.make_anchor(COURT, day(on), at(0)).await.unwrap();
    tx.commit().await.unwrap();
    anchor
}

/// What was found but the guards that the test itself took away.
fn faults(report: &Report) -> Vec<(Fault, Option<Uuid>, Option<i64>)> {
    let found = report.found.iter().filter(|found| found.fault != Fault::WrongSchema);
    found.map(|found| (found.fault, found.stream_id, found.seq)).collect()
}

/// A blob literal for both databases.
fn blob(store: &Store, id: Uuid) -> String {
    if store.db.is_sqlite() { format!("x'{}'", id.simple()) } else { format!("'{id}'") }
}

#[test]
fn an_untouched_court_verifies() {
    on_each(|store| async move {
        store.by_hand();
        fill(&store).await;
        let kept = pin(&store, "2026-11-21").await;
        assert_eq!((kept.anchor_no, kept.heads), (1, 3));
        let report = verify(&store.db, &[kept]).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
        assert_eq!((report.streams, report.entries, report.anchors), (3, 15, 1));
    });
}

#[test]
fn one_changed_byte_is_found_where_it_is() {
    on_each(|store| async move {
        fill(&store).await;
        unguard(&store, "docket").await;
        let sql = format!(
            "UPDATE docket SET body = replace(body, '201', '207') \
             WHERE seq = 2 AND stream_id = {}",
            blob(&store, id(2))
        );
        tamper(&store, &sql).await;
        let report = verify(&store.db, &[]).await.unwrap();
        assert_eq!(faults(&report), [(Fault::Changed, Some(id(2)), Some(2))]);
    });
}

#[test]
fn every_way_of_forging_is_found_though_the_guards_are_gone() {
    for way in 0..WAYS {
        on_each(|store| async move {
            fill(&store).await;
            let kept = pin(&store, "2026-11-21").await;
            let entries = store.db.read().await.unwrap().entries(COURT, id(2), 0, 9).await.unwrap();
            unguard(&store, "docket").await;
            let sqlite = store.db.is_sqlite();
            tamper(&store, &forgery(way, &entries[2], entries.len(), sqlite)).await;
            let report = verify(&store.db, &[kept]).await.unwrap();
            assert!(!faults(&report).is_empty(), "way {way}");
        });
    }
}

#[test]
fn a_deleted_row_is_found_where_it_was() {
    on_each(|store| async move {
        fill(&store).await;
        unguard(&store, "docket").await;
        let sql =
            format!("DELETE FROM docket WHERE seq = 3 AND stream_id = {}", blob(&store, id(2)));
        tamper(&store, &sql).await;
        let report = verify(&store.db, &[]).await.unwrap();
        assert_eq!(faults(&report), [(Fault::Gap, Some(id(2)), Some(3))]);
    });
}

#[test]
fn two_swapped_rows_are_found() {
    on_each(|store| async move {
        fill(&store).await;
        unguard(&store, "docket").await;
        let of = format!("stream_id = {}", blob(&store, id(2)));
        for (from, to) in [(2, 99), (3, 2), (99, 3)] {
            tamper(&store, &format!("UPDATE docket SET seq = {to} WHERE seq = {from} AND {of}"))
                .await;
        }
        let report = verify(&store.db, &[]).await.unwrap();
        let places: Vec<Option<i64>> = faults(&report).iter().map(|(_, _, seq)| *seq).collect();
        assert!(places.contains(&Some(2)) && places.contains(&Some(3)), "{report:?}");
        assert!(faults(&report).iter().all(|(_, stream, _)| *stream == Some(id(2))));
    });
}

#[test]
fn a_cut_tail_is_found_by_the_stream_and_by_the_anchor() {
    on_each(|store| async move {
        fill(&store).await;
        let kept = pin(&store, "2026-11-21").await;
        unguard(&store, "docket").await;
        let of = format!("stream_id = {}", blob(&store, id(3)));
        tamper(&store, &format!("DELETE FROM docket WHERE seq > 3 AND {of}")).await;
        let report = verify(&store.db, &[]).await.unwrap();
        let expected =
            [(Fault::CutTail, Some(id(3)), Some(4)), (Fault::NotAsPinned, Some(id(3)), Some(5))];
        assert_eq!(faults(&report), expected);

        // A forger who also moves the stream's head back, and drops the pins:
        let mut conn = store.db.read().await.unwrap();
        let last = conn.entries(COURT, id(3), 2, 1).await.unwrap().remove(0);
        drop(conn);
        let mut tx = store.db.begin().await.unwrap();
        tx.execute(
            "UPDATE stream SET seq = 3, version = 3, head_hash = $1 WHERE stream_id = $2",
            &[V::from(last.hash), V::from(id(3))],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        for table in ["anchor", "anchor_head"] {
            unguard(&store, table).await;
            tamper(&store, &format!("DELETE FROM {table}")).await;
        }
        let report = verify(&store.db, &[]).await.unwrap();
        assert_eq!(faults(&report), [], "inside, nothing is left to see");
        let report = verify(&store.db, &[kept]).await.unwrap();
        assert_eq!(faults(&report), [(Fault::OtherAnchor, None, Some(1))]);
    });
}

/// Writes a stream's chain anew after an edit, as a forger with the source code would.
async fn reforge(store: &Store, stream: Uuid, edit: impl Fn(&mut Entry)) {
    let mut conn = store.db.read().await.unwrap();
    let entries = conn.entries(COURT, stream, 0, 100).await.unwrap();
    drop(conn);
    let mut tx = store.db.begin().await.unwrap();
    let mut link = first_link(COURT, stream, StreamKind::Case);
    for mut entry in entries {
        edit(&mut entry);
        entry.prev_hash = link;
        link = entry.expected_hash();
        let values = [
            V::from(&entry.body),
            V::from(entry.prev_hash),
            V::from(link),
            V::from(stream),
            V::from(entry.seq),
        ];
        let sql = "UPDATE docket SET body = $1, prev_hash = $2, hash = $3 \
            WHERE stream_id = $4 AND seq = $5";
        tx.execute(sql, &values).await.unwrap();
    }
    let sql = "UPDATE stream SET head_hash = $1 WHERE stream_id = $2";
    tx.execute(sql, &[V::from(link), V::from(stream)]).await.unwrap();
    tx.commit().await.unwrap();
}

#[test]
fn a_whole_chain_forged_anew_is_found_by_the_pins() {
    on_each(|store| async move {
        fill(&store).await;
        pin(&store, "2026-11-21").await;
        unguard(&store, "docket").await;
        reforge(&store, id(1), |entry| {
            if entry.seq == 1 {
                entry.body = r#"{"n":0}"#.to_owned();
            }
        })
        .await;
        let report = verify(&store.db, &[]).await.unwrap();
        assert_eq!(faults(&report), [(Fault::NotAsPinned, Some(id(1)), Some(5))]);
    });
}

#[test]
fn an_inserted_row_a_lost_stream_and_an_unreadable_row_are_found() {
    on_each(|store| async move {
        fill(&store).await;
        let columns = "court_id, stream_id, entry_id, command_id, kind, event_version, body, \
            subject, actor_id, actor_name, ground, source, happened_at, recorded_at, prev_hash, \
            hash";
        let sql = format!(
            "INSERT INTO docket (seq, {columns}) SELECT 6, {columns} FROM docket \
             WHERE seq = 5 AND stream_id = {}",
            blob(&store, id(1))
        );
        tamper(&store, &sql).await;
        let sql = format!("DELETE FROM stream WHERE stream_id = {}", blob(&store, id(2)));
        tamper(&store, &sql).await;
        unguard(&store, "docket").await;
        let nonsense = if store.db.is_sqlite() { "x'00'" } else { "'\\x00'" };
        let sql = format!(
            "UPDATE docket SET hash = {nonsense} WHERE seq = 2 AND stream_id = {}",
            blob(&store, id(3))
        );
        tamper(&store, &sql).await;
        let report = verify(&store.db, &[]).await.unwrap();
        let found = faults(&report);
        for expected in [
            (Fault::BrokenLink, Some(id(1)), Some(6)),
            (Fault::Changed, Some(id(1)), Some(6)),
            (Fault::CutTail, Some(id(1)), Some(6)),
            (Fault::NoStream, Some(id(2)), None),
            (Fault::Unreadable, Some(id(3)), Some(2)),
        ] {
            assert!(found.contains(&expected), "{expected:?} in {found:?}");
        }
        tamper(&store, "DELETE FROM docket").await;
        let report = verify(&store.db, &[]).await.unwrap();
        assert_eq!(faults(&report).len(), 2, "two streams are left and both are empty");
    });
}

#[test]
fn anchors_follow_each_other_and_pin_only_what_moved() {
    on_each(|store| async move {
        fill(&store).await;
        let first = pin(&store, "2026-11-21").await;
        let quiet = pin(&store, "2026-11-22").await;
        assert_eq!((quiet.anchor_no, quiet.heads, quiet.prev_root), (2, 0, first.root));
        let mut tx = store.db.begin().await.unwrap();
        let head = tx.lock_stream(COURT, id(2), StreamKind::Case).await.unwrap();
        tx.append(&head, &[entry(900)], &stamp(900)).await.unwrap();
        tx.commit().await.unwrap();
        let third = pin(&store, "2026-11-23").await;
        assert_eq!((third.heads, third.prev_root), (1, quiet.root));
        let text = third.export().unwrap();
        assert_eq!(Anchor::import(&text).unwrap(), third);
        assert!(verify(&store.db, &[first, quiet.clone(), third]).await.unwrap().is_clean());
        let mut conn = store.db.read().await.unwrap();
        assert_eq!(conn.last_anchor(COURT).await.unwrap().unwrap().anchor_no, 3);
        drop(conn);

        unguard(&store, "anchor").await;
        tamper(&store, "UPDATE anchor SET anchor_day = '2026-11-20' WHERE anchor_no = 2").await;
        let report = verify(&store.db, &[]).await.unwrap();
        assert_eq!(faults(&report), [(Fault::WrongAnchor, None, Some(2))]);
    });
}

#[test]
fn an_anchor_file_that_is_not_one_is_refused() {
    for bad in ["", "{}", r#"{"format":"other"}"#, "执"] {
        assert!(matches!(Anchor::import(bad), Err(StoreError::Archive(_))), "{bad}");
    }
}

#[test]
fn files_are_kept_by_their_content_and_checked() {
    on_each(|store| async move {
        let big: Vec<u8> = (0..CHUNK * 2 + 5).map(|n| u8::try_from(n % 251).unwrap()).collect();
        let mut tx = store.db.begin().await.unwrap();
        let hash = tx.put_file(COURT, &big, "application/pdf").await.unwrap();
        assert_eq!(tx.put_file(COURT, &big, "application/pdf").await.unwrap(), hash);
        let empty = tx.put_file(COURT, b"", "text/plain").await.unwrap();
        tx.commit().await.unwrap();
        let mut conn = store.db.read().await.unwrap();
        let info = conn.file_info(COURT, hash).await.unwrap().unwrap();
        assert_eq!((info.chunks, usize::try_from(info.size).unwrap()), (3, big.len()));
        assert_eq!(conn.read_file(COURT, hash).await.unwrap().unwrap(), big);
        assert_eq!(conn.read_file(COURT, empty).await.unwrap().unwrap(), b"");
        assert_eq!(conn.read_file("another", hash).await.unwrap(), None);
        assert_eq!(verify(&store.db, &[]).await.unwrap().files, 2);
        drop(conn);
        tamper(&store, "DELETE FROM file_chunk WHERE idx = 1").await;
        let report = verify(&store.db, &[]).await.unwrap();
        assert_eq!(faults(&report), [(Fault::WrongFile, None, None)]);
        let mut conn = store.db.read().await.unwrap();
        assert!(conn.read_file(COURT, hash).await.is_err());
    });
}

#[test]
fn a_ledger_changed_by_hand_is_found() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        tx.post(&[transfer(1, "bank", "pool", 100)]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(verify(&store.db, &[]).await.unwrap().is_clean());
        let sql = "UPDATE ledger_account SET balance_fen = 50 WHERE account_id = 'pool'";
        tamper(&store, sql).await;
        let report = verify(&store.db, &[]).await.unwrap();
        assert_eq!(faults(&report), [(Fault::WrongLedger, None, None)]);
    });
}
