//! Signing in, staying signed in, passwords.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{Method, StatusCode},
};
use serde_json::json;
use zhixing_app::staff;
use zhixing_web::limits::Proxies;

use crate::court::{Answer, COURT, House, PASSWORD, cookie};

const CLERK: &str = "ax.window_clerk";

#[tokio::test]
async fn the_sign_in_page_is_told_of_which_court_it_is() {
    let house = House::open().await;
    let answer = house.get("/api/place", "").await;
    assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
    let courts = answer.body["courts"].as_array().unwrap();
    assert!(courts.iter().any(|name| name == &format!("{COURT}人民法院")), "{courts:?}");
}

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

/// Tries to sign in from an address, through what stands before it.
async fn sign_in_from(
    house: &House,
    peer: &str,
    forwarded: Option<&str>,
    proxies: &Proxies,
    account: &str,
    password: &str,
) -> Answer {
    let body = json!({ "account": account, "password": password });
    let headers: Vec<(&str, &str)> =
        forwarded.map(|by| ("x-forwarded-for", by)).into_iter().collect();
    let mut request = house.request(Method::POST, "/api/session", "", Some(body), &headers);
    let peer: IpAddr = peer.parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer, 40_000)));
    request.extensions_mut().insert(proxies.clone());
    house.send(request).await
}

async fn from(house: &House, peer: &str, account: &str, password: &str) -> Answer {
    sign_in_from(house, peer, None, &Proxies::default(), account, password).await
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_burst_of_guesses_from_many_addresses_five_are_looked_at() {
    let house = House::open().await;
    let guesses = (0..40).map(|n| {
        let house = &house;
        async move {
            let password = if n == 39 { PASSWORD } else { "wrong-password" };
            from(house, &format!("10.0.1.{n}"), CLERK, password).await
        }
    });
    let answers = futures::future::join_all(guesses).await;
    assert!(answers.iter().all(|answer| answer.status != StatusCode::TOO_MANY_REQUESTS));
    let mut conn = house.app.db.read().await.unwrap();
    let noted = conn.attempts(COURT, crate::court::morning(), 100).await.unwrap();
    let count =
        |code: &str| noted.iter().filter(|e| e.body.contains(&format!("\"{code}\""))).count();
    let right = answers.iter().filter(|answer| answer.status == StatusCode::OK).count();
    assert!(count("wrong") + count("locked_now") + right <= 5, "{noted:?}");
    assert!(34 <= count("locked"), "{noted:?}");
}

#[tokio::test]
async fn who_guesses_elsewhere_locks_nobody_out_of_their_own_desk() {
    let house = House::open().await;
    assert_eq!(from(&house, "10.0.0.1", CLERK, PASSWORD).await.status, StatusCode::OK);
    for _ in 0..6 {
        from(&house, "10.0.0.66", CLERK, "wrong-password").await;
    }
    let elsewhere = from(&house, "10.0.0.67", CLERK, PASSWORD).await;
    assert_eq!(elsewhere.code(), "sign_in_locked");
    assert_eq!(from(&house, "10.0.0.1", CLERK, PASSWORD).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_account_that_does_not_exist_locks_like_one_that_does() {
    let house = House::open().await;
    for _ in 0..7 {
        let known = house.try_sign_in(CLERK, "wrong-password").await;
        let unknown = house.try_sign_in("nobody", "wrong-password").await;
        let said = |answer: &Answer| {
            (answer.status, answer.code().to_owned(), answer.message().to_owned())
        };
        assert_eq!(said(&known), said(&unknown));
    }
}

#[tokio::test]
async fn behind_a_proxy_each_address_is_its_own_and_a_stranger_cannot_claim_one() {
    let house = House::open().await;
    let proxies = Proxies::parse(["10.9.0.0/16"]).unwrap();
    let through = |by: String, account: String| {
        let (house, proxies) = (&house, &proxies);
        async move { sign_in_from(house, "10.9.0.1", Some(&by), proxies, &account, PASSWORD).await }
    };
    let mut guess = 0;
    // A try comes back each second, and looking at a password takes a part of one.
    while through("172.16.0.66".to_owned(), format!("nobody{guess}")).await.status
        != StatusCode::TOO_MANY_REQUESTS
    {
        guess += 1;
        assert!(guess < 300, "that address has had its tries");
    }
    assert!(59 < guess, "{guess}");
    let guesser = through("172.16.0.66".to_owned(), "ay.judge".to_owned()).await;
    assert_eq!(guesser.status, StatusCode::TOO_MANY_REQUESTS);
    // What a client writes stands before what the proxy adds.
    let hidden = through("172.16.0.1, 172.16.0.66".to_owned(), "ay.judge".to_owned()).await;
    assert_eq!(hidden.status, StatusCode::TOO_MANY_REQUESTS);
    let judge = through("172.16.0.2".to_owned(), "ax.judge".to_owned()).await;
    assert_eq!(judge.status, StatusCode::OK, "{:?}", judge.body);
}

#[tokio::test]
async fn one_address_uses_up_nobodys_tries_who_signed_in_there_before() {
    let house = House::open().await;
    assert_eq!(from(&house, "10.0.0.1", "ax.judge", PASSWORD).await.status, StatusCode::OK);
    let none = Proxies::default();
    for n in 0.. {
        assert!(n < 300, "that address has had its tries");
        let (forged, account) = (format!("172.16.1.{n}"), format!("nobody{n}"));
        let tried =
            sign_in_from(&house, "10.0.0.1", Some(&forged), &none, &account, PASSWORD).await;
        if tried.status == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
    }
    let stranger = from(&house, "10.0.0.1", "ay.judge", PASSWORD).await;
    assert_eq!(stranger.status, StatusCode::TOO_MANY_REQUESTS);
    let judge = from(&house, "10.0.0.1", "ax.judge", PASSWORD).await;
    assert_eq!(judge.status, StatusCode::OK, "{:?}", judge.body);
}

#[tokio::test]
async fn the_stream_of_a_person_who_was_stopped_ends() {
    let house = House::open().await;
    let (clerk, admin) = (house.sign_in(CLERK).await, house.sign_in("ax.administrator").await);
    let people = house.get("/api/people", &admin).await;
    let items = people.body["items"].as_array().unwrap();
    let id = items.iter().find(|person| person["account"] == CLERK).unwrap()["id"].clone();
    let mine = house.listen(&clerk).await;
    let other = house.listen(&admin).await;
    let path = format!("/api/people/{}/disable", id.as_str().unwrap());
    let gone = house.post(&path, &admin, json!({})).await;
    assert_eq!(gone.status, StatusCode::OK, "{:?}", gone.body);
    let rest = axum::body::to_bytes(mine, 1 << 20).await.unwrap();
    assert!(!String::from_utf8_lossy(&rest).contains("people"), "not told what ended it");
    let mut told = other.into_data_stream();
    let first = futures::StreamExt::next(&mut told).await.unwrap().unwrap();
    assert!(String::from_utf8_lossy(&first).contains("people"), "{first:?}");
}
