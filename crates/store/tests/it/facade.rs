//! The façade: the same answers from both databases, each pitfall once.

use zhixing_store::migrate::changes_projection;
use zhixing_store::schema_list::{MIGRATIONS, Migration};
use zhixing_store::{Constraint, Db, StoreError, V};

use crate::support::{Store, at, day, empty_like, fast, id, on_each, on_sqlite};

const SCRATCH: Migration = Migration {
    no: 1,
    name: "scratch",
    text: "CREATE TABLE scratch (
        n {i64} NOT NULL,
        t TEXT,
        b {bool},
        u {uuid},
        d {date},
        i {ts},
        j {json},
        x {bytes},
        PRIMARY KEY (n)
    ) {strict};",
};

async fn scratch(store: &Store) -> Store {
    let other = empty_like(store).await;
    assert_eq!(other.db.migrate_with(&[SCRATCH], at(0)).await.unwrap(), 1);
    other
}

const INSERT: &str =
    "INSERT INTO scratch (n, t, b, u, d, i, j, x) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

fn full(n: i64) -> Vec<V> {
    vec![
        V::from(n),
        V::from("执行 'quoted'"),
        V::from(true),
        V::from(id(3)),
        V::from(day("1999-12-31")),
        V::from(at(5)),
        V::Json(Some("{\"a\":[1,null],\"名\":\"怀\"}".to_owned())),
        V::from(vec![0_u8, 255, 1]),
    ]
}

#[test]
fn every_type_comes_back_as_it_was() {
    on_each(|store| async move {
        store.by_hand();
        let store = scratch(&store).await;
        let mut tx = store.db.begin().await.unwrap();
        assert_eq!(tx.execute(INSERT, &full(1)).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let row = store.db.read().await.unwrap().one("SELECT * FROM scratch", &[]).await.unwrap();
        assert_eq!(row.text("t").unwrap(), "执行 'quoted'");
        assert!(row.bool("b").unwrap());
        assert_eq!(row.uuid("u").unwrap(), id(3));
        assert_eq!(row.day("d").unwrap(), day("1999-12-31"));
        assert_eq!(row.instant("i").unwrap(), at(5));
        assert_eq!(row.json("j").unwrap(), "{\"a\":[1,null],\"名\":\"怀\"}");
        assert_eq!(row.bytes("x").unwrap(), [0, 255, 1]);
    });
}

#[test]
fn a_typed_null_is_null_and_never_a_default() {
    on_each(|store| async move {
        store.by_hand();
        let store = scratch(&store).await;
        let values = [
            V::from(1_i64),
            V::Text(None),
            V::Bool(None),
            V::Uuid(None),
            V::Day(None),
            V::Instant(None),
            V::Json(None),
            V::Bytes(None),
        ];
        let mut tx = store.db.begin().await.unwrap();
        tx.execute(INSERT, &values).await.unwrap();
        let row = tx.one("SELECT *, n + NULL AS absent FROM scratch", &[]).await.unwrap();
        assert_eq!(row.text_opt("t").unwrap(), None);
        assert_eq!(row.bool_opt("b").unwrap(), None);
        assert_eq!(row.uuid_opt("u").unwrap(), None);
        assert_eq!(row.day_opt("d").unwrap(), None);
        assert_eq!(row.instant_opt("i").unwrap(), None);
        assert_eq!(row.json_opt("j").unwrap(), None);
        assert_eq!(row.bytes_opt("x").unwrap(), None);
        match row.text("t") {
            Err(StoreError::Corrupt { table, column, .. }) => {
                assert_eq!((table.as_str(), column.as_str()), ("scratch", "t"));
            }
            other => panic!("{other:?}"),
        }
        assert!(row.int("absent").is_err());
    });
}

#[test]
fn a_value_of_the_wrong_type_is_refused() {
    on_each(|store| async move {
        store.by_hand();
        let store = scratch(&store).await;
        let mut values = full(1);
        values[0] = V::from("abc");
        let mut tx = store.db.begin().await.unwrap();
        assert!(tx.execute(INSERT, &values).await.is_err());
        drop(tx);
        let mut tx = store.db.begin().await.unwrap();
        tx.execute(INSERT, &full(1)).await.unwrap();
        let row = tx.one("SELECT t, n FROM scratch", &[]).await.unwrap();
        assert!(row.int("t").is_err(), "text is not an integer");
        assert!(row.text("n").is_err(), "an integer is not text");
        assert!(row.uuid("t").is_err());
        assert!(row.int("missing").is_err());
    });
}

#[test]
fn a_nul_character_is_refused_before_it_reaches_the_database() {
    on_each(|store| async move {
        store.by_hand();
        let store = scratch(&store).await;
        let mut values = full(1);
        values[1] = V::from("a\0b");
        let mut tx = store.db.begin().await.unwrap();
        assert!(matches!(tx.execute(INSERT, &values).await, Err(StoreError::BadValue(_))));
        // Nothing was sent, so the transaction is as good as before.
        tx.execute(INSERT, &full(1)).await.unwrap();
    });
}

#[test]
fn a_missing_value_stops_the_program_in_debug_builds() {
    on_sqlite(|store| async move {
        let db: Db = store.db.clone();
        let done = tokio::spawn(async move {
            let mut conn = db.read().await.unwrap();
            conn.all("SELECT $1 AS a, $2 AS b", &[V::from(1_i64)]).await.map(|rows| rows.len())
        });
        assert!(done.await.unwrap_err().is_panic());
    });
}

#[test]
fn two_writers_that_read_first_both_succeed() {
    on_each(|store| async move {
        store.by_hand();
        let store = scratch(&store).await;
        let mut tx = store.db.begin().await.unwrap();
        tx.execute(INSERT, &full(0)).await.unwrap();
        tx.commit().await.unwrap();
        let mut tasks = Vec::new();
        for n in 1..=40 {
            let db = store.db.clone();
            tasks.push(tokio::spawn(async move {
                let mut tx = db.begin().await?;
                tx.all("SELECT * FROM scratch", &[]).await?;
                tx.execute(INSERT, &full(n)).await?;
                tx.commit().await
            }));
        }
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        let sql = "SELECT COUNT(*) AS n, CAST(COALESCE(SUM(n), 0) AS BIGINT) AS s FROM scratch";
        let row = store.db.read().await.unwrap().one(sql, &[]).await.unwrap();
        assert_eq!((row.int("n").unwrap(), row.int("s").unwrap()), (41, 820));
    });
}

#[test]
fn text_sorts_by_its_bytes_and_like_is_told_the_case() {
    on_each(|store| async move {
        store.by_hand();
        let store = scratch(&store).await;
        let words = ["b", "A", "执", "é", "a", "Z", "一"];
        let rows: Vec<Vec<V>> =
            (0_i64..).zip(words).map(|(n, word)| vec![V::from(n), V::from(word)]).collect();
        let mut tx = store.db.begin().await.unwrap();
        tx.bulk("INSERT INTO scratch (n, t)", 2, &rows, "").await.unwrap();
        let rows = tx.all("SELECT t FROM scratch ORDER BY t", &[]).await.unwrap();
        let sorted: Vec<String> = rows.iter().map(|row| row.text("t").unwrap()).collect();
        assert_eq!(sorted, ["A", "Z", "a", "b", "é", "一", "执"]);
        let sql = "SELECT t FROM scratch WHERE lower(t) LIKE lower($1)";
        assert_eq!(tx.all(sql, &[V::from("a")]).await.unwrap().len(), 2);
    });
}

#[test]
fn instants_sort_in_time_whatever_their_fraction() {
    on_each(|store| async move {
        store.by_hand();
        let store = scratch(&store).await;
        let base = at(0).micros();
        let micros = [base + 500_000, base, base + 1, base - 1, base + 1_000_000];
        let rows: Vec<Vec<V>> = (0_i64..)
            .zip(micros)
            .map(|(n, micros)| {
                let instant = zhixing_law::instant::Instant::from_micros(micros).unwrap();
                vec![V::from(n), V::from(instant)]
            })
            .collect();
        let mut tx = store.db.begin().await.unwrap();
        tx.bulk("INSERT INTO scratch (n, i)", 2, &rows, "").await.unwrap();
        let rows = tx.all("SELECT i FROM scratch ORDER BY i", &[]).await.unwrap();
        let sorted: Vec<i64> =
            rows.iter().map(|row| row.instant("i").unwrap().micros() - base).collect();
        assert_eq!(sorted, [-1, 0, 1, 500_000, 1_000_000]);
    });
}

#[test]
fn many_rows_go_in_with_few_statements() {
    on_each(|store| async move {
        store.by_hand();
        let store = scratch(&store).await;
        let rows: Vec<Vec<V>> = (1..=2_503).map(full).collect();
        let head = "INSERT INTO scratch (n, t, b, u, d, i, j, x)";
        let mut tx = store.db.begin().await.unwrap();
        assert_eq!(tx.bulk(head, 8, &rows, "").await.unwrap(), 2_503);
        let again = tx.bulk(head, 8, &rows, "ON CONFLICT (n) DO NOTHING").await.unwrap();
        assert_eq!(again, 0);
        tx.commit().await.unwrap();
        let mut count = 0_i64;
        let mut conn = store.db.snapshot().await.unwrap();
        conn.each("SELECT n FROM scratch ORDER BY n", &[], |row| {
            count += 1;
            assert_eq!(row.int("n")?, count);
            Ok(())
        })
        .await
        .unwrap();
        assert_eq!(count, 2_503);
    });
}

#[test]
fn constraints_are_named_by_kind() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        let sql = "INSERT INTO lease (name, holder, leased_until) VALUES ($1, $2, $3)";
        let values = [V::from("a"), V::from("h"), V::from(at(0))];
        tx.execute(sql, &values).await.unwrap();
        let error = tx.execute(sql, &values).await.unwrap_err();
        assert!(error.is_constraint(Constraint::Unique), "{error}");
        drop(tx);
        let mut tx = store.db.begin().await.unwrap();
        let values = [V::from("b"), V::Text(None), V::from(at(0))];
        let error = tx.execute(sql, &values).await.unwrap_err();
        assert!(error.is_constraint(Constraint::NotNull), "{error}");
        drop(tx);
        let mut tx = store.db.begin().await.unwrap();
        let sql = "INSERT INTO case_serial (court_id, year, kind, last) VALUES ($1, 1, '执', 0)";
        let error = tx.execute(sql, &[V::from("x")]).await.unwrap_err();
        assert!(error.is_constraint(Constraint::Check), "{error}");
        drop(tx);
        let mut tx = store.db.begin().await.unwrap();
        let sql = "INSERT INTO file_chunk (court_id, file_hash, idx, data) VALUES ($1, $2, 0, $2)";
        let error = tx.execute(sql, &[V::from("x"), V::from(vec![1_u8])]).await.unwrap_err();
        assert!(error.is_constraint(Constraint::ForeignKey), "{error}");
    });
}

#[test]
fn a_dropped_transaction_leaves_nothing() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        tx.next_serial("x", 2026, "执").await.unwrap();
        drop(tx);
        let mut tx = store.db.begin().await.unwrap();
        assert_eq!(tx.next_serial("x", 2026, "执").await.unwrap(), 1);
        tx.rollback().await.unwrap();
        let mut conn = store.db.read().await.unwrap();
        assert_eq!(conn.last_serial("x", 2026, "执").await.unwrap(), 0);
    });
}

#[test]
fn a_changed_or_newer_migration_is_an_error() {
    on_each(|store| async move {
        store.by_hand();
        assert_eq!(store.db.migrate(at(1)).await.unwrap(), 0, "once is enough");
        store.db.check_schema().await.unwrap();
        let mut changed = MIGRATIONS.to_vec();
        changed[0].text = "-- something else";
        let error = store.db.migrate_with(&changed, at(1)).await.unwrap_err();
        assert!(matches!(error, StoreError::Migration(_)), "{error}");
        let error = store.db.migrate_with(&[], at(1)).await.unwrap_err();
        assert!(error.to_string().contains("newer"), "{error}");
        let empty = empty_like(&store).await;
        assert!(empty.db.check_schema().await.is_err());
    });
}

/// A million cases take minutes to fold: an index asks for none of it.
#[test]
fn only_a_migration_of_what_follows_from_the_docket_folds_it_again() {
    let folds = |text| changes_projection(&Migration { no: 1, name: "x", text });
    assert!(folds("ALTER TABLE case_file ADD COLUMN lane TEXT NOT NULL DEFAULT '';"));
    assert!(folds("-- new\nCREATE TABLE case_gram (\n  n {i64} NOT NULL\n) {strict};"));
    assert!(folds("UPDATE receipt SET state = 'open';"));
    assert!(!folds("CREATE INDEX case_file_lane ON case_file (court_id, lane);"));
    assert!(!folds("CREATE TABLE duty (n {i64} NOT NULL) {strict};"));
    let folding: Vec<i64> =
        MIGRATIONS.iter().filter(|one| changes_projection(one)).map(|one| one.no).collect();
    assert!(folding.starts_with(&[1, 2, 3, 4, 5, 6, 9, 10, 13, 14, 15, 16, 17]), "{folding:?}");
}

#[test]
fn a_failing_migration_leaves_the_schema_as_it_was() {
    on_each(|store| async move {
        store.by_hand();
        let store = empty_like(&store).await;
        let bad = Migration {
            no: 2,
            name: "bad",
            text: "CREATE TABLE half (n {i64} NOT NULL, PRIMARY KEY (n)) {strict};\nNONSENSE;",
        };
        assert!(store.db.migrate_with(&[SCRATCH, bad], at(0)).await.is_err());
        assert_eq!(store.db.migrate_with(&[SCRATCH], at(0)).await.unwrap(), 1);
    });
}

#[test]
fn a_data_directory_has_one_writer() {
    on_sqlite(|store| async move {
        let error = Db::open(&store.url(), &fast()).await.err().unwrap();
        assert!(matches!(error, StoreError::InUse(_)), "{error}");
        let beside = zhixing_store::Options { access: zhixing_store::Access::Read, ..fast() };
        let reader = Db::open(&store.url(), &beside).await.unwrap();
        reader.check_schema().await.unwrap();
        assert!(matches!(reader.begin().await, Err(StoreError::NotAllowed(_))));
        let (url, dir) = (store.url(), store.dir);
        store.db.close().await;
        drop(store.db);
        Db::open(&url, &fast()).await.unwrap();
        drop(dir);
    });
}

#[cfg(unix)]
#[test]
fn a_data_directory_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    on_sqlite(|store| async move {
        let dir = store.dir.path().join("a/b");
        let db = Db::open(&zhixing_store::DatabaseUrl::in_dir(&dir), &fast()).await.unwrap();
        let mode = std::fs::metadata(&dir).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        db.close().await;
    });
}
