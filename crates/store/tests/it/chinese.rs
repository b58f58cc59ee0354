//! What the administrator reads: every error a command can meet says in Chinese what to do.

use zhixing_store::anchor::Anchor;
use zhixing_store::backup::{backup, inspect, restore};
use zhixing_store::doctor::examine;
use zhixing_store::schema_list::MIGRATIONS;
use zhixing_store::{Access, DatabaseUrl, Db, Options, StoreError};

use crate::support::{COURT, at, day, empty_like, on_each, on_sqlite, pg_admin, tamper};

fn says(error: &StoreError, part: &str) {
    let said = error.chinese();
    assert!(said.contains(part), "{said}");
}

#[test]
fn a_schema_that_is_not_this_programs_says_which_program_is_needed() {
    on_each(|store| async move {
        store.by_hand();
        let empty = empty_like(&store).await;
        says(&empty.db.check_schema().await.unwrap_err(), "还没有数据");
        let older = &MIGRATIONS[..MIGRATIONS.len() - 1];
        empty.db.migrate_with(older, at(0)).await.unwrap();
        says(&empty.db.check_schema().await.unwrap_err(), "旧版本的结构");
        let error = store.db.migrate_with(older, at(0)).await.unwrap_err();
        says(&error, "请换用更新的程序");
        tamper(&store, "UPDATE schema_migration SET checksum = 'x' WHERE no = 2").await;
        says(&store.db.check_schema().await.unwrap_err(), "与本程序的不同");
        says(&store.db.migrate(at(0)).await.unwrap_err(), "与本程序的不同");
    });
}

#[test]
fn an_archive_that_cannot_be_used_says_why() {
    on_each(|store| async move {
        let mut tx = store.db.begin().await.unwrap();
        let anchor = tx.make_anchor(COURT, day("2026-11-21"), at(2)).await.unwrap();
        tx.commit().await.unwrap();
        let dir = store.dir.path().join("backup");
        says(&inspect(&dir).unwrap_err(), "缺少 manifest.json");
        backup(&store.db, &dir, at(10)).await.unwrap();
        says(&backup(&store.db, &dir, at(10)).await.unwrap_err(), "空目录");
        let elsewhere = empty_like(&store).await;
        restore(&elsewhere.db, &dir, at(20)).await.unwrap();
        says(&restore(&elsewhere.db, &dir, at(20)).await.unwrap_err(), "不是空的");
        let file = dir.join("anchor.ndjson");
        std::fs::write(&file, "[]\n").unwrap();
        says(&inspect(&dir).unwrap_err(), "anchor.ndjson 与备份时不同");
        std::fs::remove_file(&file).unwrap();
        says(&inspect(&dir).unwrap_err(), "缺少 anchor.ndjson");
        let manifest = dir.join("manifest.json");
        let text = std::fs::read_to_string(&manifest).unwrap();
        std::fs::write(&manifest, text.replace("zhixing-backup-2", "zhixing-backup-9")).unwrap();
        says(&inspect(&dir).unwrap_err(), "另一版本的程序");
        std::fs::write(&manifest, "{").unwrap();
        says(&inspect(&dir).unwrap_err(), "manifest.json 的内容不对");
        let newer = anchor.export().unwrap().replace("zhixing-anchor-2", "zhixing-anchor-9");
        for bad in ["{", newer.as_str()] {
            let error = Anchor::import(bad).unwrap_err();
            says(&error, "锚文件");
            assert!(!error.chinese().contains("备份不可用"), "{}", error.chinese());
        }
    });
}

#[test]
fn a_database_that_cannot_be_opened_says_why() {
    on_sqlite(|store| async move {
        let dir = store.dir.path();
        let reader = Options { access: Access::Read, ..Options::default() };
        let open = |name: &str, options: &Options| {
            let (url, options) = (DatabaseUrl::Sqlite(dir.join(name)), options.clone());
            async move { Db::open(&url, &options).await.map(|_| ()).unwrap_err() }
        };
        says(&open("nowhere.db", &reader).await, "打不开数据库文件");
        std::fs::write(dir.join("noise.db"), vec![b'x'; 8_192]).unwrap();
        let db = Db::open(&DatabaseUrl::Sqlite(dir.join("noise.db")), &reader).await;
        let error = match db {
            Ok(db) => db.check_schema().await.unwrap_err(),
            Err(error) => error,
        };
        says(&error, "不是数据库");
        std::fs::write(dir.join("file"), "x").unwrap();
        says(&open("file/x.db", &Options::default()).await, "同名的文件");
        says(&open("zhixing.db", &Options::default()).await, "正被另一个进程使用");
        let db = Db::open(&store.url(), &reader).await.unwrap();
        let error = db.begin().await.map(|_| ()).unwrap_err();
        says(&error, "只读");
    });
}

#[test]
fn a_server_says_what_it_does_not_allow() {
    on_each(|store| async move {
        store.by_hand();
        let Some(admin) = pg_admin().filter(|_| !store.db.is_sqlite()) else { return };
        let (server, query) = admin.split_once('?').unwrap_or((&admin, ""));
        let (server, _) = server.rsplit_once('/').unwrap();
        let url: DatabaseUrl = format!("{server}/no_such_database?{query}").parse().unwrap();
        let error = Db::open(&url, &Options::default()).await.map(|_| ()).unwrap_err();
        says(&error, "没有这个数据库");
        let empty = empty_like(&store).await;
        let mut conn = empty.db.read().await.unwrap();
        says(&conn.courts().await.unwrap_err(), "库中没有本程序的表");
    });
}

#[test]
fn the_doctor_speaks_chinese() {
    on_each(|store| async move {
        store.by_hand();
        let english = ["SQLite", "PostgreSQL"];
        for db in [&store.db, &empty_like(&store).await.db] {
            for check in examine(db, at(0)).await {
                let chinese = check.fact.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                assert!(
                    chinese || english.iter().any(|name| check.fact.starts_with(name)),
                    "{check:?}"
                );
            }
        }
        let checks = examine(&store.db, at(0)).await;
        let clock = checks.iter().find(|check| check.code == "clock").unwrap();
        assert_eq!(clock.fact, "北京时间 2026-11-21 09:00");
    });
}
