//! What people list follows from the docket: by difference or from scratch, on either database.

use std::collections::BTreeMap;

use proptest::prelude::*;
use zhixing_domain::court::organisation::Organisation;
use zhixing_domain::ground::id::CaseId;
use zhixing_domain::matter::Matter;
use zhixing_domain::matter::event::Recorded;
use zhixing_store::fold::{self, case_event};
use zhixing_store::projection::{self, ProjRow};
use zhixing_store::{Db, V};
use zhixing_synthetic::{Synthetic, synthetic};

use crate::support::{COURT, day, id, on_each};

/// The last day of the synthetic courts of the tests.
pub(crate) const TODAY: &str = "2026-11-21";

/// A court with so many cases.
pub(crate) async fn court(db: &Db, cases: u32, seed: u64) {
    let what = Synthetic { court: COURT.to_owned(), cases, seed, today: day(TODAY) };
    synthetic(db, &what, &mut |_| {}).await.unwrap();
}

/// Every case of the court, folded.
pub(crate) async fn files(db: &Db) -> Vec<Matter> {
    let mut conn = db.read().await.unwrap();
    let heads = conn.streams(None, 100_000).await.unwrap();
    let mut files = Vec::new();
    for head in heads {
        if head.kind == zhixing_store::docket::StreamKind::Case {
            let case = CaseId(head.stream_id);
            files.push(conn.case_file(COURT, &case).await.unwrap().unwrap().1);
        }
    }
    files
}

/// Those of them that have a case number, as the list of cases does.
pub(crate) async fn cases(db: &Db) -> Vec<Matter> {
    files(db).await.into_iter().filter(|file| file.number.is_some()).collect()
}

fn by_key(rows: &[ProjRow]) -> BTreeMap<String, ProjRow> {
    rows.iter().map(|row| (format!("{} {:?}", row.table, row.key), row.clone())).collect()
}

#[test]
fn rows_written_event_by_event_are_those_written_at_once() {
    on_each(|store| async move {
        court(&store.db, 60, 7).await;
        let hash = store.db.snapshot().await.unwrap().state_hash().await.unwrap();
        // Take every case away and write it again by the difference that each of its events makes.
        let files = files(&store.db).await;
        let mut tx = store.db.begin().await.unwrap();
        for file in &files {
            tx.save_rows(&projection::case::rows(file), &[]).await.unwrap();
        }
        let emptied = tx.table_hashes().await.unwrap();
        assert_eq!(emptied.iter().find(|t| t.table == "case_file").unwrap().rows, 0);
        for file in &files {
            let mut now = Matter::new(file.id, COURT);
            assert!(projection::case::rows(&now).is_empty());
            for entry in tx.entries(COURT, file.id.0, 0, 1_000).await.unwrap() {
                let recorded = case_event(&entry).unwrap().unwrap();
                let before = now.clone();
                now.apply(&recorded.event, &recorded.entry);
                let (old, new) = projection::case::changes(&before, &now);
                tx.save_rows(&old, &new).await.unwrap();
            }
            assert_eq!(&now, file);
        }
        tx.commit().await.unwrap();
        let again = store.db.snapshot().await.unwrap().state_hash().await.unwrap();
        assert_eq!(hash, again);
    });
}

#[test]
fn a_case_is_none_until_something_of_it_is_known() {
    on_each(|store| async move {
        let mut conn = store.db.read().await.unwrap();
        assert!(conn.case_file(COURT, &CaseId(id(1))).await.unwrap().is_none());
        assert!(
            conn.book::<Organisation>(COURT, fold::organisation_stream(COURT))
                .await
                .unwrap()
                .is_none()
        );
        assert!(projection::case::rows(&Matter::new(CaseId(id(1)), COURT)).is_empty());
    });
}

#[test]
fn the_streams_of_a_court_follow_from_its_code() {
    let stream = fold::organisation_stream(COURT);
    assert_eq!(stream.get_version_num(), 8);
    assert_eq!(stream, fold::organisation_stream(COURT));
    assert_ne!(stream, fold::attempts_stream(COURT));
    assert_ne!(stream, fold::organisation_stream("粤12"));
}

#[test]
fn names_are_folded_and_cut_into_fragments() {
    use projection::gram::{folded, grams};
    assert_eq!(folded("怀集 ＡＢＣ（集团）"), "怀集abc(集团)");
    assert_eq!(folded("买买提•艾力"), folded("买买提·艾力"));
    let all: Vec<String> = grams("张三丰").into_iter().collect();
    assert_eq!(all, ["三丰", "张三"]);
    assert!(grams("张").is_empty());
    assert_eq!(grams("哈哈哈").len(), 1);
}

/// Entries of real cases in any order, some left out, some twice: a fold is total, and whatever it
/// makes of them, the difference between two states leads from the rows of one to those of the other.
fn shuffled() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(0..200_usize, 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_sequence_of_events_has_one_row_per_key_and_a_clean_difference(places in shuffled()) {
        let events = events();
        let mut file = Matter::new(CaseId(id(9)), COURT);
        let mut shown: BTreeMap<String, ProjRow> = BTreeMap::new();
        for place in places {
            let before = by_key(&projection::case::rows(&file));
            let recorded = &events[place % events.len()];
            file.apply(&recorded.event, &recorded.entry);
            let rows = projection::case::rows(&file);
            let after = by_key(&rows);
            prop_assert_eq!(after.keys().filter(|k| k.starts_with("case_file ")).count(), 1);
            // What save_rows would write: deletions, then the rest.
            shown.retain(|key, _| after.contains_key(key) || !before.contains_key(key));
            for (key, row) in &after {
                if before.get(key) != Some(row) {
                    shown.insert(key.clone(), row.clone());
                }
            }
            prop_assert_eq!(&shown, &after);
        }
    }

    /// Nothing that a row shows of a case changes without the row being made anew: the story with some of its events left
    /// out, a few at a time, leads each time from the rows before to the rows after.
    #[test]
    fn a_part_that_was_written_into_is_every_row_that_shows_it(
        places in proptest::sample::subsequence((0..told().len()).collect::<Vec<_>>(), ..told().len()),
        steps in proptest::collection::vec(1..4_usize, told().len()),
    ) {
        let mut places = places.into_iter();
        let mut file = Matter::new(CaseId(id(9)), COURT);
        let mut shown: BTreeMap<String, ProjRow> = BTreeMap::new();
        for step in steps {
            let before = file.clone();
            for place in places.by_ref().take(step) {
                file.apply(&told()[place].event, &told()[place].entry);
            }
            let (old, new) = projection::case::changes(&before, &file);
            for (key, row) in by_key(&old) {
                prop_assert_eq!(shown.remove(&key), Some(row));
            }
            shown.extend(by_key(&new));
            prop_assert_eq!(&shown, &by_key(&projection::case::rows(&file)));
        }
    }
}

/// The events of the whole story.
fn told() -> &'static [Recorded] {
    use std::sync::OnceLock;
    static TOLD: OnceLock<Vec<Recorded>> = OnceLock::new();
    TOLD.get_or_init(|| crate::projection_story::story().docket.clone())
}

fn events() -> Vec<Recorded> {
    use std::sync::OnceLock;
    static EVENTS: OnceLock<Vec<Recorded>> = OnceLock::new();
    EVENTS
        .get_or_init(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(async {
                let dir = tempfile::tempdir().unwrap();
                let url = zhixing_store::DatabaseUrl::in_dir(dir.path());
                let db = Db::open(&url, &crate::support::fast()).await.unwrap();
                db.migrate(crate::support::at(0)).await.unwrap();
                court(&db, 40, 3).await;
                let mut conn = db.read().await.unwrap();
                let sql = "SELECT stream_id FROM stream WHERE kind = $1 ORDER BY stream_id DESC";
                let mut all = Vec::new();
                for row in conn.all(sql, &[V::from("case")]).await.unwrap() {
                    let stream = row.uuid("stream_id").unwrap();
                    for entry in conn.entries(COURT, stream, 0, 100).await.unwrap() {
                        all.extend(case_event(&entry).unwrap());
                    }
                }
                all
            })
        })
        .clone()
}
