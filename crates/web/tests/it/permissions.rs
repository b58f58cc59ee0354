//! 权限矩阵：every route × every role × own case, other person's case, other court's case, as it really answers.
//!
//! `y` allowed (whatever the command itself then says), `n` forbidden (403), `-` not there (404). Three letters per
//! role: the one who holds the posts and the case, one of the same role who does not, one of another court.

use std::{collections::BTreeMap, fmt::Write as _};

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::{Value, json};
use zhixing_domain::{
    ground::act::Act,
    ground::field::sent,
    policy::{self, Reach, RoleTable},
    roof,
};

use crate::court::{House, ROLES};

/// An id that nothing has.
const NOTHING: &str = "0199aaaa-0000-7000-8000-0000000000ff";

/// What is sent to an operation: enough to be read, not enough to change anything.
fn sample(operation: &str, ids: &Ids) -> Value {
    if let Some(command) = roof::find(operation) {
        return command.sample();
    }
    if let Some(beginning) = roof::beginning(operation) {
        return sent::sample(beginning.fields);
    }
    let case = &ids.case;
    let reason = json!({ "reason": "权限测试" });
    match operation {
        "add_person" => json!({ "account": "t.new", "name": "新人", "roles": [] }),
        "change_roles" => json!({ "roles": [], "teams": [], "reason": "权限测试" }),
        "record_leave" => json!({ "from_on": "2026-03-03", "until_on": "2026-03-02" }),
        "disable_person" | "enable_person" | "give_up_job" => reason,
        "describe_court" => json!({
            "court_name": "", "parent": "", "address": "", "phone": "",
            "fund_account": { "name": "", "bank": "", "bank_code": "", "account": "" },
            "treasury_account": { "name": "", "bank": "", "bank_code": "", "account": "" }
        }),
        "adopt_mode" => json!({ "from": "2026-01-01", "in_flight": "stay" }),
        "import_mode" | "check_mode" => json!({ "files": [{ "name": "a.toml", "text": "" }] }),
        "fill_post" => json!({ "holders": [], "stand_ins": [] }),
        "start_bulk" => json!({
            "list": "no-such-list", "command": "accept_task", "fields": {}, "rows": [], "filter": {}
        }),
        "start_sheet" => json!({ "sheet": "no-such-sheet", "take": "good" }),
        "check_party" => json!({ "party": {} }),
        "save_view" => json!({ "filter": {} }),
        "refuse_receipt" => reason,
        "open_original" => {
            json!({ "subject": format!("document:{NOTHING}"), "purpose": "权限测试" })
        }
        "claim_receipt" => json!({ "case_no": "不是案号", "reason": "权限测试" }),
        "export_list" => json!({ "filter": {} }),
        "advance_clock" => json!({ "advance_days": 0 }),
        "see_notices" => json!({ "keys": [] }),
        "change_password" => json!({ "old_password": "x", "new_password": "y" }),
        "unmask" => json!({
            "subject": format!("case:{case}/party:{NOTHING}"), "field": "phone",
            "reason": "权限测试"
        }),
        "confirm_access" | "refuse_access" | "withdraw_access" => json!({}),
        "unlock_person" | "reset_password" | "confirm_receipt" | "export_batch" | "cancel_job"
        | "resend_job" | "delete_view" | "touch_case" => {
            json!({})
        }
        other => panic!("say in this table what to send to `{other}`"),
    }
}

struct Route {
    method: Method,
    path: String,
    operation: String,
    act: String,
    multipart: bool,
}

fn routes() -> Vec<Route> {
    let document: Value = serde_json::from_str(&zhixing_web::openapi_json()).unwrap();
    let mut routes = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let act = operation["x-act"].as_str();
            let act = act.unwrap_or_else(|| panic!("{method} {path} declares no act")).to_owned();
            let known = Act::ALL.iter().any(|known| known.code() == act);
            assert!(known || ["open", "session", "list"].contains(&act.as_str()), "{act}");
            let content = &operation["requestBody"]["content"];
            let route = |path: String, act: &str| Route {
                method: method.to_uppercase().parse().unwrap(),
                path,
                operation: operation["operationId"].as_str().unwrap().to_owned(),
                act: act.to_owned(),
                multipart: content["multipart/form-data"].is_object(),
            };
            if !path.contains("{list}") {
                routes.push(route(path.clone(), &act));
                continue;
            }
            // One family of routes, and each list's own act.
            for list in zhixing_app::list::ALL {
                let own = if act == "list" { list.act.code() } else { act.as_str() };
                routes.push(route(path.replace("{list}", list.key), own));
            }
        }
    }
    routes
}

/// What the case's routes are asked about.
struct Ids {
    case: String,
    document: String,
    approval: String,
    /// SM3 of a scan that the case holds.
    file: String,
}

async fn ask(house: &House, route: &Route, ids: &Ids, cookie: &str) -> char {
    let path = route
        .path
        .replace("/cases/{id}", &format!("/cases/{}", ids.case))
        .replace("{document}/pdf", &format!("{}/pdf", ids.document))
        .replace("{document}/docx", &format!("{}/docx", ids.document))
        .replace("{approval}", &ids.approval)
        .replace("{file}", &ids.file)
        .replace("/candidate", "/candidate?case_no=不是案号")
        .replace("{version}", "1")
        .replace("{post}", "no-such-post")
        .replace("{name}", "mine");
    let mut path: String = path
        .split('/')
        .map(|part| if part.starts_with('{') { NOTHING } else { part })
        .collect::<Vec<_>>()
        .join("/");
    match route.operation.as_str() {
        "filing_form" => path.push_str("?format=csv"),
        "batch_file" => path.push_str("?format=csv"),
        "diff_modes" => path.push_str("?with_key=no-such-mode&with_version=1"),
        "demo_statement" => path.push_str("?from=2026-03-01&to=2026-03-02&format=csv"),
        _ => {}
    }
    let request = if route.multipart {
        let boundary = "----zhixing";
        let form = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\
             Content-Type: text/plain\r\n\r\nnothing\r\n--{boundary}--\r\n"
        );
        let kind = format!("multipart/form-data; boundary={boundary}");
        let key = house.app.ids.next(house.app.clock.now()).to_string();
        Request::builder()
            .method(route.method.clone())
            .uri(path)
            .header("x-requested-with", "zhixing")
            .header("idempotency-key", key)
            .header(header::COOKIE, format!("zhixing_session={cookie}"))
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(form))
            .unwrap()
    } else {
        let body = (route.method != Method::GET).then(|| sample(&route.operation, ids));
        house.request(route.method.clone(), &path, cookie, body, &[])
    };
    let answer = house.send(request).await;
    match answer.status {
        StatusCode::FORBIDDEN => 'n',
        StatusCode::NOT_FOUND => '-',
        status if status == StatusCode::SERVICE_UNAVAILABLE => 'y',
        status => {
            let place = format!("{} {}", route.method, route.path);
            assert!(!status.is_server_error(), "{place}: {:?}", answer.body);
            assert_ne!(status, StatusCode::UNAUTHORIZED, "{place}: {:?}", answer.body);
            assert_ne!(status, StatusCode::BAD_REQUEST, "{place}: {:?}", answer.body);
            'y'
        }
    }
}

#[tokio::test]
async fn every_route_answers_every_role_as_the_role_table_says() {
    let mut house = House::open().await;
    let clerk = house.sign_in("ax.window_clerk").await;
    let case = house.file_case(&clerk).await;
    let chief = house.sign_in("ax.bureau_chief").await;
    let assign = json!({ "lane": "ordinary", "reason": "需要承办人和团队" });
    let assigned =
        house.post(&format!("/api/cases/{case}/do/override_triage"), &chief, assign).await;
    assert_eq!(assigned.status, StatusCode::OK, "{:?}", assigned.body);
    let approval = assigned.body["id"].as_str().unwrap().to_owned();
    let president = house.sign_in("ax.president").await;
    let sign = json!({ "approval": assigned.body["id"], "opinion": "" });
    let signed = house.post(&format!("/api/cases/{case}/do/sign_approval"), &president, sign).await;
    assert_eq!(signed.body["happened"][1], "triage.overridden", "{:?}", signed.body);
    let page = house.get(&format!("/api/cases/{case}"), &clerk).await;
    let document = page.body["documents"][0]["id"].as_str().expect("filing makes documents");
    let scan = house.upload(&case, &clerk, "other", "a.pdf", b"%PDF-1.7 scan").await;
    assert_eq!(scan.status, StatusCode::OK, "{:?}", scan.body);
    let page = house.get(&format!("/api/cases/{case}"), &clerk).await;
    let scans = page.body["materials"].as_array().unwrap();
    let file = scans.iter().find_map(|m| m["file"].as_str()).unwrap().to_owned();
    let document = document.to_owned();
    let ids = Ids { case, document, approval, file };
    let table = RoleTable::parse(policy::SHIPPED).unwrap();
    let mut cookies = BTreeMap::new();
    for role in ROLES {
        for set in ["ax", "ay", "cx"] {
            let account = format!("{set}.{}", role.code());
            cookies.insert(account.clone(), house.sign_in(&account).await);
        }
    }
    let mut text =
        String::from("own / same role without the case / other court: y allowed, n 403, - 404\n");
    let roles = ROLES.map(|role| format!("{:<16}", role.code())).join("");
    writeln!(text, "{:<52}{:<20}{}", "route", "act", roles.trim_end()).unwrap();
    for (place, route) in (1000..).zip(routes()) {
        if place % 20 == 0 {
            // Who is refused thirty times waits.
            house = house.again(place);
        }
        let mut line =
            format!("{:<52}{:<20}", format!("{} {}", route.method, route.path), route.act);
        if route.act == "open" {
            writeln!(text, "{}", line.trim_end()).unwrap();
            continue;
        }
        for role in ROLES {
            let mut cell = String::new();
            for set in ["ax", "ay", "cx"] {
                let cookie = &cookies[&format!("{set}.{}", role.code())];
                cell.push(ask(&house, &route, &ids, cookie).await);
            }
            check(&table, &route, role, &cell);
            write!(line, "{cell:<16}").unwrap();
        }
        writeln!(text, "{}", line.trim_end()).unwrap();
    }
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/permissions.txt");
    if std::env::var_os("ZHIXING_BLESS").is_some() {
        std::fs::write(file, &text).unwrap();
        return;
    }
    let known = std::fs::read_to_string(file).unwrap_or_default();
    assert!(known == text, "the matrix has changed; look, then run with ZHIXING_BLESS=1:\n{text}");
}

/// The answer is what the role table says, whatever the golden file holds.
fn check(table: &RoleTable, route: &Route, role: zhixing_domain::ground::actor::Role, cell: &str) {
    let place = format!("{} {} as {}: {cell}", route.method, route.path, role.code());
    let Some(act) = Act::ALL.iter().find(|act| act.code() == route.act) else { return };
    let reach = table.reach(role, *act);
    let of_case = route.path.starts_with("/api/cases/{id}") || route.operation == "unmask";
    let letters: Vec<char> = cell.chars().collect();
    if of_case {
        assert_eq!(letters[2], '-', "{place}: another court's case must not exist");
    }
    // Rows of one case each: whoever has their own cases has a part in them, all else is the court's.
    let mut lists = zhixing_app::list::ALL.iter().filter(|list| list.has_cases());
    let own_rows = ["list_payouts", "claim_receipt"].contains(&route.operation.as_str())
        || lists.any(|list| route.path.starts_with(&format!("/api/lists/{}", list.key)));
    match reach {
        None => assert!(!cell.contains('y'), "{place}: not granted"),
        Some(Reach::Own) if of_case => assert_ne!(letters[1], 'y', "{place}: not their case"),
        Some(Reach::Own) if !own_rows => {
            assert!(!cell.contains('y'), "{place}: not one case, so not their own");
        }
        Some(_) if of_case => assert_eq!(&cell[..2], "yy", "{place}: granted for the court"),
        Some(_) => {}
    }
}
