//! 停用与重新启用：a person who comes back signs in with a new password, and both are on record.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::court::{COURT, House, PASSWORD, application};

#[tokio::test]
async fn a_person_who_comes_back_gets_a_new_password_and_the_posts_they_had() {
    let house = House::open().await;
    let admin = house.sign_in("ax.administrator").await;
    let people = house.get("/api/people", &admin).await;
    let find = |body: &Value| -> Value {
        let all = body["items"].as_array().unwrap().clone();
        all.into_iter().find(|person| person["account"] == json!("ax.cashier")).unwrap()
    };
    let cashier = find(&people.body);
    let id = cashier["id"].as_str().unwrap();
    let path = |act: &str| format!("/api/people/{id}/{act}");
    let early = house.post(&path("enable"), &admin, json!({ "reason": "回院" })).await;
    assert_eq!((early.status, early.code()), (StatusCode::UNPROCESSABLE_ENTITY, "wrong_state"));

    let session = house.sign_in("ax.cashier").await;
    let gone = house.post(&path("disable"), &admin, json!({ "reason": "借调" })).await;
    assert_eq!(gone.status, StatusCode::OK, "{:?}", gone.body);
    assert_eq!(house.get("/api/session", &session).await.status, StatusCode::UNAUTHORIZED);
    let refused = house.try_sign_in("ax.cashier", PASSWORD).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);

    let blank = house.post(&path("enable"), &admin, json!({ "reason": " " })).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    let chief = house.sign_in("ax.bureau_chief").await;
    let stranger = house.post(&path("enable"), &chief, json!({ "reason": "回院" })).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
    let back = house.post(&path("enable"), &admin, json!({ "reason": "借调期满回院" })).await;
    assert_eq!(back.status, StatusCode::OK, "{:?}", back.body);
    let password = back.body["first_password"].as_str().unwrap();
    let old = house.try_sign_in("ax.cashier", PASSWORD).await;
    assert_eq!(old.status, StatusCode::UNAUTHORIZED, "the old password stays forgotten");
    let first = house.try_sign_in("ax.cashier", password).await;
    assert_eq!(first.status, StatusCode::OK, "{:?}", first.body);
    let again = find(&house.get("/api/people", &admin).await.body);
    assert_eq!(again["active"], json!(true));
    assert_eq!(again["posts"], cashier["posts"]);

    let mut conn = house.app.db.read().await.unwrap();
    let stream = zhixing_store::fold::organisation_stream(COURT);
    let entries = conn.entries_before(COURT, stream, i64::MAX, 2).await.unwrap();
    let kinds: Vec<&str> = entries.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(kinds, ["staff.returned", "staff.left"]);
    assert!(entries[0].body.contains("借调期满回院"));
    assert_eq!(entries[0].actor_name, "系统管理员x");
}

#[tokio::test]
async fn the_first_administrator_says_what_the_court_is_and_documents_say_it_after_them() {
    let house = House::empty().await;
    let first = zhixing_app::staff::bootstrap_admin(&house.app, COURT).await.unwrap().unwrap();
    let session = house.try_sign_in("admin", first.password.reveal()).await;
    assert_eq!(session.status, StatusCode::OK, "{:?}", session.body);
    let cookie = crate::court::cookie(&session);
    let new = "Xinfang-2026-08";
    let change = json!({ "old_password": first.password.reveal(), "new_password": new });
    let changed = house.post("/api/session/password", &cookie, change).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT, "{:?}", changed.body);
    let admin = crate::court::cookie(&house.try_sign_in("admin", new).await);
    let empty = house.get("/api/court", &admin).await.body;
    assert_eq!((&empty["code"], &empty["name"]), (&json!(COURT), &json!("")));

    let role = json!({ "name": "陈窗口", "account": "chuangkou", "roles": ["window_clerk"] });
    let added = house.post("/api/people", &admin, role).await;
    let once = added.body["first_password"].as_str().unwrap();
    let clerk = crate::court::cookie(&house.try_sign_in("chuangkou", once).await);
    let change = json!({ "old_password": once, "new_password": new });
    let changed = house.post("/api/session/password", &clerk, change).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT, "{:?}", changed.body);
    let clerk = crate::court::cookie(&house.try_sign_in("chuangkou", new).await);
    let early = house.post("/api/cases", &clerk, application()).await;
    assert_eq!((early.status.as_u16(), early.code()), (422, "prerequisite"));
    assert!(early.message().contains("法院信息"), "{}", early.message());

    let account = |name: &str, number: &str| json!({ "name": name, "bank": "怀集支行", "bank_code": "", "account": number });
    let wanted = |number: &str| {
        json!({
            "court_name": "怀集县人民法院", "parent": "粤12", "address": "怀集县怀城街道1号",
            "phone": "0758-5500000", "fund_account": account("案款专户", number),
            "treasury_account": account("非税专户", "9900122400000088")
        })
    };
    let bad = house.put("/api/court", &admin, wanted("12")).await;
    assert_eq!((bad.status.as_u16(), bad.code()), (422, "field"));
    assert!(bad.message().contains("案款专户的账号"), "{}", bad.message());
    let done = house.put("/api/court", &admin, wanted("9900122400000001")).await;
    assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    let known = house.get("/api/court", &admin).await.body;
    assert_eq!(known["name"], json!("怀集县人民法院"));
    assert_eq!(known["fund_account"]["account"], json!("9900122400000001"));
    let again = house.put("/api/court", &admin, wanted("9900122400000001")).await;
    assert_eq!((again.status.as_u16(), again.code()), (422, "duplicate"));

    let lawless = house.post("/api/cases", &clerk, application()).await;
    assert_eq!((lawless.status.as_u16(), lawless.code()), (422, "prerequisite"));
    assert!(lawless.message().contains("办案模式"), "{}", lawless.message());
    let modes = house.get("/api/modes", &admin).await.body;
    let mode = modes["versions"][0]["key"].clone();
    let today = json!({ "from": modes["today"], "in_flight": "stay" });
    let unknown = house.post("/api/modes/other/1/adopt", &admin, today.clone()).await;
    assert!(unknown.message().contains("模式"), "{}", unknown.message());
    let at = format!("/api/modes/{}/1/adopt", mode.as_str().unwrap());
    let adopted = house.post(&at, &admin, today).await;
    assert_eq!(adopted.status, StatusCode::OK, "{:?}", adopted.body);
    assert_eq!(house.get("/api/court", &admin).await.body["mode"]["code"], mode);
    let organisation = house.app.organisation(COURT).await.unwrap();
    assert_eq!(organisation.court.phone, "0758-5500000");
    let adopted = organisation.modes.in_force(house.app.clock.today()).unwrap();
    assert_eq!(adopted.key, mode.as_str().unwrap());
    let filed = house.post("/api/cases", &clerk, application()).await;
    assert_eq!(filed.status, StatusCode::OK, "{:?}", filed.body);
}
