//! 执行异议、来访 over HTTP: what succeeds, what is refused and why, who may, and what pages and lists show.

use axum::http::StatusCode;
use serde_json::{Value, json};
use zhixing_domain::ground::id::StaffId;

use crate::court::{Answer, COURT, House, courts};

const CLERK: &str = "ax.window_clerk";
/// Of the team that reviews, and holds no post.
const REVIEWER: &str = "ay.judge";

fn objection() -> Value {
    json!({
        "route": "right", "asset": null, "party": null, "outsider_kind": "person",
        "outsider": "何家明", "outsider_identity": "11010519491231002X",
        "address": "怀集县怀城街道解放中路8号", "phone": "13800138000",
        "request": "停止执行", "reasons": "存款属于异议人所有", "received_on": "2026-03-02",
        "application": "yes", "identity": "yes", "evidence": "yes"
    })
}

async fn act(house: &House, cookie: &str, case: &str, name: &str, body: Value) -> Answer {
    house.post(&format!("/api/cases/{case}/do/{name}"), cookie, body).await
}

async fn page(house: &House, cookie: &str, case: &str) -> Value {
    let answer = house.get(&format!("/api/cases/{case}"), cookie).await;
    assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
    answer.body
}

async fn filed(house: &House, clerk: &str) -> (String, String) {
    let case = house.file_case(clerk).await;
    let done = act(house, clerk, &case, "file_objection", objection()).await;
    assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    assert_eq!(done.body["case_id"], json!(case), "the command is about the case");
    let link = page(house, clerk, &case).await["links"][0]["id"].as_str().unwrap().to_owned();
    (case, link)
}

#[tokio::test]
async fn an_objection_is_seen_from_both_ends_and_in_its_list() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let (case, matter) = filed(&house, &clerk).await;
    let shown = page(&house, &clerk, &matter).await;
    assert_eq!(shown["case_no"], json!("（2026）粤1224执异1号"));
    assert_eq!((&shown["kind"], &shown["family"]), (&json!("执行异议案件"), &json!("review")));
    assert_eq!(shown["links"][0]["id"], json!(case));
    assert_eq!(shown["objection"]["claim_label"], json!("案外人异议"));
    let limit = shown["objection"]["limit"].as_str().unwrap();
    assert!(limit.contains("15日") && limit.contains("238"), "{limit}");
    assert_eq!(shown["handler"], json!("执行法官y"), "who reviews is not who enforces");
    let nodes = shown["nodes"].as_array().unwrap();
    assert!(nodes.iter().all(|n| n["code"].as_str().unwrap().starts_with("objection")));
    let about = page(&house, &clerk, &case).await;
    assert_eq!(about["links"][0]["number"], json!("（2026）粤1224执异1号"));
    assert_eq!(about["links"][0]["state_label"], json!("在办"));

    let list = house.get("/api/lists/objections?state=open", &clerk).await;
    assert_eq!(list.body["items"][0]["about_number"], json!("（2026）粤1224执1号"));
    let cases = house.get("/api/lists/cases?kind=%E6%89%A7%E5%BC%82", &clerk).await;
    assert_eq!(cases.body["items"].as_array().unwrap().len(), 1);
    let docket = house.get(&format!("/api/cases/{case}/docket"), &clerk).await;
    let lines: Vec<&str> = docket.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|l| l["text"].as_str())
        .collect();
    assert!(lines.contains(&"被提出执行异议：何家明"), "{lines:?}");
    assert!(lines.contains(&"关联：执行异议案件"), "{lines:?}");
}

#[tokio::test]
async fn what_is_wrong_with_an_objection_is_said_in_words() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let case = house.file_case(&clerk).await;
    let with = |name: &str, value: Value| {
        let mut body = objection();
        body[name] = value;
        body
    };
    let bad = act(&house, &clerk, &case, "file_objection", with("request", json!(""))).await;
    assert_eq!((bad.status, bad.code()), (StatusCode::UNPROCESSABLE_ENTITY, "field"));
    assert!(bad.message().contains("异议请求没有填写"), "{}", bad.message());
    let bad = act(&house, &clerk, &case, "file_objection", with("route", json!("other"))).await;
    assert!(bad.message().contains("异议种类"), "{}", bad.message());
    let bad = act(&house, &clerk, &case, "file_objection", with("outsider", json!(""))).await;
    assert!(bad.message().contains("案外人姓名或者名称没有填写"), "{}", bad.message());

    let (_, matter) = filed(&house, &clerk).await;
    let searcher = house.sign_in("ax.search_officer").await;
    let wrong = act(&house, &searcher, &matter, "start_search", json!({})).await;
    assert_eq!((wrong.status, wrong.code()), (StatusCode::UNPROCESSABLE_ENTITY, "wrong_kind"));
    assert!(wrong.message().contains("执行异议案件"), "{}", wrong.message());
    let supplement = house
        .post(
            &format!("/api/cases/{matter}/do/supplement_filing"),
            &clerk,
            crate::court::application(),
        )
        .await;
    assert_eq!(supplement.code(), "wrong_kind", "an objection does not become an enforcement case");
    let judge = house.sign_in("ax.judge").await;
    let ruling = json!({ "outcome": "dismissed", "operative": "驳回", "reasons": "无据" });
    let stranger = act(&house, &judge, &matter, "decide_objection", ruling.clone()).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN, "it is not his");
    let elsewhere = house.sign_in("cx.judge").await;
    let hidden = act(&house, &elsewhere, &matter, "decide_objection", ruling.clone()).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let reviewer = house.sign_in(REVIEWER).await;
    let early = act(&house, &reviewer, &matter, "close_objection", json!({ "remark": "" })).await;
    assert_eq!((early.status, early.code()), (StatusCode::UNPROCESSABLE_ENTITY, "prerequisite"));
    let early = act(&house, &reviewer, &matter, "decide_objection", ruling.clone()).await;
    assert_eq!(early.code(), "prerequisite");
    assert!(early.message().contains("评议笔录上签名"), "{}", early.message());
    deliberated(&house, &matter).await;
    let mut stayed = ruling.clone();
    stayed["outcome"] = json!("revoked");
    let unfit = act(&house, &reviewer, &matter, "decide_objection", stayed).await;
    assert!(unfit.message().contains("裁定结果不正确"), "{}", unfit.message());
    let done = act(&house, &reviewer, &matter, "decide_objection", ruling).await;
    assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    let shown = page(&house, &reviewer, &matter).await;
    let kinds: Vec<&str> =
        shown["documents"].as_array().unwrap().iter().filter_map(|d| d["kind"].as_str()).collect();
    assert_eq!(kinds, ["panel_record", "objection_ruling"]);
    assert_eq!(shown["objection"]["result_label"], json!("驳回异议请求"));
    assert!(shown["objection"]["remedy"].as_str().unwrap().contains("15日"), "{shown}");
}

#[tokio::test]
async fn a_visit_is_recorded_listed_and_answered() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    house.file_case(&clerk).await;
    let visit = |about: &str| {
        json!({
            "visitor": "李树", "identity_number": "", "phone": "13800138000", "about": about,
            "topic": "progress", "request": "询问进展", "on": "2026-03-02"
        })
    };
    let unknown =
        house.post("/api/begin/record_visit", &clerk, visit("（2026）粤1224执99号")).await;
    assert_eq!((unknown.status, unknown.code()), (StatusCode::UNPROCESSABLE_ENTITY, "field"));
    assert!(unknown.message().contains("所涉案件的案号不正确"), "{}", unknown.message());
    let searcher = house.sign_in("ax.search_officer").await;
    let forbidden = house.post("/api/begin/record_visit", &searcher, visit("")).await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
    let done = house.post("/api/begin/record_visit", &clerk, visit("（2026）粤1224执1号")).await;
    assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    assert_eq!(done.body["case_no"], json!("来访〔2026〕1号"), "a refused one took no number");
    let id = done.body["case_id"].as_str().unwrap();
    let list = house.get("/api/lists/visits", &clerk).await;
    assert_eq!(list.body["items"][0]["topic"], json!("询问办理进展"), "{:?}", list.body);
    let found = house.get("/api/lists/visits?q=%E6%9D%8E%E6%A0%91", &clerk).await;
    assert_eq!(found.body["items"].as_array().unwrap().len(), 1, "{:?}", found.body);
    let cases = house.get("/api/lists/cases/total", &clerk).await;
    assert_eq!(cases.body["count"], json!(1), "a visit is no case");
    let late = house.get("/api/lists/visits?light=overdue", &clerk).await;
    assert_eq!(late.body["items"], json!([]));
    house.later(20 * 24 * 3600);
    let clerk = house.sign_in(CLERK).await;
    let late = house.get("/api/lists/visits?light=overdue", &clerk).await;
    assert_eq!(late.body["items"].as_array().unwrap().len(), 1, "late like any other");
    let answer = json!({ "way": "in_person", "on": "2026-03-22", "answer": "已查控" });
    let answered = act(&house, &clerk, id, "answer_visit", answer).await;
    assert_eq!(answered.status, StatusCode::OK, "{:?}", answered.body);
    let shown = page(&house, &clerk, id).await;
    assert_eq!(shown["state"], json!("closed"));
    assert_eq!(shown["visit"]["answered_by"], json!("窗口立案人员x"));
}

/// Who sits on the panels of this court: 审判长 first.
const PANEL: [&str; 3] = ["ax.president", REVIEWER, "ax.bureau_chief"];

async fn ids(house: &House) -> Vec<StaffId> {
    let organisation = house.app.organisation(COURT).await.unwrap();
    PANEL.map(|account| organisation.account(account).unwrap().id).into()
}

async fn convened(house: &House, matter: &str, topic: &str) -> String {
    let president = house.sign_in(PANEL[0]).await;
    let ids = ids(house).await;
    let body = json!({ "topic": topic, "question": "异议能否成立。承办人意见：驳回",
        "presiding": ids[0], "members": ids[1..] });
    let done = act(house, &president, matter, "convene_panel", body).await;
    assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    page(house, &president, matter).await["panels"][0]["id"].as_str().unwrap().to_owned()
}

/// From the composition to the last signature.
async fn deliberated(house: &House, matter: &str) {
    let panel = convened(house, matter, "objection").await;
    let said = json!({ "panel": panel, "vote": "agree", "view": "理由不成立" });
    for who in [PANEL[1], PANEL[2], PANEL[0]] {
        let who = house.sign_in(who).await;
        let done = act(house, &who, matter, "speak_in_panel", said.clone()).await;
        assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    }
    let president = house.sign_in(PANEL[0]).await;
    let body = json!({ "panel": panel, "text": "驳回" });
    let done = act(house, &president, matter, "conclude_panel", body).await;
    assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    for who in PANEL {
        let who = house.sign_in(who).await;
        let done = act(house, &who, matter, "sign_minutes", json!({ "panel": panel })).await;
        assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    }
}

async fn told(house: &House, account: &str) -> Vec<Value> {
    let reader = house.sign_in(account).await;
    let all = house.get("/api/notices", &reader).await.body["items"].clone();
    let of_panels = |one: &&Value| one["kind_label"] == json!("合议");
    all.as_array().unwrap().iter().filter(of_panels).map(|one| one["title"].clone()).collect()
}

#[tokio::test]
async fn what_a_panel_says_is_heard_by_its_members_and_each_is_told_when_it_is_their_turn() {
    for house in courts().await {
        let clerk = house.sign_in(CLERK).await;
        house.file_case(&clerk).await;
        let (_, matter) = filed(&house, &clerk).await;
        let panel = convened(&house, &matter, "objection").await;
        assert_eq!(told(&house, REVIEWER).await, [json!("待您发表评议意见")]);
        assert!(told(&house, PANEL[0]).await.is_empty(), "the presiding judge speaks last");
        let reviewer = house.sign_in(REVIEWER).await;
        let said = json!({ "panel": panel, "vote": "differ", "view": "应当中止" });
        let done = act(&house, &reviewer, &matter, "speak_in_panel", said.clone()).await;
        assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
        let twice = act(&house, &reviewer, &matter, "speak_in_panel", said.clone()).await;
        assert!(twice.message().contains("已经发表过意见"), "{}", twice.message());
        assert!(told(&house, REVIEWER).await.is_empty());
        assert_eq!(told(&house, PANEL[2]).await.len(), 1);
        let chief = house.sign_in(PANEL[2]).await;
        let heard = page(&house, &chief, &matter).await["panels"][0].clone();
        assert_eq!(heard["members"][1]["opinion"], json!("应当中止"));
        let hidden = page(&house, &clerk, &matter).await["panels"][0].clone();
        assert_eq!(hidden["confided"], json!(true));
        assert_eq!(hidden["question"], Value::Null);
        assert_eq!(hidden["members"][1]["opinion"], Value::Null, "{hidden}");
        assert_eq!(hidden["members"][1]["spoke"], json!(true));
        let list = house.get("/api/lists/panels?show=waits&member=me", &chief).await;
        assert_eq!(list.body["items"].as_array().unwrap().len(), 1, "{:?}", list.body);
        let judge = house.sign_in("ax.judge").await;
        let stranger = act(&house, &judge, &matter, "speak_in_panel", said).await;
        assert!(stranger.message().contains("不是这个合议庭的成员"), "{}", stranger.message());
    }
}

#[tokio::test]
async fn the_minutes_are_read_by_those_who_sat_and_by_nobody_else() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    house.file_case(&clerk).await;
    let (_, matter) = filed(&house, &clerk).await;
    deliberated(&house, &matter).await;
    let reviewer = house.sign_in(REVIEWER).await;
    let shown = page(&house, &reviewer, &matter).await;
    let paper = shown["documents"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/cases/{matter}/documents/{paper}/docx");
    assert_eq!(house.get(&path, &reviewer).await.status, StatusCode::OK);
    let kept = house.get(&path, &clerk).await;
    assert_eq!((kept.status, kept.code()), (StatusCode::UNPROCESSABLE_ENTITY, "prerequisite"));
    assert!(kept.message().contains("评议过程不公开"), "{}", kept.message());
}
