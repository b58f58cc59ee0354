//! 三级法院：a higher court sees figures, drills down and reads; nobody looks sideways or up, nobody acts elsewhere.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use axum::http::StatusCode;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, UnixStream},
};
use zhixing_app::{nodes::Node, staff};
use zhixing_store::DatabaseUrl;

use crate::court::{Answer, House, establishment_below, postgres};

/// 粤, 粤12, 粤13 and four courts below them: code, prefix of the accounts, the court above.
const COURTS: [(&str, &str, &str); 7] = [
    ("粤", "g", ""),
    ("粤12", "m", "粤"),
    ("粤13", "n", "粤"),
    ("粤1224", "p", "粤12"),
    ("粤1223", "q", "粤12"),
    ("粤1302", "r", "粤13"),
    ("粤1303", "s", "粤13"),
];

async fn establish(house: &House) {
    for (court, prefix, above) in COURTS {
        let plan = establishment_below(court, prefix, above);
        assert!(staff::establish(&house.app, court, &plan).await.unwrap(), "{court}");
    }
}

/// The path with the court that is looked at, as a browser writes it.
fn at(path: &str, court: &str) -> String {
    let court = court.replace('粤', "%E7%B2%A4");
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}court={court}")
}

fn row<'a>(answer: &'a Answer, court: &str) -> &'a Value {
    let rows = answer.body["items"].as_array().unwrap();
    rows.iter().find(|row| row["code"] == json!(court)).unwrap_or_else(|| panic!("no {court}"))
}

fn codes(answer: &Answer) -> Vec<&str> {
    let rows = answer.body["items"].as_array().unwrap();
    rows.iter().map(|row| row["code"].as_str().unwrap()).collect()
}

fn refused(answer: &Answer, status: StatusCode) {
    assert_eq!(answer.status, status, "{:?}", answer.body);
}

#[tokio::test]
async fn a_higher_court_sees_figures_drills_down_and_reads_a_case() {
    for house in House::both().await {
        establish(&house).await;
        let clerk = house.sign_in("px.window_clerk").await;
        let case = house.file_case(&clerk).await;
        let high = house.sign_in("gx.president").await;

        let figures = house.get("/api/courts", &high).await;
        assert_eq!(codes(&figures)[0], "粤", "one's own court stands first");
        assert_eq!(codes(&figures).len(), 7);
        let figure = |court| row(&figures, court)["filed_this_year"].clone();
        assert_eq!(
            (figure("粤1224"), figure("粤1223"), figure("粤")),
            (1.into(), 0.into(), 0.into())
        );
        assert_eq!(row(&figures, "粤1224")["open"], json!(1));
        assert_eq!(row(&figures, "粤1224")["unpaid_fen"], json!(0));

        for path in [
            "/api/lists/cases",
            "/api/lists/tasks?scope=all",
            "/api/lists/receipts?state=all",
            "/api/people",
        ] {
            let here = house.get(&at(path, "粤1224"), &high).await;
            assert_eq!(here.status, StatusCode::OK, "{path}: {:?}", here.body);
        }
        let list = house.get(&at("/api/lists/cases", "粤1224"), &high).await;
        assert_eq!(list.body["items"][0]["id"], json!(case));
        let own = house.get("/api/lists/cases", &high).await;
        assert_eq!(own.body["items"], json!([]), "without a court one looks at one's own");

        let page = format!("/api/cases/{case}");
        let read = house.get(&at(&page, "粤1224"), &high).await;
        refused(&read, StatusCode::OK);
        assert_eq!(read.body["court"], json!("粤1224人民法院"));
        assert_eq!(
            read.body["actions"],
            json!([]),
            "nothing is offered: {:?}",
            read.body["actions"]
        );
        let offered = read.body["tasks"].as_array().unwrap().iter().map(|task| &task["actions"]);
        assert!(offered.clone().all(|actions| *actions == json!([])));
        refused(&house.get(&page, &high).await, StatusCode::NOT_FOUND);
        let docket = house.get(&at(&format!("{page}/docket"), "粤1224"), &high).await;
        assert!(!docket.body["items"].as_array().unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_look_at_masked_data_from_above_stands_in_the_docket_of_the_cases_court() {
    for house in House::both().await {
        establish(&house).await;
        let clerk = house.sign_in("px.window_clerk").await;
        let case = house.file_case(&clerk).await;
        let page = format!("/api/cases/{case}");
        let read = house.get(&page, &clerk).await;
        let party = read.body["parties"][0]["id"].clone();
        let asked = json!({
            "subject": format!("case:{case}/party:{}", party.as_str().unwrap()),
            "field": "identity_number", "reason": "督办核对"
        });
        let path = "/api/unmask";
        let middle = house.sign_in("mx.president").await;
        let shown = house.post(&at(path, "粤1224"), &middle, asked.clone()).await;
        assert_eq!(shown.body["value"], json!("11010519491231002X"), "{:?}", shown.body);
        let lines = house.get(&format!("{page}/docket"), &clerk).await;
        let line = &lines.body["items"][0];
        assert_eq!(line["kind"], json!("access.unmasked"), "{line:?}");
        assert_eq!(line["actor"], json!("院长x"));
        for account in ["nx.president", "qx.president"] {
            let beside = house.sign_in(account).await;
            let hidden = house.post(&at(path, "粤1224"), &beside, asked.clone()).await;
            refused(&hidden, StatusCode::NOT_FOUND);
        }
        let inspector = house.sign_in("mx.inspector").await;
        let seen = house.post(&at(path, "粤1224"), &inspector, asked).await;
        refused(&seen, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn nobody_looks_sideways_or_up_and_nobody_acts_below() {
    for house in House::both().await {
        establish(&house).await;
        let clerk = house.sign_in("px.window_clerk").await;
        let case = house.file_case(&clerk).await;
        let paths = [
            "/api/lists/cases",
            "/api/lists/tasks",
            "/api/funds/summary",
            "/api/wall",
            "/api/court",
        ]
        .map(str::to_owned);
        let all = paths.iter().cloned().chain([format!("/api/cases/{case}")]);
        for (account, court) in [
            ("mx.president", "粤13"),
            ("mx.president", "粤1302"),
            ("mx.president", "粤"),
            ("nx.president", "粤1224"),
            ("qx.president", "粤1224"),
            ("px.president", "粤12"),
            ("gx.president", "京"),
            ("gx.judge", "粤1224"),
        ] {
            let cookie = house.sign_in(account).await;
            for path in all.clone() {
                let hidden = house.get(&at(&path, court), &cookie).await;
                assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{account} {path} {court}");
            }
        }
        let middle = house.sign_in("mx.president").await;
        assert_eq!(codes(&house.get("/api/courts", &middle).await), ["粤12", "粤1223", "粤1224"]);
        let basic = house.sign_in("px.president").await;
        assert_eq!(codes(&house.get("/api/courts", &basic).await), ["粤1224"]);
        for (path, body) in [
            (
                format!("/api/cases/{case}/do/override_triage"),
                json!({ "lane": "fast", "reason": "督办" }),
            ),
            (format!("/api/cases/{case}/do/close_case"), json!({ "remark": "" })),
        ] {
            let acted = house.post(&at(&path, "粤1224"), &middle, body).await;
            refused(&acted, StatusCode::FORBIDDEN);
        }
    }
}

#[tokio::test]
async fn a_court_above_that_is_not_there_is_refused_with_a_sentence() {
    for house in House::both().await {
        establish(&house).await;
        let admin = house.sign_in("px.administrator").await;
        let account = |number: &str| json!({ "name": "专户", "bank": "怀集支行", "bank_code": "", "account": number });
        let described = |parent: &str| {
            json!({
                "court_name": "粤1224人民法院", "parent": parent, "address": "1号", "phone": "0758",
                "fund_account": account("9900122400000001"),
                "treasury_account": account("9900122400000088")
            })
        };
        let unknown = house.put("/api/court", &admin, described("粤14")).await;
        refused(&unknown, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unknown.message().contains("上级法院"), "{}", unknown.message());
        let moved = house.put("/api/court", &admin, described("粤13")).await;
        refused(&moved, StatusCode::OK);
        // Moved away, the court is out of sight of the one above it before, at once.
        let before = house.sign_in("mx.president").await;
        refused(
            &house.get(&at("/api/lists/cases", "粤1224"), &before).await,
            StatusCode::NOT_FOUND,
        );
        let after = house.sign_in("nx.president").await;
        refused(&house.get(&at("/api/lists/cases", "粤1224"), &after).await, StatusCode::OK);
    }
}

#[tokio::test]
async fn two_servers_on_one_database_know_the_same_people_and_cases() {
    let Some(one) = House::both().await.into_iter().find(|house| !house.app.db.is_sqlite()) else {
        return;
    };
    let other = one.beside().await;
    establish(&one).await;
    let clerk = one.sign_in("px.window_clerk").await;
    let case = other.file_case(&clerk).await;
    refused(&one.get(&format!("/api/cases/{case}"), &clerk).await, StatusCode::OK);
    let out = one.request(axum::http::Method::DELETE, "/api/session", &clerk, None, &[]);
    refused(&one.send(out).await, StatusCode::NO_CONTENT);
    refused(&other.get("/api/lists/cases", &clerk).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn what_changes_at_one_server_is_told_at_the_other() {
    let Some(one) = House::both().await.into_iter().find(|house| !house.app.db.is_sqlite()) else {
        return;
    };
    let other = one.beside().await;
    establish(&one).await;
    let clerk = one.sign_in("px.window_clerk").await;
    let mut heard = other.app.live.listen();
    for house in [&one, &other] {
        let node = Node::open(&house.app).await.unwrap().unwrap();
        tokio::spawn(async move { node.run().await.unwrap() });
    }
    let case = one.file_case(&clerk).await;
    let wait = std::time::Duration::from_secs(30);
    let changed = tokio::time::timeout(wait, heard.recv()).await.unwrap().unwrap();
    assert_eq!((changed.court.as_str(), changed.case.unwrap().to_string()), ("粤1224", case));
    assert!(changed.kinds.contains(&"filing.received".to_owned()), "{changed:?}");
    assert!(heard.is_empty(), "once, and no echo");
}

#[tokio::test]
async fn servers_that_start_at_once_on_an_empty_database_make_one_administrator() {
    let Some(url) = postgres().await else { return };
    let start = || async {
        let house = House::at(url.clone()).await;
        staff::bootstrap_admin(&house.app, "粤1224").await.unwrap()
    };
    let (one, two, three) = tokio::join!(start(), start(), start());
    let first: Vec<_> = [one, two, three].into_iter().flatten().collect();
    assert_eq!(first.len(), 1, "one password is shown, once");
}

/// A way to the database that can be cut at the moment at which it says that a transaction is committed.
async fn cuttable(armed: Arc<AtomicBool>) -> u16 {
    let admin = std::env::var("TEST_PG_URL").unwrap();
    let socket = admin.split_once("host=").unwrap().1.to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = UnixStream::connect(format!("{socket}/.s.PGSQL.5432")).await.unwrap();
            let armed = Arc::clone(&armed);
            tokio::spawn(async move {
                let (mut from_client, mut to_client) = client.into_split();
                let (mut from_server, mut to_server) = server.into_split();
                tokio::spawn(
                    async move { tokio::io::copy(&mut from_client, &mut to_server).await },
                );
                let mut bytes = vec![0; 64 << 10];
                while let Ok(read @ 1..) = from_server.read(&mut bytes).await {
                    let committed = bytes[..read].windows(7).any(|seven| seven == b"COMMIT\0");
                    if committed && armed.swap(false, Ordering::SeqCst) {
                        return;
                    }
                    if to_client.write_all(&bytes[..read]).await.is_err() {
                        return;
                    }
                }
            });
        }
    });
    port
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_cut_after_the_commit_tells_the_truth() {
    let Some(DatabaseUrl::Postgres(url)) = postgres().await else { return };
    let armed = Arc::new(AtomicBool::new(false));
    let port = cuttable(Arc::clone(&armed)).await;
    let (server, _) = url.split_once('?').unwrap();
    let (_, name) = server.rsplit_once('/').unwrap();
    let through = format!("postgres://postgres@127.0.0.1:{port}/{name}").parse().unwrap();
    let house = House::at(through).await;
    establish(&house).await;
    let clerk = house.sign_in("px.window_clerk").await;
    armed.store(true, Ordering::SeqCst);
    house.file_case(&clerk).await;
    assert!(!armed.load(Ordering::SeqCst), "the connection was cut");
    let list = house.get("/api/lists/cases", &clerk).await;
    assert_eq!(list.body["items"].as_array().unwrap().len(), 1);
}
