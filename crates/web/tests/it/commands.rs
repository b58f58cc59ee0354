//! Commands: once and only once, never on a stale form, never half read.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::json;
use zhixing_app::work::Meta;

use crate::court::{COURT, House, application};

const CLERK: &str = "ax.window_clerk";

#[tokio::test]
async fn a_write_without_the_pages_header_is_refused() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let mut request =
        house.request(Method::POST, "/api/begin/file_case", &clerk, Some(application()), &[]);
    request.headers_mut().remove("x-requested-with");
    let answer = house.send(request).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::FORBIDDEN, "cross_site"));
}

#[tokio::test]
async fn a_repeated_command_is_applied_once_and_its_id_serves_nothing_else() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let key = [("idempotency-key", "0199aaaa-0000-7000-8000-000000000001")];
    let send = |body| house.request(Method::POST, "/api/begin/file_case", &clerk, Some(body), &key);
    let body = application();
    let first = house.send(send(body.clone())).await;
    let again = house.send(send(body)).await;
    assert_eq!(first.status, StatusCode::OK, "{:?}", first.body);
    assert_eq!(first.body, again.body);
    assert_eq!(first.body["case_no"], json!("（2026）粤1224执1号"));
    let mut other = application();
    other["claim"]["cause"] = json!("民间借贷纠纷");
    let reused = house.send(send(other)).await;
    assert_eq!((reused.status, reused.code()), (StatusCode::CONFLICT, "command_reused"));
    let list = house.get("/api/lists/cases/total", &clerk).await;
    assert_eq!(list.body["count"], json!(1));
}

#[tokio::test]
async fn a_command_needs_its_id() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let bad = [("idempotency-key", "once")];
    let request =
        house.request(Method::POST, "/api/begin/file_case", &clerk, Some(application()), &bad);
    let answer = house.send(request).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.message().contains("Idempotency-Key"), "{}", answer.message());
}

#[tokio::test]
async fn a_stale_form_is_refused_with_what_others_did() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let judge = house.sign_in("ax.judge").await;
    let id = house.file_case(&clerk).await;
    let opened = house.get(&format!("/api/cases/{id}"), &clerk).await.body["version"].clone();
    let talk = json!({
        "respondent_contacts": "", "respondent_property": "", "respondent_work": "",
        "willingness": "willing", "credit": "good", "antagonism": false, "plan": "先行查控"
    });
    let path = format!("/api/cases/{id}/do/record_interview");
    let done = house.post(&path, &clerk, talk.clone()).await;
    assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    let version = format!("\"{opened}\"");
    let stale = [("if-match", version.as_str())];
    let request = house.request(Method::POST, &path, &judge, Some(talk), &stale);
    let answer = house.send(request).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::CONFLICT, "stale"));
    let label = answer.body["changes"][0]["label"].as_str().unwrap();
    assert!(label.contains("执前谈话") && label.contains("窗口立案人员"), "{label}");
}

#[tokio::test]
async fn everything_that_is_missing_is_said_at_once() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let mut body = application();
    body["materials"] = json!([]);
    body["performed"] = json!(true);
    let answer = house.post("/api/begin/file_case", &clerk, body).await;
    assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
    assert_eq!(answer.body["case_no"], json!("未立案"));
    let path = format!("/api/cases/{}", answer.body["id"].as_str().unwrap());
    let page = house.get(&path, &clerk).await.body;
    let missing = page["missing"].as_array().unwrap();
    assert!(1 < missing.len(), "{missing:?}");
    let said = page["missing"].to_string();
    for paper in ["申请执行书", "生效法律文书", "身份证明"] {
        assert!(said.contains(paper), "{paper}: {said}");
    }
    assert!(missing.iter().all(|item| item["basis"].is_string()), "{missing:?}");
    let full = house.post("/api/begin/file_case", &clerk, application()).await;
    assert_eq!(full.body["case_no"], json!("（2026）粤1224执1号"), "no number is used up");
}

#[tokio::test]
async fn every_field_of_an_application_that_breaks_its_rule_is_named_at_once_with_its_place() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let mut body = application();
    body["kind"] = json!("objection");
    body["claim"]["cause"] = json!(" ");
    body["claim"]["items"][0]["amount_fen"] = json!(0);
    body["parties"][1]["role"] = json!("king");
    body["parties"][0]["account"]["bank"] = json!(null);
    let answer = house.post("/api/begin/file_case", &clerk, body).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::UNPROCESSABLE_ENTITY, "field"));
    let findings = answer.body["findings"].as_array().unwrap();
    let said: Vec<(&str, &str)> = findings
        .iter()
        .map(|found| (found["field"].as_str().unwrap(), found["title"].as_str().unwrap()))
        .collect();
    let named: Vec<&str> = said.iter().map(|(field, _)| *field).collect();
    let expected = [
        "kind",
        "claim.items[0].amount_fen",
        "claim.cause",
        "parties[0].account.bank",
        "parties[1].role",
    ];
    assert_eq!(named, expected);
    assert_eq!(said[1].1, "执行请求的标的明细“货款”的金额应大于零，请核对金额。");
    assert_eq!(said[4].1, "当事人“王海”的诉讼地位不在可选范围内，请从列表中选择。");
    let list = house.get("/api/lists/cases/total", &clerk).await;
    assert_eq!(list.body["count"], json!(0));
}

#[tokio::test]
async fn malformed_requests_say_where_and_what() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let mut unknown = application();
    unknown["colour"] = json!("red");
    let answer = house.post("/api/begin/file_case", &clerk, unknown).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::BAD_REQUEST, "malformed"));
    assert!(answer.message().contains("多余的“colour”"), "{}", answer.message());
    let mut date = application();
    date["received_on"] = json!("2026-02-30");
    let answer = house.post("/api/begin/file_case", &clerk, date).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.message().contains("2026-02-30"), "{}", answer.message());
    let mut person = application();
    person["parties"][1]["identity_number"] = json!("440524198001010014");
    let answer = house.post("/api/begin/file_case", &clerk, person).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.body["findings"][0]["field"], json!("parties[1].identity_number"));
    let request = Request::builder()
        .method(Method::POST)
        .uri("/api/begin/file_case")
        .header("x-requested-with", "zhixing")
        .header("idempotency-key", "0199aaaa-0000-7000-8000-000000000002")
        .header(header::COOKIE, format!("zhixing_session={clerk}"))
        .header(header::CONTENT_TYPE, "text/plain")
        .body(Body::from("hello"))
        .unwrap();
    assert_eq!(house.send(request).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let huge = json!({ "plan": "长".repeat(400_000) });
    let answer = house.post("/api/begin/file_case", &clerk, huge).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    for path in [
        "/api/lists/cases?limit=x",
        "/api/lists/cases?after=zzz",
        "/api/lists/cases?q=%00",
        "/api/nothing",
    ] {
        let answer = house.get(path, &clerk).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        assert!(!answer.message().is_empty(), "{path}");
    }
}

#[tokio::test]
async fn identity_phone_and_account_are_masked_until_asked_for_on_record() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let id = house.file_case(&clerk).await;
    let page = house.get(&format!("/api/cases/{id}"), &clerk).await;
    let text = page.body.to_string();
    for secret in ["11010519491231002X", "13800138000", "6222020000001234"] {
        assert!(!text.contains(secret), "{secret} is on the page");
    }
    let number = &page.body["parties"][0]["identity_number"];
    assert_eq!(number["masked"], json!("110***********002X"));
    let ask = json!({
        "subject": number["subject"], "field": number["field"], "reason": "核对身份"
    });
    let shown = house.post("/api/unmask", &clerk, ask).await;
    assert_eq!(shown.body["value"], json!("11010519491231002X"), "{:?}", shown.body);
    let docket = house.get(&format!("/api/cases/{id}/docket"), &clerk).await;
    let first = &docket.body["items"][0];
    assert_eq!(first["kind"], json!("access.unmasked"));
    assert!(first["text"].as_str().unwrap().contains("核对身份"), "{first}");
}

#[tokio::test]
async fn a_case_of_another_court_does_not_exist() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let stranger = house.sign_in("cx.judge").await;
    let id = house.file_case(&clerk).await;
    let answer = house.get(&format!("/api/cases/{id}"), &stranger).await;
    let nothing = house.get("/api/cases/0199aaaa-0000-7000-8000-0000000000ff", &stranger).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(answer.message(), nothing.message());
}

#[tokio::test]
async fn a_page_that_was_opened_for_another_person_does_nothing_in_the_name_of_who_signed_in_since()
{
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let judge = house.sign_in("ax.judge").await;
    let opened_by = house.get("/api/session", &judge).await.body["id"].clone();
    let now = house.get("/api/session", &clerk).await.body["id"].clone();
    let file = |person: &str| {
        let named = [("x-acting-for", person)];
        house.request(Method::POST, "/api/begin/file_case", &clerk, Some(application()), &named)
    };
    for person in [opened_by.as_str().unwrap(), "", "nobody"] {
        let answer = house.send(file(person)).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::CONFLICT, "person_changed"));
        assert!(answer.message().contains("换成窗口立案人员"), "{}", answer.message());
    }
    assert_eq!(house.get("/api/lists/cases/total", &clerk).await.body["count"], json!(0));
    let own = house.send(file(now.as_str().unwrap())).await;
    assert_eq!(own.status, StatusCode::OK, "{:?}", own.body);
}

#[tokio::test]
async fn what_is_written_down_late_keeps_both_times() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let case = house.file_case(&clerk).await;
    house.later(3600);
    let path = format!("/api/cases/{case}/do/record_interview");
    let body = json!({
        "respondent_contacts": "13900139000", "respondent_property": "", "respondent_work": "",
        "willingness": "unknown", "credit": "unknown", "antagonism": false, "plan": "先查控"
    });
    let late = |at: &str| {
        let headers = [("happened-at", at)];
        house.request(Method::POST, &path, &clerk, Some(body.clone()), &headers)
    };
    let future = house.send(late("2026-03-02T02:00:01Z")).await;
    assert_eq!((future.status, future.code()), (StatusCode::UNPROCESSABLE_ENTITY, "field"));
    let before = house.send(late("2026-03-02T00:59:59Z")).await;
    assert!(before.message().contains("案件收件之后"), "{}", before.message());
    let unread = house.send(late("上午")).await;
    assert_eq!(unread.status, StatusCode::BAD_REQUEST);
    let done = house.send(late("2026-03-02T01:30:00Z")).await;
    assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    let docket = house.get(&format!("/api/cases/{case}/docket"), &clerk).await;
    let lines = docket.body["items"].as_array().unwrap();
    let line = lines.iter().find(|line| line["kind"] == json!("filing.interviewed")).unwrap();
    assert_eq!(line["at"], json!("2026-03-02T01:30:00.000000Z"));
    let recorded_at = line["recorded_at"].as_str().unwrap();
    assert!(recorded_at.starts_with("2026-03-02T02:00:00."), "{recorded_at}");

    let admin = house.sign_in("ax.administrator").await;
    let person = json!({ "account": "t.late", "name": "新人", "roles": [] });
    let headers = [("happened-at", "2026-03-02T02:00:00Z")];
    let not_a_case = house.request(Method::POST, "/api/people", &admin, Some(person), &headers);
    let refused = house.send(not_a_case).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{:?}", refused.body);
}

#[tokio::test]
async fn the_ids_of_the_systems_own_commands_cannot_be_used_up() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let case = house.file_case(&clerk).await;
    let day = house.app.clock.now().day();
    let foreseen = Meta::system(COURT, "measure.lapse", &format!("{case}:{day}")).command;
    let key = foreseen.to_string();
    let headers = [("idempotency-key", key.as_str())];
    let used =
        house.request(Method::POST, "/api/begin/file_case", &clerk, Some(application()), &headers);
    let refused = house.send(used).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{:?}", refused.body);
}

#[tokio::test]
async fn a_repeated_unmasking_needs_the_right_and_shows_nothing_new() {
    let house = House::open().await;
    let (clerk, admin) =
        (house.sign_in("ax.window_clerk").await, house.sign_in("ax.administrator").await);
    let case = house.file_case(&clerk).await;
    let page = house.get(&format!("/api/cases/{case}"), &clerk).await;
    let applicant = page.body["parties"][0]["id"].as_str().unwrap().to_owned();
    let again = |by: &str, field: &str| {
        let key = if field == "account" {
            "01990000-0000-7000-8000-00000000000a"
        } else {
            "01990000-0000-7000-8000-00000000000b"
        };
        let body = json!({
            "subject": format!("case:{case}/party:{applicant}"), "field": field, "reason": "核对"
        });
        let headers = [("idempotency-key", key)];
        house.send(house.request(Method::POST, "/api/unmask", by, Some(body), &headers))
    };
    assert_eq!(again(&clerk, "account").await.body["value"], json!("6222020000001234"));
    let twice = again(&clerk, "account").await;
    assert_eq!(twice.body["value"], json!("6222020000001234"), "sent twice");
    assert_eq!(again(&clerk, "phone").await.body["value"], json!("13800138000"));
    let correct = json!({
        "party": applicant, "bank": "怀集支行", "account": "6222020000009999",
        "ground": "申请人书面申请"
    });
    let path = format!("/api/cases/{case}/do/correct_account");
    let corrected = house.post(&path, &clerk, correct).await;
    assert_eq!(corrected.status, StatusCode::OK, "{:?}", corrected.body);
    let changed = again(&clerk, "account").await;
    assert_eq!(changed.status, StatusCode::CONFLICT, "{:?}", changed.body);
    let people = house.get("/api/people", &admin).await;
    let items = people.body["items"].as_array().unwrap();
    let me = items.iter().find(|person| person["account"] == json!("ax.window_clerk")).unwrap();
    let body = json!({ "roles": ["inspector"], "teams": [], "reason": "转任" });
    let path = format!("/api/people/{}/roles", me["id"].as_str().unwrap());
    let moved = house.post(&path, &admin, body).await;
    assert_eq!(moved.status, StatusCode::OK, "{:?}", moved.body);
    let confirmed = crate::access::confirm(&house, "ax.window_clerk").await;
    // Whoever is trusted from now on comes in anew, by a password that the confirmer handed over.
    assert_eq!(again(&clerk, "phone").await.code(), "sign_in_needed");
    let once = confirmed["first_password"].as_str().unwrap();
    let inspector = crate::access::settle_in(&house, "ax.window_clerk", once).await;
    let refused = again(&inspector, "phone").await;
    assert_eq!((refused.status, refused.code()), (StatusCode::FORBIDDEN, "forbidden"));
}

#[tokio::test]
async fn a_write_from_another_sites_page_is_refused() {
    let house = House::open().await;
    let clerk = house.sign_in("ax.window_clerk").await;
    let send = |headers: Vec<(&'static str, &'static str)>| {
        let body = Some(json!({ "filter": {} }));
        house.send(house.request(
            Method::PUT,
            "/api/lists/cases/views/mine",
            &clerk,
            body,
            &headers,
        ))
    };
    let host = ("host", "zhixing.court");
    let ours =
        send(vec![host, ("origin", "https://zhixing.court"), ("sec-fetch-site", "same-origin")]);
    assert!(ours.await.status.is_success());
    assert!(send(vec![host]).await.status.is_success(), "a program says nothing");
    let strange: [Vec<(&str, &str)>; 3] = [
        vec![host, ("origin", "https://evil.example")],
        vec![host, ("sec-fetch-site", "cross-site")],
        vec![host, ("origin", "null")],
    ];
    for headers in strange {
        let refused = send(headers.clone()).await;
        assert_eq!(
            (refused.status, refused.code()),
            (StatusCode::FORBIDDEN, "cross_site"),
            "{headers:?}"
        );
    }
}

#[tokio::test]
async fn who_is_refused_again_and_again_waits_and_leaves_one_line_about_it() {
    let house = House::open().await;
    let clerk = house.sign_in("ax.window_clerk").await;
    let case = house.file_case(&clerk).await;
    let inspector = house.sign_in("ax.inspector").await;
    let path = format!("/api/cases/{case}/do/close_case");
    let mut answers = Vec::new();
    for _ in 0..60 {
        answers.push(house.post(&path, &inspector, json!({ "remark": "" })).await.status);
    }
    let count = |wanted| answers.iter().filter(|status| **status == wanted).count();
    let refused = count(StatusCode::FORBIDDEN);
    assert!((30..45).contains(&refused), "{refused} were tried");
    assert_eq!(refused + count(StatusCode::TOO_MANY_REQUESTS), 60);
    let mut conn = house.app.db.read().await.unwrap();
    let noted = conn.attempts(crate::court::COURT, crate::court::morning(), 200).await.unwrap();
    let summed = noted.iter().filter(|line| line.body.contains("too_often")).count();
    assert_eq!(noted.len() - summed, refused);
    assert!((1..=3).contains(&summed), "{summed}");
    let other = house.post("/api/begin/file_case", &clerk, json!({})).await;
    assert_ne!(other.status, StatusCode::TOO_MANY_REQUESTS, "nobody else waits");
}
