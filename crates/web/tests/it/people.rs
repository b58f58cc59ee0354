//! 停用与重新启用：a person who comes back signs in with a new password, and both are on record.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::court::{COURT, House, PASSWORD};

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
