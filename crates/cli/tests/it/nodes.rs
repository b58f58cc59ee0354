//! 两个服务进程：two servers on one PostgreSQL share sessions, do each job once, and tell each other's pages.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::{Value, json};
use zhixing_app::{
    App,
    clock::{Clock as _, SystemClock},
    ids::Ids,
};
use zhixing_domain::ground::id::CaseId;
use zhixing_sim::{
    Desk, Outside,
    court::{self, COURT, HUB},
    people::Register,
    story,
};
use zhixing_store::{DatabaseUrl, Db, Options};

const PASSWORD: &str = "two-servers-2026";
const PATIENCE: Duration = Duration::from_secs(60);

/// A database of the test's own; none where there is no server and none is required.
async fn postgres() -> Option<String> {
    let Ok(admin) = std::env::var("TEST_PG_URL") else {
        let needs = ["CI", "ZHIXING_REQUIRE_PG"].iter().any(|n| std::env::var_os(n).is_some());
        assert!(!needs, "TEST_PG_URL is missing: the PostgreSQL half cannot be skipped here");
        return None;
    };
    let name = format!("c_{}", std::process::id());
    let db = Db::open(&admin.parse().unwrap(), &Options::default()).await.unwrap();
    let mut conn = db.read().await.unwrap();
    conn.optional(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"), &[]).await.unwrap();
    let sql = format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'");
    conn.optional(sql, &[]).await.unwrap();
    drop(conn);
    db.close().await;
    let (server, query) = admin.split_once('?').unwrap_or((&admin, ""));
    let (server, _) = server.rsplit_once('/').unwrap();
    Some(format!("{server}/{name}?{query}"))
}

/// The court with its people, as somebody else set it up.
async fn establish(url: &DatabaseUrl, dir: &Path) -> Desk {
    let db = Db::open(url, &Options { durable: false, ..Options::default() }).await.unwrap();
    let now = SystemClock.now();
    db.migrate(now).await.unwrap();
    let outside = Arc::new(Outside::new(1, court::WEATHER, now));
    let settings = court::settings(dir.join("fonts"), dir.join("not-used"));
    let (network, gateway) = (outside.network(), outside.gateway());
    let clock = Arc::new(SystemClock);
    let app = App::with_network(db, clock, Ids::random(), network, gateway, settings).unwrap();
    assert!(court::establish(&app, PASSWORD).await.unwrap());
    Desk::new(app, outside)
}

/// The head of a message and its body.
fn read(stream: &mut BufReader<TcpStream>) -> Option<(String, String)> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let is_length = name.eq_ignore_ascii_case("content-length");
        is_length.then(|| value.trim().parse::<usize>().ok()).flatten()
    });
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).ok()?;
    Some((head, String::from_utf8(body).ok()?))
}

/// How often the gateway was handed each message.
type Taken = Arc<Mutex<BTreeMap<String, u32>>>;

/// A message gateway: takes every message and counts it.
fn gateway() -> (u16, Taken) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let taken = Taken::default();
    let counts = Arc::clone(&taken);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, counts) = (BufReader::new(stream.unwrap()), Arc::clone(&counts));
            std::thread::spawn(move || {
                let Some((head, body)) = read(&mut stream) else { return };
                let answer = if head.starts_with("POST") {
                    let message: Value = serde_json::from_str(&body).unwrap();
                    let id = message["id"].as_str().unwrap().to_owned();
                    *counts.lock().unwrap().entry(id.clone()).or_default() += 1;
                    json!({ "gateway_id": id, "repeated": false })
                } else {
                    json!({ "reports": [], "cursor": "0" })
                };
                let answer = answer.to_string();
                let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close";
                let length = answer.len();
                // The server may have gone away.
                let _ =
                    write!(stream.get_mut(), "{head}\r\ncontent-length: {length}\r\n\r\n{answer}");
            });
        }
    });
    (port, taken)
}

/// One server process.
struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start(url: &str, config: &Path) -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_zhixing"))
            .args(["serve", "--database", url, "--court", COURT, "--listen", "127.0.0.1:0"])
            .args(["--config", config.to_str().unwrap()])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let address = lines.find_map(|line| {
            let (_, address) = line.split_once("http://")?;
            Some(address.to_owned())
        });
        let address = address.expect("the server is ready");
        Server { child, address }
    }

    fn send(&self, method: &str, path: &str, cookie: &str, body: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let key = Ids::random().next(SystemClock.now());
        let (host, length) = (&self.address, body.len());
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\
             x-requested-with: zhixing\r\nidempotency-key: {key}\r\ncookie: {cookie}\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        BufReader::new(stream)
    }

    fn ask(&self, method: &str, path: &str, cookie: &str, body: &Value) -> (String, Value) {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let (head, body) = read(&mut self.send(method, path, cookie, &body)).unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "{method} {path}: {head}{body}");
        (head, serde_json::from_str(&body).unwrap())
    }

    fn sign_in(&self, account: &str) -> String {
        let body = json!({ "account": account, "password": PASSWORD });
        let (head, _) = self.ask("POST", "/api/session", "", &body);
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// An open page: the topics that it is told.
    fn page(&self, cookie: &str) -> impl Iterator<Item = String> {
        let mut stream = self.send("GET", "/api/events", cookie, "");
        let (head, _) = read(&mut stream).unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        let lines = stream.lines().map(|line| line.expect("told within the time"));
        lines.filter_map(|line| line.strip_prefix("event: ").map(str::to_owned))
    }
}

/// The states of a case's searches and messages.
fn states(server: &Server, cookie: &str, case: CaseId) -> (Vec<Value>, Vec<Value>) {
    let (_, page) = server.ask("GET", &format!("/api/cases/{case}"), cookie, &Value::Null);
    let states = |of: &str| {
        let things = page[of].as_array().unwrap().iter();
        things.map(|thing| thing["state"].clone()).collect()
    };
    (states("searches"), states("messages"))
}

#[test]
fn two_servers_share_sessions_do_each_job_once_and_tell_each_others_pages() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let Some(url) = runtime.block_on(postgres()) else { return };
    let dir = tempfile::tempdir().unwrap();
    let (port, taken) = gateway();
    let config = dir.path().join("config.toml");
    let exchange = dir.path().join("exchange");
    let text = format!(
        "[network]\nexchange = {exchange:?}\nhub = \"{HUB}\"\n\
         [[network.bodies]]\ncode = \"103\"\nname = \"农业银行\"\n\
         [gateway]\nurl = \"http://127.0.0.1:{port}\"\ntoken = \"t\"\n"
    );
    std::fs::write(&config, text).unwrap();
    let desk = runtime.block_on(establish(&url.parse().unwrap(), dir.path()));
    let (one, other) = (Server::start(&url, &config), Server::start(&url, &config));

    // Signed in at one server, at home at the other; what is done here is told there.
    let admin = one.sign_in("maxiaofeng");
    let mut told = other.page(&admin);
    let person = json!({ "account": "new.judge", "name": "新法官", "roles": ["judge"] });
    one.ask("POST", "/api/people", &admin, &person);
    assert_eq!(told.next().unwrap(), "people");

    // A case with messages and a search to send: either server may run either job, and each is run once.
    let today = SystemClock.now().day();
    let application = story::application(&mut Register::new(5289), today).unwrap();
    let case = runtime.block_on(desk.receive("chenxiaoyan", &application)).unwrap();
    let organisation = runtime.block_on(desk.app.organisation(COURT)).unwrap();
    let searcher = organisation.on_duty("searcher", today)[0];
    let searcher = other.sign_in(&organisation.person(searcher).unwrap().account);
    one.ask("POST", &format!("/api/cases/{case}/do/start_search"), &searcher, &json!({}));
    let is_done = || {
        let (searches, messages) = states(&other, &searcher, case);
        let is = |states: &[Value], state: &str| states.iter().all(|known| known == state);
        is(&searches, "sent") && is(&messages, "sent")
    };
    while !is_done() {
        told.next().unwrap();
    }
    let (searches, messages) = states(&one, &searcher, case);
    assert!(!searches.is_empty() && !messages.is_empty());
    let taken = taken.lock().unwrap();
    assert_eq!(taken.len(), messages.len());
    assert!(taken.values().all(|times| *times == 1), "{taken:?}");
    let sent = std::fs::read_dir(exchange.join(COURT).join("outgoing")).unwrap();
    assert_eq!(sent.count(), searches.len());
}
