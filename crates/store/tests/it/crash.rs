//! kill -9 in the middle of writes, and a full disk: what was answered is there, nothing is half
//! there, numbers have no gap (invariants 1, 2, 3).

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use zhixing_store::command::Begun;
use zhixing_store::docket::StreamKind;
use zhixing_store::verify::verify;
use zhixing_store::{Db, Digest, Options, StoreError};

use crate::ledger::transfer;
use crate::support::{COURT, Store, at, entry, fast, id, numbered, on_each, on_sqlite, stamp};

const WRITER: &str = "ZHIXING_TEST_WRITER";
const MOST: u128 = 100_000;

/// One command in small: number, entry, money, answer.
async fn write(db: &Db, n: u128) -> Result<Option<i64>, StoreError> {
    let mut tx = db.begin().await?;
    let hash = Digest::of(b"x");
    if tx.begin_command(COURT, id(n), hash, None, at(0)).await? != Begun::Fresh {
        return Ok(None);
    }
    let head = tx.lock_stream(COURT, id(1), StreamKind::Court).await?;
    let serial = tx.next_serial(COURT, 2026, "执").await?;
    let head = tx.append(&head, &[entry(n), numbered(n + MOST, serial)], &stamp(n)).await?;
    tx.post(&[transfer(head.seq, "bank", "pool", 7)]).await?;
    tx.finish_command(COURT, id(n), &serial).await?;
    tx.commit().await?;
    Ok(Some(serial))
}

/// Not a test of its own: the process that is killed. Run by the tests below.
#[test]
fn writer_process() {
    let Ok(address) = std::env::var(WRITER) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let db = Db::open(&address.parse().unwrap(), &Options::default()).await.unwrap();
        for n in 1..MOST {
            if let Some(serial) = write(&db, n).await.unwrap() {
                println!("\ncommitted {n} {serial}"); // answered: from here on it must be there
            }
        }
    });
}

fn start(address: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::writer_process", "--nocapture"])
        .env(WRITER, address)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Lets the writer answer `count` commands, then kills it in the middle of the next.
fn kill_after(mut child: Child, count: usize) -> Vec<(u128, i64)> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut answered = Vec::new();
    for line in lines {
        let line = line.unwrap();
        if let Some(rest) = line.strip_prefix("committed ") {
            let (n, serial) = rest.split_once(' ').unwrap();
            answered.push((n.parse().unwrap(), serial.parse().unwrap()));
        }
        if answered.len() == count {
            child.kill().unwrap(); // SIGKILL
        }
    }
    child.wait().unwrap();
    answered
}

fn address(store: &Store) -> String {
    match store.url() {
        zhixing_store::DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
        zhixing_store::DatabaseUrl::Postgres(url) => url,
    }
}

#[test]
fn a_killed_process_loses_nothing_it_answered() {
    on_each(|store| async move {
        store.by_hand();
        let (address, url, is_sqlite) = (address(&store), store.url(), store.db.is_sqlite());
        store.db.close().await;
        drop(store.db);
        let mut answered = Vec::new();
        for round in 0..4 {
            let child = start(&address);
            let batch = tokio::task::spawn_blocking(move || kill_after(child, 15 + round * 11));
            answered.extend(batch.await.unwrap());
        }
        assert!(answered.len() >= 15 + 26 + 37 + 48);
        let db = Db::open(&url, &fast()).await.unwrap();
        if !is_sqlite {
            // The server may still be ending the last transaction of the dead client.
            let mut tx = db.begin().await.unwrap();
            tx.lock_stream(COURT, id(1), StreamKind::Court).await.unwrap();
        }
        let mut conn = db.read().await.unwrap();
        for (n, serial) in &answered {
            let mut tx = db.begin().await.unwrap();
            let begun = tx.begin_command(COURT, id(*n), Digest::of(b"x"), None, at(0)).await;
            assert_eq!(begun.unwrap(), Begun::Done(serial.to_string()));
        }
        let serials: Vec<i64> = answered.iter().map(|(_, serial)| *serial).collect();
        let last = conn.last_serial(COURT, 2026, "执").await.unwrap();
        assert!(serials.windows(2).all(|pair| pair[0] < pair[1]));
        // A commit may have succeeded without being answered, but then it is whole.
        let head = conn.head(COURT, id(1)).await.unwrap().unwrap();
        assert_eq!((head.seq, head.version), (last * 2, last));
        let balance = conn.trial_balance(COURT).await.unwrap();
        assert!(balance.is_balanced());
        assert_eq!(balance.assets.get(), last * 7);
        assert!(last >= i64::try_from(answered.len()).unwrap());
        drop(conn);
        assert!(verify(&db, &[]).await.unwrap().is_clean());
    });
}

/// Opens what was closed just now. A process that another test starts at this moment holds the lock of the directory as
/// well, until it has become its own program.
async fn reopened(url: &zhixing_store::DatabaseUrl) -> Db {
    for _ in 0..1_000_000 {
        match Db::open(url, &fast()).await {
            Err(StoreError::InUse(_)) => tokio::task::yield_now().await,
            opened => return opened.unwrap(),
        }
    }
    panic!("{url} stays in use");
}

#[test]
fn a_full_disk_loses_nothing_it_answered() {
    on_sqlite(|store| async move {
        store.by_hand();
        let url = store.url();
        store.db.close().await;
        drop(store.db);
        let zhixing_store::DatabaseUrl::Sqlite(file) = &url else { panic!("{url}") };
        let pages = u32::try_from(std::fs::metadata(file).unwrap().len() / 4_096).unwrap();
        let full = Options { sqlite_max_pages: Some(pages + 40), ..Options::default() };
        let db = Db::open(&url, &full).await.unwrap();
        let mut answered = Vec::new();
        let refusal = loop {
            let n = answered.len() as u128 + 1;
            match write(&db, n).await {
                Ok(Some(serial)) => answered.push((n, serial)),
                Ok(None) => panic!("{n} was never written before"),
                Err(error) => break error,
            }
        };
        assert!(refusal.to_string().contains("full"), "{refusal}");
        assert!(answered.len() > 20);
        assert!(refusal.is_out_of_room(), "{refusal:?}");
        let again = write(&db, 99_000).await.unwrap_err();
        assert!(again.is_out_of_room(), "still full, and nothing else: {again:?}");
        let mut conn = db.read().await.unwrap();
        let count = i64::try_from(answered.len()).unwrap();
        assert_eq!(conn.last_serial(COURT, 2026, "执").await.unwrap(), count);
        let head = conn.head(COURT, id(1)).await.unwrap().unwrap();
        assert_eq!(head.seq, count * 2);
        drop(conn);
        assert!(verify(&db, &[]).await.unwrap().is_clean());
        db.close().await;
        drop(db);
        // Room again: work goes on with the next number.
        let db = reopened(&url).await;
        assert_eq!(write(&db, 99_000).await.unwrap(), Some(count + 1));
    });
}
