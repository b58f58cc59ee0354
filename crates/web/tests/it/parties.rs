//! Parties as they are, over HTTP: told while typed, refused in their own names, filed, shown and found.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::court::{House, application};

const CLERK: &str = "ax.window_clerk";

/// The respondent of a file of `cases/people`.
fn respondent(name: &str) -> Value {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/people");
    let text = std::fs::read_to_string(format!("{folder}/{name}.json")).unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["parties"][1].clone()
}

fn against(respondent: Value) -> Value {
    let mut body = application();
    body["parties"][1] = respondent;
    body
}

#[tokio::test]
async fn what_is_typed_about_a_party_is_read_at_once_and_nothing_is_written_down() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let check = async |party: Value| {
        house.post("/api/parties/check", &clerk, json!({ "party": party })).await
    };
    let typed = |number: &str| json!({ "role": "respondent", "kind": "person", "name": "韦观水", "identity_number": number });
    let told = check(typed("441224-19850214-9819")).await.body;
    assert_eq!(told["identity_number"], json!("441224198502149819"));
    assert_eq!((&told["sex_label"], &told["born_on"]), (&json!("男"), &json!("1985-02-14")));
    assert_eq!((&told["findings"], &told["not_searchable"]), (&json!([]), &Value::Null));
    let shown = check(typed("h12345678")).await.body;
    assert_eq!(shown["identity_kind"], json!("travel_permit"), "the number shows what it is");
    let mut wrong = typed("441224198502149818");
    wrong["phone"] = json!("12");
    let wrong = check(wrong).await;
    assert_eq!(wrong.status, StatusCode::OK, "{:?}", wrong.body);
    let fields: Vec<&Value> =
        wrong.body["findings"].as_array().unwrap().iter().map(|f| &f["field"]).collect();
    assert_eq!(fields, [&json!("identity_number"), &json!("phone")]);
    let mut odd = typed("91178711K0XTF8H764");
    odd["kind"] = json!("legal_person");
    let odd = check(odd).await.body;
    assert_eq!(odd["unconfirmed"], json!(true));
    assert!(odd.to_string().contains("号码已与证件原件核对"), "{odd}");
    let unknown = json!({
        "role": "respondent", "kind": "person", "name": "阿强", "identity_kind": "unknown",
        "identity_remark": "户籍无法查明"
    });
    let unknown = check(unknown).await.body;
    assert!(unknown["not_searchable"].as_str().unwrap().contains("户籍无法查明"), "{unknown}");
    let cashier = house.sign_in("ax.fund_officer").await;
    let other = house.post("/api/parties/check", &cashier, json!({ "party": {} })).await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
    let list = house.get("/api/lists/cases/total", &clerk).await;
    assert_eq!(list.body["count"], json!(0));
}

#[tokio::test]
async fn everything_wrong_with_the_parties_is_told_at_once_and_in_their_names() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let mut body = application();
    body["parties"][0]["phone"] = json!("12");
    body["parties"][1]["identity_number"] = json!("440524198001010012");
    body["parties"][1]["phone"] = json!("34");
    let answer = house.post("/api/begin/file_case", &clerk, body).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::UNPROCESSABLE_ENTITY, "field"));
    let titles: Vec<&str> = answer.body["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles.len(), 3, "{titles:?}");
    assert!(titles[0].starts_with("申请执行人“李树”的电话不正确"), "{titles:?}");
    assert!(
        titles[1].starts_with("被执行人“王海”的证件号码不是有效的居民身份证号码"),
        "{titles:?}"
    );
    assert!(titles[2].starts_with("被执行人“王海”的电话不正确"), "{titles:?}");
}

#[tokio::test]
async fn whoever_exists_is_filed_shown_and_found_by_their_own_number() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    for (name, label, number) in [
        ("hk-permit", "港澳居民来往内地通行证", Some("h1234-5678")),
        ("passport", "护照", Some("K12345678")),
        ("foreign-permanent-resident", "外国人永久居留身份证", Some("944840198802293015")),
        ("hk-company", "境外登记（注册）号", Some("1234567")),
        ("old-business-licence", "营业执照注册号", Some("441224000012345")),
        ("old-credit-code", "统一社会信用代码", Some("51441200M000112349")),
        ("number-unknown", "号码不详", None),
    ] {
        let mut body = against(respondent(name));
        body["claim"]["title"]["number"] = json!(format!("（2025）粤1224民初{name}号"));
        let filed = house.post("/api/begin/file_case", &clerk, body).await;
        assert_eq!(filed.status, StatusCode::OK, "{name}: {:?}", filed.body);
        assert_ne!(filed.body["case_no"], json!("未立案"), "{name}");
        let id = filed.body["id"].as_str().unwrap();
        let page = house.get(&format!("/api/cases/{id}"), &clerk).await.body;
        let party = &page["parties"][1];
        assert_eq!(party["identity_kind_label"], json!(label), "{name}");
        let silent = ["hk-company", "number-unknown"].contains(&name);
        assert_eq!(party["not_searchable"].is_string(), silent, "{name}: {party}");
        if let Some(number) = number {
            let found = house.get(&format!("/api/lists/cases?q={number}"), &clerk).await;
            assert_eq!(found.body["items"][0]["id"], json!(id), "{name}: {:?}", found.body);
            let shown = party["identity_number"]["masked"].as_str().unwrap();
            assert!(shown.contains('*'), "{name}: {shown}");
        }
    }
}
