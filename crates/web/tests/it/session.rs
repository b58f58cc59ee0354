//! Signing in, staying signed in, passwords.

use axum::http::{Method, StatusCode};
use serde_json::json;
use zhixing_app::staff;

use crate::court::{COURT, House, PASSWORD, cookie};

const CLERK: &str = "ax.window_clerk";

#[tokio::test]
async fn five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour() {
    let house = House::open().await;
    for _ in 0..4 {
        let answer = house.try_sign_in(CLERK, "wrong-password").await;
        assert_eq!((answer.status, answer.code()), (StatusCode::UNAUTHORIZED, "sign_in_wrong"));
    }
    let fifth = house.try_sign_in(CLERK, "wrong-password").await;
    assert_eq!(fifth.code(), "sign_in_locked");
    let right = house.try_sign_in(CLERK, PASSWORD).await;
    assert_eq!(right.code(), "sign_in_locked", "a lock holds against the right password as well");
    house.later(15 * 60 + 1);
    let after = house.try_sign_in(CLERK, PASSWORD).await;
    assert_eq!(after.status, StatusCode::OK);
    let lines = house.app.db.read().await.unwrap();
    let mut lines = lines;
    let noted = lines.attempts(COURT, crate::court::morning(), 50).await.unwrap();
    assert_eq!(noted.len(), 6, "each failure leaves a line");
    assert!(noted.iter().all(|entry| !entry.body.contains("wrong-password")));
}

#[tokio::test]
async fn an_unknown_account_answers_like_a_wrong_password() {
    let house = House::open().await;
    let known = house.try_sign_in(CLERK, "wrong-password").await;
    let unknown = house.try_sign_in("nobody", "wrong-password").await;
    assert_eq!((known.status, known.message()), (unknown.status, unknown.message()));
}

#[tokio::test]
async fn tries_are_limited_per_account_and_address() {
    let house = House::open().await;
    let mut last = StatusCode::OK;
    for _ in 0..11 {
        last = house.try_sign_in("nobody", "wrong-password").await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_session_ends_after_two_idle_hours_and_twelve_in_all() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    house.later(2 * 3600 - 60);
    assert_eq!(house.get("/api/session", &clerk).await.status, StatusCode::OK);
    house.later(2 * 3600 + 1);
    assert_eq!(house.get("/api/session", &clerk).await.status, StatusCode::UNAUTHORIZED);
    let clerk = house.sign_in(CLERK).await;
    for _ in 0..12 {
        house.later(3540);
        assert_eq!(house.get("/api/session", &clerk).await.status, StatusCode::OK);
    }
    house.later(800);
    assert_eq!(house.get("/api/session", &clerk).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let out = house.request(Method::DELETE, "/api/session", &clerk, None, &[]);
    assert_eq!(house.send(out).await.status, StatusCode::NO_CONTENT);
    assert_eq!(house.get("/api/session", &clerk).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_first_administrator_has_a_one_time_password_and_must_change_it() {
    let house = House::empty().await;
    let once = staff::bootstrap_admin(&house.app, COURT).await.unwrap().unwrap().password;
    assert!(staff::bootstrap_admin(&house.app, COURT).await.unwrap().is_none());
    // A second court in the same database has an administrator of its own.
    let other = staff::bootstrap_admin(&house.app, "粤1223").await.unwrap().unwrap();
    assert_eq!(other.account, "admin1223");
    assert!(staff::bootstrap_admin(&house.app, "粤1223").await.unwrap().is_none());
    let signed = house.try_sign_in("admin", once.reveal()).await;
    assert_eq!(signed.status, StatusCode::OK, "{:?}", signed.body);
    assert_eq!(signed.body["must_change_password"], json!(true));
    let admin = cookie(&signed);
    let gated = house.get("/api/people", &admin).await;
    assert_eq!((gated.status, gated.code()), (StatusCode::FORBIDDEN, "must_change_password"));
    let weak = json!({ "old_password": once.reveal(), "new_password": "admin-12345" });
    let answer = house.post("/api/session/password", &admin, weak).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::UNPROCESSABLE_ENTITY, "weak_password"));
    let fine = json!({ "old_password": once.reveal(), "new_password": "Duan-Wu-2026" });
    let answer = house.post("/api/session/password", &admin, fine).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{:?}", answer.body);
    assert_eq!(house.get("/api/people", &admin).await.status, StatusCode::OK);
    let old = house.try_sign_in("admin", once.reveal()).await;
    assert_eq!(old.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_reset_password_ends_sessions_and_a_person_who_left_cannot_sign_in() {
    let house = House::open().await;
    let admin = house.sign_in("ax.administrator").await;
    let clerk = house.sign_in(CLERK).await;
    let people = house.get("/api/people", &admin).await;
    let items = people.body["items"].as_array().unwrap();
    let id = items.iter().find(|person| person["account"] == CLERK).unwrap()["id"].clone();
    let id = id.as_str().unwrap();
    let reset = house.post(&format!("/api/people/{id}/password"), &admin, json!({})).await;
    let once = reset.body["first_password"].as_str().unwrap();
    assert_eq!(house.get("/api/session", &clerk).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(house.try_sign_in(CLERK, once).await.body["must_change_password"], json!(true));
    let gone = house.post(&format!("/api/people/{id}/disable"), &admin, json!({})).await;
    assert_eq!(gone.status, StatusCode::OK, "{:?}", gone.body);
    assert_eq!(house.try_sign_in(CLERK, once).await.code(), "sign_in_stopped");
}

#[tokio::test]
async fn moving_the_demo_clock_throws_nobody_out() {
    let house = House::open().await;
    let admin = house.sign_in("ax.administrator").await;
    let moved = house.post("/api/demo/clock", &admin, json!({ "advance_days": 3 })).await;
    assert_eq!(moved.status, StatusCode::OK, "{:?}", moved.body);
    assert_eq!(moved.body["today"], json!("2026-03-05"));
    assert_eq!(house.get("/api/session", &admin).await.status, StatusCode::OK);
}
