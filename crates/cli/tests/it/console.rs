//! What the administrator's commands say when they cannot do what they are told.

use std::path::Path;
use std::process::{Command, Output};

use zhixing_app::{
    clock::{Clock as _, SystemClock},
    ids::Ids,
};
use zhixing_domain::ground::id::CaseId;
use zhixing_store::{
    Access, DatabaseUrl, Db, Options, docket::StreamKind, schema_list::MIGRATIONS,
};

fn start(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zhixing")).args(words).output().expect("the binary starts")
}

/// The one line of a command that failed.
fn refused(words: &[&str]) -> String {
    let ended = start(words);
    let said = String::from_utf8(ended.stderr).expect("the binary prints UTF-8");
    assert!(!ended.status.success(), "{words:?}");
    assert_eq!(String::from_utf8_lossy(&ended.stdout), "", "{words:?}");
    assert_eq!(said.lines().count(), 1, "{words:?}: {said}");
    assert!(said.starts_with("出错："), "{said}");
    said
}

fn says(words: &[&str], part: &str) {
    let said = refused(words);
    assert!(said.contains(part), "{words:?}: {said}");
}

/// A database at the first `upto` migrations, with a stream of each court.
fn database(dir: &Path, upto: usize, courts: &[&str]) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let options = Options { durable: false, ..Options::default() };
        let db = Db::open(&DatabaseUrl::in_dir(dir), &options).await.unwrap();
        db.migrate_with(&MIGRATIONS[..upto], SystemClock.now()).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        for court in courts {
            let id = serde_json::json!("01990000-0000-7000-8000-000000000001");
            let id: CaseId = serde_json::from_value(id).unwrap();
            tx.lock_stream(court, id.0, StreamKind::Court).await.unwrap();
        }
        tx.commit().await.unwrap();
        db.close().await;
    });
}

#[test]
fn a_mistyped_path_makes_no_database() {
    let house = tempfile::tempdir().unwrap();
    let data = house.path().join("写错了");
    let data = data.to_str().unwrap();
    let to = house.path().join("backup");
    let commands: [&[&str]; 6] = [
        &["verify"],
        &["rebuild"],
        &["backup", "--to", to.to_str().unwrap()],
        &["anchor", "make", "--court", "粤1224"],
        &["anchor", "export", "--court", "粤1224"],
        &["doctor"],
    ];
    for words in commands {
        says(&[words, &["--data", data]].concat(), "没有数据库文件");
        says(&[words, &["--database", &format!("sqlite:{data}")]].concat(), "没有数据库文件");
    }
    assert_eq!(std::fs::read_dir(house.path()).unwrap().count(), 0);
}

#[test]
fn another_schema_is_refused_and_the_doctor_still_reports() {
    let house = tempfile::tempdir().unwrap();
    let data = house.path().to_str().unwrap();
    database(house.path(), MIGRATIONS.len() - 1, &[]);
    for words in [&["verify"][..], &["rebuild"], &["anchor", "make", "--court", "粤1224"]] {
        says(&[words, &["--data", data]].concat(), "旧版本的结构");
    }
    let ended = start(&["doctor", "--data", data]);
    let said = String::from_utf8(ended.stdout).unwrap();
    assert_eq!(ended.status.code(), Some(1), "{said}");
    assert!(said.contains("旧版本的结构") && said.contains("断电不丢失"), "{said}");
    std::fs::write(house.path().join("zhixing.db"), vec![b'x'; 8_192]).unwrap();
    says(&["verify", "--data", data], "这个文件不是数据库");
    std::fs::write(house.path().join("zhixing.db"), "").unwrap();
    says(&["verify", "--data", data], "还没有数据");
}

#[test]
fn a_place_that_cannot_be_a_database_is_said_in_chinese() {
    let house = tempfile::tempdir().unwrap();
    let file = house.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let serve = ["serve", "--court", "粤1224", "--listen", "127.0.0.1:0"];
    let data = ["--data", file.to_str().unwrap()];
    says(&[&serve[..], &data].concat(), "有一个同名的文件");
    says(&[&serve[..], &["--database", "mysql://x"]].concat(), "数据库地址不正确");
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let address = format!("postgres://u:secret@127.0.0.1:{port}/zhixing");
    let said = refused(&["verify", "--database", &address]);
    assert!(said.contains(&format!("连不上数据库服务器 127.0.0.1:{port}")), "{said}");
    assert!(!said.contains("secret"), "{said}");
}

#[test]
fn a_server_that_cannot_listen_makes_no_administrator() {
    let house = tempfile::tempdir().unwrap();
    let data = house.path().join("data");
    let serve = |listen: &str| {
        let data = data.to_str().unwrap();
        refused(&["serve", "--court", "粤1224", "--data", data, "--listen", listen])
    };
    for listen in
        ["8080", "127.0.0.1", "127.0.0.1:99999", "300.1.1.1:80", "http://x:80", "::1:80", ""]
    {
        let said = serve(listen);
        assert!(said.contains("例如 127.0.0.1:8080"), "{listen}: {said}");
    }
    assert!(!data.exists());
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let said = serve(&taken.local_addr().unwrap().to_string());
    assert!(said.contains("端口已被占用"), "{said}");
    // TEST-NET-1 belongs to no machine.
    let said = serve("192.0.2.1:80");
    assert!(said.contains("不是本机的"), "{said}");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let options = Options { access: Access::Read, ..Options::default() };
        let db = Db::open(&DatabaseUrl::in_dir(&data), &options).await.unwrap();
        assert_eq!(db.read().await.unwrap().credential_count("粤1224").await.unwrap(), 0);
    });
}

#[test]
fn the_data_of_another_court_are_refused() {
    let house = tempfile::tempdir().unwrap();
    database(house.path(), MIGRATIONS.len(), &["粤1224"]);
    let data = house.path().to_str().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = taken.local_addr().unwrap().to_string();
    let serve = ["serve", "--data", data, "--listen", &listen, "--court"];
    says(&[&serve[..], &["京0107"]].concat(), "数据属于粤1224，启动参数写的是京0107");
    says(&[&serve[..], &["粤1224"]].concat(), "端口已被占用");
    says(&[&serve[..], &["粤１２２４"]].concat(), "端口已被占用");
    says(&[&serve[..], &["怀集"]].concat(), "法院代字");
}

#[test]
fn a_wrong_configuration_names_the_file_and_the_key() {
    let house = tempfile::tempdir().unwrap();
    let path = house.path().join("court.toml");
    let file = path.to_str().unwrap();
    let serve = ["serve", "--config", file];
    says(&serve, "没有这个文件");
    let data = house.path().join("data");
    let head = format!("[court]\ncode = \"粤1224\"\n[data]\ndir = {:?}\n", data);
    let cases = [
        ("[court\n", "不是正确的 TOML"),
        ("[gateway]\naddress = \"x\"\n", "没有“address”这一项"),
        ("[[network.bodies]]\ncode = \"x\"\n", "缺少“network.bodies[0].name”这一项"),
        ("[gateway]\ntimeout_secs = \"soon\"\n", "值类型不对"),
        ("[gateway]\nurl = \"sms.example\"\n", "gateway.url"),
        ("[gateway]\nurl = \"https://\"\n", "gateway.url"),
        ("[network]\nhub = \"1234\"\n", "17 位数字"),
        ("[documents]\nfonts = \"/没有/字体\"\n", "没有字体目录"),
        ("[server]\nlisten = \"8080\"\n", "监听地址“8080”"),
    ];
    for (text, part) in cases {
        std::fs::write(&path, format!("{head}{text}")).unwrap();
        says(&serve, part);
    }
    for (text, part) in cases.iter().take(4) {
        std::fs::write(&path, format!("{head}{text}")).unwrap();
        assert!(refused(&serve).contains(file), "{part}");
    }
    let both =
        format!("[court]\ncode = \"粤1224\"\n[data]\ndir = {:?}\ndatabase = \"sqlite:x\"\n", data);
    std::fs::write(&path, both).unwrap();
    says(&serve, "只能写一个");
    // A number code from the environment keeps its zeros: the next mistake is reached.
    std::fs::write(&path, format!("{head}[documents]\nfonts = \"/没有/字体\"\n")).unwrap();
    let ended = Command::new(env!("CARGO_BIN_EXE_zhixing"))
        .args(serve)
        .env("ZHIXING__NETWORK__HUB", "00000000000000001")
        .output()
        .unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(said.contains("没有字体目录"), "{said}");
    assert!(!data.exists());
}

/// Sends what a page sends. The whole answer.
fn send(address: &str, path: &str, cookie: &str, body: &str) -> String {
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let (length, key) = (body.len(), Ids::random().next(SystemClock.now()));
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\nx-requested-with: zhixing\r\n\
         idempotency-key: {key}\r\ncookie: {cookie}\r\n\
         content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    std::io::Write::write_all(&mut stream, head.as_bytes()).unwrap();
    let mut answer = String::new();
    std::io::Read::read_to_string(&mut stream, &mut answer).unwrap();
    answer
}

/// The administrator with a password of their own.
fn admin_session(address: &str, once: &str) -> String {
    let sign_in = |password: &str| {
        let body = serde_json::json!({ "account": "admin", "password": password }).to_string();
        let answer = send(address, "/api/session", "", &body);
        let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        cookie.split(';').next().unwrap().to_owned()
    };
    let own = "Own-Password-2026";
    let body = serde_json::json!({ "old_password": once, "new_password": own }).to_string();
    let changed = send(address, "/api/session/password", &sign_in(once), &body);
    assert!(changed.starts_with("HTTP/1.1 204"), "{changed}");
    sign_in(own)
}

#[test]
fn the_console_lets_an_administrator_in_again_beside_a_running_server() {
    let house = tempfile::tempdir().unwrap();
    let data = house.path().join("data");
    let data = data.to_str().unwrap();
    let mut server = Command::new(env!("CARGO_BIN_EXE_zhixing"))
        .args(["serve", "--court", "粤1224", "--data", data, "--listen", "127.0.0.1:0"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(server.stdout.take().unwrap()));
    let ready = lines.find_map(|line| line.unwrap().split("http://").nth(1).map(str::to_owned));
    let address = ready.expect("the server says where it is");
    let admin = |what: &str, account: &str| {
        let words = ["admin", what, "--data", data, "--court", "粤1224", "--account", account];
        let ended = start(&words);
        (
            ended.status.success(),
            String::from_utf8(ended.stdout).unwrap(),
            String::from_utf8(ended.stderr).unwrap(),
        )
    };
    let sign_in = |account: &str, password: &str| {
        let body = serde_json::json!({ "account": account, "password": password }).to_string();
        let answer = send(&address, "/api/session", "", &body);
        answer.split(' ').nth(1).unwrap_or_default().to_owned()
    };
    let once =
        |said: &str| said.lines().last().unwrap().split_whitespace().last().unwrap().to_owned();
    let (ok, said, why) = admin("password", "admin");
    assert!(ok, "{why}");
    let password = once(&said);
    for _ in 0..5 {
        assert_eq!(sign_in("admin", "wrong-password"), "401");
    }
    assert_eq!(sign_in("admin", &password), "401", "locked");
    let listed = start(&["admin", "list", "--data", data, "--court", "粤1224"]);
    assert!(String::from_utf8(listed.stdout).unwrap().contains("锁定至"));
    let (ok, said, why) = admin("unlock", "admin");
    assert!(ok && said.contains("已解锁"), "{why}");
    assert_eq!(sign_in("admin", &password), "200");
    let (ok, said, why) = admin("appoint", "xin.guanli");
    assert!(ok, "{why}");
    assert_eq!(sign_in("xin.guanli", &once(&said)), "200");
    let (ok, _, why) = admin("unlock", "meiyou");
    assert!(!ok && why.contains("没有账号“meiyou”"), "{why}");
    // A court that has just begun has nobody who could confirm its first president: the console does.
    let nothing = admin("confirm", "yuanzhang");
    assert!(!nothing.0 && nothing.2.contains("没有待确认"), "{}", nothing.2);
    let session = admin_session(&address, &password);
    let president = r#"{"account":"yuanzhang","name":"院长","roles":["president"]}"#;
    let answer = send(&address, "/api/people", &session, president);
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    let answer: serde_json::Value = serde_json::from_str(body).unwrap();
    let first = answer["first_password"].as_str().unwrap();
    assert_eq!(sign_in("yuanzhang", first), "401", "nobody has confirmed it");
    let listed = start(&["admin", "list", "--data", data, "--court", "粤1224"]);
    assert!(String::from_utf8(listed.stdout).unwrap().contains("待确认：系统管理员于"));
    let (ok, said, why) = admin("confirm", "yuanzhang");
    assert!(ok && said.contains("已确认设立账号"), "{why}");
    assert_eq!(sign_in("yuanzhang", first), "200");
    server.kill().unwrap();
    server.wait().unwrap();
    // What the console did is in the docket, and the chain holds.
    let verified = start(&["verify", "--data", data]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}
