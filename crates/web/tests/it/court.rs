//! Two courts with one person of every role who holds the posts, and one who holds none.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use serde_json::{Value, json};
use tower::ServiceExt as _;
use zhixing_app::{
    App, Settings,
    clock::{Clock as _, ManualClock},
    ids::Ids,
    settings::Draw,
    staff::{self, CourtDescription, Establishment},
};
use zhixing_connectors::{
    fault::Fault,
    message::{DeliveryReport, MessageGateway, OutMessage, Sent},
};
use zhixing_domain::{
    court::organisation::NewStaff, ground::actor::Role, ground::court::FundAccount,
};
use zhixing_law::{day::Day, instant::Instant};
use zhixing_store::{DatabaseUrl, Db, Options};

/// The storage room's own: what a house says when it is dropped.
#[path = "../../../store/tests/it/replayed.rs"]
#[expect(dead_code, reason = "the storage room's tests do more with it")]
mod replayed;

use replayed::Replayed;

pub(crate) const COURT: &str = "粤1224";
pub(crate) const OTHER: &str = "粤1225";
pub(crate) const PASSWORD: &str = "kaixin-2026";

/// Every role that people have.
pub(crate) const ROLES: [Role; 12] = [
    Role::WindowClerk,
    Role::CentreClerk,
    Role::ServiceOfficer,
    Role::SearchOfficer,
    Role::Aide,
    Role::Judge,
    Role::FundOfficer,
    Role::Cashier,
    Role::BureauChief,
    Role::President,
    Role::Inspector,
    Role::Administrator,
];

struct Quiet;

impl MessageGateway for Quiet {
    fn send(&self, message: &OutMessage) -> Result<Sent, Fault> {
        Ok(Sent { gateway_id: message.id.clone(), repeated: false })
    }

    fn reports(&self, cursor: &str) -> Result<(Vec<DeliveryReport>, String), Fault> {
        Ok((Vec::new(), cursor.to_owned()))
    }
}

/// The application with its router.
pub(crate) struct House {
    pub(crate) app: App,
    pub(crate) clock: Arc<ManualClock>,
    router: Router,
    dir: Arc<tempfile::TempDir>,
    replayed: Replayed,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
    /// The body as it came.
    pub(crate) bytes: axum::body::Bytes,
}

impl Answer {
    pub(crate) fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    pub(crate) fn message(&self) -> &str {
        self.body["message"].as_str().unwrap_or_default()
    }
}

fn account(owner: &str, number: &str) -> FundAccount {
    FundAccount {
        name: owner.to_owned(),
        bank: "怀集支行".to_owned(),
        bank_code: "999593000012".to_owned(),
        account: number.to_owned(),
    }
}

fn establishment(court: &str) -> Establishment {
    establishment_below(court, if court == COURT { "a" } else { "c" }, "粤12")
}

/// A court with its people on each database.
pub(crate) async fn courts() -> Vec<House> {
    let mut houses = House::both().await;
    for house in &mut houses {
        let plan = establishment_below(COURT, "a", "");
        assert!(staff::establish(&house.app, COURT, &plan).await.unwrap());
        std::fs::create_dir_all(house.app.settings.anchors.clone().unwrap()).unwrap();
    }
    houses
}

/// Two accounts per role: `<prefix>x.<role>` holds the posts, `<prefix>y.<role>` none.
pub(crate) fn establishment_below(court: &str, prefix: &str, parent: &str) -> Establishment {
    let mut people = Vec::new();
    for role in ROLES {
        for set in ["x", "y"] {
            let teams: &[&str] = match (role, set) {
                (Role::Judge | Role::Aide, "x") => &["fast", "ordinary", "complex"],
                (Role::Judge | Role::Aide, _) => &["review"],
                _ => &[],
            };
            let new = NewStaff {
                account: format!("{prefix}{set}.{}", role.code()),
                name: format!("{}{set}", role.title()),
                department: "执行局".to_owned(),
                roles: vec![role],
                teams: teams.iter().map(|team| (*team).to_owned()).collect(),
            };
            people.push((new, PASSWORD.to_owned()));
        }
    }
    let holder = |role: Role| vec![format!("{prefix}x.{}", role.code())];
    let posts = [
        ("intake", Role::WindowClerk),
        ("receiver", Role::CentreClerk),
        ("document_maker", Role::CentreClerk),
        ("server", Role::ServiceOfficer),
        ("searcher", Role::SearchOfficer),
        ("signer", Role::Judge),
        ("fund_clerk", Role::FundOfficer),
        ("cashier", Role::Cashier),
        ("approver", Role::BureauChief),
    ];
    Establishment {
        court: CourtDescription {
            title: String::new(),
            name: format!("{court}人民法院"),
            parent: parent.to_owned(),
            address: "怀集县怀城街道1号".to_owned(),
            phone: "0758-5500000".to_owned(),
            fund_account: account("案款专户", "9900122400000001"),
            treasury_account: account("非税专户", "9900122400000088"),
        },
        mode: "guangdong-service-centre".to_owned(),
        people,
        posts: posts
            .iter()
            .map(|(post, role)| ((*post).to_owned(), holder(*role), Vec::new()))
            .collect(),
        must_change: false,
    }
}

/// Nine in the morning of Monday, 2026-03-02.
pub(crate) fn morning() -> Instant {
    Instant::local_at(Day::new(2026, 3, 2).unwrap(), 9, 0).unwrap()
}

/// A database of the test's own on the server at `TEST_PG_URL`; none where there is no server and none is required.
pub(crate) async fn postgres() -> Option<DatabaseUrl> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let Ok(admin) = std::env::var("TEST_PG_URL") else {
        let needs = ["CI", "ZHIXING_REQUIRE_PG"].iter().any(|n| std::env::var_os(n).is_some());
        assert!(!needs, "TEST_PG_URL is missing: the PostgreSQL half cannot be skipped here");
        return None;
    };
    let name = format!("w_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let db = Db::open(&admin.parse().unwrap(), &Options::default()).await.unwrap();
    let mut conn = db.read().await.unwrap();
    // A process of the same number before this one may have left it behind.
    conn.optional(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"), &[]).await.unwrap();
    let sql = format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'");
    conn.optional(sql, &[]).await.unwrap();
    drop(conn);
    db.close().await;
    let (server, query) = admin.split_once('?').unwrap_or((&admin, ""));
    let (server, _) = server.rsplit_once('/').unwrap();
    Some(format!("{server}/{name}?{query}").parse().unwrap())
}

impl House {
    /// An empty installation: nobody can sign in yet.
    pub(crate) async fn empty() -> House {
        let dir = Arc::new(tempfile::tempdir().unwrap());
        House::on(DatabaseUrl::in_dir(dir.path()), dir, 7).await
    }

    /// An empty installation on each kind of database.
    pub(crate) async fn both() -> Vec<House> {
        let mut houses = vec![House::empty().await];
        if let Some(url) = postgres().await {
            houses.push(House::on(url, Arc::new(tempfile::tempdir().unwrap()), 7).await);
        }
        houses
    }

    /// Another server process of the same installation; only PostgreSQL serves two.
    pub(crate) async fn beside(&self) -> House {
        House::on(self.app.db.url().clone(), Arc::clone(&self.dir), 8).await
    }

    /// An empty installation on a database of the caller's.
    pub(crate) async fn at(url: DatabaseUrl) -> House {
        House::on(url, Arc::new(tempfile::tempdir().unwrap()), 7).await
    }

    async fn on(url: DatabaseUrl, dir: Arc<tempfile::TempDir>, seed: u64) -> House {
        let options = Options { durable: false, pg_connections: 4, ..Options::default() };
        let db = Db::open(&url, &options).await.unwrap();
        db.migrate(morning()).await.unwrap();
        let replayed = Replayed::new(&url, &dir);
        House::start(db, Arc::new(ManualClock::new(morning())), (dir, replayed), seed)
    }

    /// The same server started anew: it remembers only what is kept. Its ids are those of another seed.
    pub(crate) fn again(self, seed: u64) -> House {
        House::start(self.app.db.clone(), self.clock, (self.dir, self.replayed), seed)
    }

    fn start(
        db: Db,
        clock: Arc<ManualClock>,
        (dir, replayed): (Arc<tempfile::TempDir>, Replayed),
        seed: u64,
    ) -> House {
        let settings = Settings {
            court: COURT.to_owned(),
            fonts: concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/fonts").into(),
            exchange: dir.path().join("exchange"),
            hub: "99100000000000001".to_owned(),
            bodies: vec![("103".to_owned(), "农业银行".to_owned())],
            sample_seals: true,
            draw: Draw::WhenOpened,
            anchors: Some(dir.path().join("anchors")),
        };
        let app =
            App::new(db, clock.clone(), Ids::seeded(seed), Arc::new(Quiet), settings).unwrap();
        let router = zhixing_web::router(app.clone());
        House { app, clock, router, dir, replayed }
    }

    /// Both courts with their people.
    pub(crate) async fn open() -> House {
        let house = House::empty().await;
        for court in [COURT, OTHER] {
            assert!(staff::establish(&house.app, court, &establishment(court)).await.unwrap());
        }
        house
    }

    pub(crate) fn later(&self, secs: i64) {
        let at = self.clock.now().plus_secs(secs).unwrap();
        assert!(self.clock.advance_to(at));
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
        let bytes = match kind {
            // A stream of events does not end.
            Some(kind) if kind.starts_with("text/event-stream") => axum::body::Bytes::new(),
            _ => to_bytes(body, 64 << 20).await.unwrap(),
        };
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status: parts.status, headers: parts.headers, body, bytes }
    }

    /// The stream of events, open.
    pub(crate) async fn listen(&self, cookie: &str) -> Body {
        let request = self.request(Method::GET, "/api/events", cookie, None, &[]);
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        response.into_body()
    }

    /// Signs in and returns the cookie.
    pub(crate) async fn sign_in(&self, account: &str) -> String {
        let answer = self.try_sign_in(account, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::OK, "{account}: {:?}", answer.body);
        cookie(&answer)
    }

    pub(crate) async fn try_sign_in(&self, account: &str, password: &str) -> Answer {
        let body = json!({ "account": account, "password": password });
        self.send(self.request(Method::POST, "/api/session", "", Some(body), &[])).await
    }

    /// A request with the headers of a command.
    pub(crate) fn request(
        &self,
        method: Method,
        path: &str,
        cookie: &str,
        body: Option<Value>,
        headers: &[(&str, &str)],
    ) -> Request<Body> {
        let key = self.app.ids.next(self.clock.now()).to_string();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("x-requested-with", "zhixing")
            .header(header::COOKIE, format!("theme=dark; zhixing_session={cookie}"));
        if !headers.iter().any(|(name, _)| *name == "idempotency-key") {
            request = request.header("idempotency-key", key);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        match body {
            Some(body) => request
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(body.to_string()))
                .unwrap(),
            None => request.body(Body::empty()).unwrap(),
        }
    }

    pub(crate) async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.send(self.request(Method::GET, path, cookie, None, &[])).await
    }

    pub(crate) async fn post(&self, path: &str, cookie: &str, body: Value) -> Answer {
        self.send(self.request(Method::POST, path, cookie, Some(body), &[])).await
    }

    pub(crate) async fn put(&self, path: &str, cookie: &str, body: Value) -> Answer {
        self.send(self.request(Method::PUT, path, cookie, Some(body), &[])).await
    }

    /// Uploads a scan into a case.
    pub(crate) async fn upload(
        &self,
        case: &str,
        cookie: &str,
        kind: &str,
        name: &str,
        bytes: &[u8],
    ) -> Answer {
        let path = format!("/api/cases/{case}/do/add_material");
        self.post_file(&path, cookie, &[("kind", kind), ("pages", "3")], (name, bytes)).await
    }

    /// Sends a file by the form that a browser sends.
    pub(crate) async fn post_file(
        &self,
        path: &str,
        cookie: &str,
        fields: &[(&str, &str)],
        (name, bytes): (&str, &[u8]),
    ) -> Answer {
        let line = "----zhixing";
        let field = |(name, value): &(&str, &str)| {
            format!(
                "--{line}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
        };
        let fields: String = fields.iter().map(field).collect();
        let mut form = format!(
            "{fields}--{line}\r\nContent-Disposition: form-data; name=\"file\"; \
             filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        form.extend_from_slice(bytes);
        form.extend_from_slice(format!("\r\n--{line}--\r\n").as_bytes());
        let mut request = self.request(Method::POST, path, cookie, None, &[]);
        let kind = format!("multipart/form-data; boundary={line}");
        request.headers_mut().insert(header::CONTENT_TYPE, kind.parse().unwrap());
        *request.body_mut() = Body::from(form);
        self.send(request).await
    }

    /// Files a complete case as the window clerk of a court; returns its id.
    pub(crate) async fn file_case(&self, cookie: &str) -> String {
        let answer = self.post("/api/begin/file_case", cookie, application()).await;
        assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
        assert!(
            answer.body["happened"].to_string().contains("filing.accepted"),
            "{:?}",
            answer.body
        );
        answer.body["id"].as_str().unwrap().to_owned()
    }
}

/// The session's cookie of a sign-in.
pub(crate) fn cookie(answer: &Answer) -> String {
    let set = answer.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(set.contains("HttpOnly") && set.contains("SameSite=Strict"), "{set}");
    set.split(';').next().unwrap().split('=').nth(1).unwrap().to_owned()
}

/// A complete application: ¥5,289.00 of a sale contract, each time of another title: the same one twice is refused.
pub(crate) fn application() -> Value {
    static TITLES: AtomicU32 = AtomicU32::new(1000);
    let title = TITLES.fetch_add(1, Ordering::Relaxed);
    let material = |kind: &str| json!({ "kind": kind, "title": kind, "file": null, "pages": 2 });
    json!({
        "kind": "first",
        "claim": {
            "title": {
                "category": "court", "kind": "民事判决书", "issuer": "怀集县人民法院",
                "number": format!("（2025）粤1224民初{title}号"),
                "effective_on": "2025-12-01", "due_on": "2025-12-11",
                "operative_part": "被告向原告支付货款5289元。"
            },
            "items": [{ "kind": "principal", "title": "货款", "amount_fen": 528_900 }],
            "cause": "买卖合同纠纷", "delay_interest": true, "livelihood": false
        },
        "parties": [
            {
                "role": "applicant", "kind": "person", "name": "李树",
                "identity_number": "11010519491231002X", "phone": "13800138000",
                "address": "怀集县怀城街道2号", "representative": "",
                "service_address": "怀集县怀城街道2号",
                "account": {
                    "name": "李树", "bank": "怀集支行", "bank_code": "",
                    "account": "6222020000001234"
                }
            },
            {
                "role": "respondent", "kind": "person", "name": "王海",
                "identity_number": "440524198001010013", "phone": "13900139000",
                "address": "怀集县冷坑镇3号", "representative": "", "service_address": "",
                "account": null
            }
        ],
        "materials": [
            material("application"), material("title"), material("effect_proof"),
            material("identity"), material("service_address"), material("payee_account")
        ],
        "jurisdiction": "first_instance",
        "received_on": "2026-03-02",
        "performed": false,
        "by_agent": false,
        "duplicate_search": "检索未发现重复立案",
        "risk_notice_given": true
    })
}
