//! 停用与重新启用：a person who comes back signs in with a new password, and both are on record.

use axum::{
    body::{Body, Bytes},
    http::{Method, StatusCode},
};
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
    let early = house.try_sign_in("ax.cashier", password).await;
    assert_eq!(early.code(), "sign_in_awaiting", "who pays out is let in by two: {:?}", early.body);
    crate::access::confirm(&house, "ax.cashier").await;
    let first = house.try_sign_in("ax.cashier", password).await;
    assert_eq!(first.status, StatusCode::OK, "{:?}", first.body);
    let again = find(&house.get("/api/people", &admin).await.body);
    assert_eq!(again["active"], json!(true));
    assert_eq!(again["posts"], cashier["posts"]);

    let mut conn = house.app.db.read().await.unwrap();
    let stream = zhixing_store::fold::organisation_stream(COURT);
    let entries = conn.entries_before(COURT, stream, i64::MAX, 4).await.unwrap();
    let kinds: Vec<&str> = entries.iter().map(|entry| entry.kind.as_str()).collect();
    let two = ["staff.returned", "staff.access_confirmed", "staff.access_asked", "staff.left"];
    assert_eq!(kinds, two);
    assert!(entries[0].body.contains("借调期满回院"));
    let names: Vec<&str> = entries.iter().map(|entry| entry.actor_name.as_str()).collect();
    assert_eq!(names, ["院长x", "院长x", "系统管理员x", "系统管理员x"]);
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
    let early = house.post("/api/begin/file_case", &clerk, application()).await;
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

    let lawless = house.post("/api/begin/file_case", &clerk, application()).await;
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
    let filed = house.post("/api/begin/file_case", &clerk, application()).await;
    assert_eq!(filed.status, StatusCode::OK, "{:?}", filed.body);
}

/// The id of a person by account.
async fn person_id(house: &House, admin: &str, account: &str) -> String {
    let people = house.get("/api/people", admin).await;
    let items = people.body["items"].as_array().unwrap();
    let person = items.iter().find(|person| person["account"] == json!(account)).unwrap();
    person["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_administrators_who_stop_each_other_one_is_refused() {
    let house = House::open().await;
    let (first, second) =
        (house.sign_in("ax.administrator").await, house.sign_in("ay.administrator").await);
    let (one, two) = (
        person_id(&house, &first, "ax.administrator").await,
        person_id(&house, &first, "ay.administrator").await,
    );
    let stop = |by: String, whom: String| {
        let house = &house;
        async move {
            let path = format!("/api/people/{whom}/disable");
            house.post(&path, &by, json!({ "reason": "互相停用" })).await.status
        }
    };
    let both = tokio::join!(stop(first.clone(), two), stop(second.clone(), one));
    let done = [both.0, both.1].iter().filter(|status| **status == StatusCode::OK).count();
    assert_eq!(done, 1, "{both:?}");
    let left = [&first, &second].map(|cookie| house.get("/api/session", cookie));
    let left = futures::future::join_all(left).await;
    let here = left.iter().filter(|answer| answer.status == StatusCode::OK).count();
    assert_eq!(here, 1, "one administrator is left");
}

#[tokio::test]
async fn a_person_who_was_stopped_while_their_command_came_in_does_nothing() {
    let house = House::open().await;
    let admin = house.sign_in("ax.administrator").await;
    let clerk = house.sign_in("ax.window_clerk").await;
    let id = person_id(&house, &admin, "ax.window_clerk").await;
    let mut request =
        house.request(Method::POST, "/api/begin/file_case", &clerk, Some(json!({})), &[]);
    let (mut body, parts) = futures::channel::mpsc::unbounded::<Result<Bytes, std::io::Error>>();
    *request.body_mut() = Body::from_stream(parts);
    let whole = application().to_string().into_bytes();
    let (begin, rest) = whole.split_at(20);
    body.start_send(Ok(Bytes::copy_from_slice(begin))).unwrap();
    let stopped = async {
        let gone = house.post(&format!("/api/people/{id}/disable"), &admin, json!({})).await;
        assert_eq!(gone.status, StatusCode::OK, "{:?}", gone.body);
        body.start_send(Ok(Bytes::copy_from_slice(rest))).unwrap();
        drop(body);
    };
    let (filed, ()) = tokio::join!(house.send(request), stopped);
    assert_eq!(filed.status, StatusCode::UNAUTHORIZED, "{:?}", filed.body);
}

#[tokio::test]
async fn a_command_is_allowed_to_whom_the_locked_organisation_says() {
    let house = House::open().await;
    let admin = house.sign_in("ax.administrator").await;
    let id = person_id(&house, &admin, "ay.administrator").await;
    let when = house.app.clock.today();
    let actor = |account: &str| {
        let organisation = house.app.organisation(COURT);
        let account = account.to_owned();
        async move {
            let organisation = organisation.await.unwrap();
            organisation.actor(organisation.account(&account).unwrap().id, when).unwrap()
        }
    };
    // As a request holds them that was let in before.
    let (late, clerk) = (actor("ay.administrator").await, actor("ax.window_clerk").await);
    let gone = house.post(&format!("/api/people/{id}/disable"), &admin, json!({})).await;
    assert_eq!(gone.status, StatusCode::OK, "{:?}", gone.body);
    let key = house.app.ids.next(house.app.clock.now());
    let meta = zhixing_app::work::Meta::by(late, key, "staff.leave_court");
    let stopped = zhixing_app::staff::leave_court(&house.app, &meta, clerk.id, "迟到").await;
    assert!(matches!(stopped, Err(zhixing_app::error::Error::SignInNeeded)), "{stopped:?}");
    let mut conn = house.app.db.read().await.unwrap();
    let noted = conn.attempts(COURT, crate::court::morning(), 10).await.unwrap();
    assert!(noted[0].body.contains("sign_in_needed"), "{:?}", noted[0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_wins_over_a_change_of_the_password_under_way() {
    let house = House::open().await;
    let admin = house.sign_in("ax.administrator").await;
    // Nobody may try more than ten times a minute.
    for account in ["ax.aide", "ay.aide", "ax.window_clerk"] {
        reset_against_change(&house, &admin, account).await;
    }
}

async fn reset_against_change(house: &House, admin: &str, account: &str) {
    let id = person_id(house, admin, account).await;
    let mut password = PASSWORD.to_owned();
    for round in 0..3 {
        let signed = house.try_sign_in(account, &password).await;
        let aide = crate::court::cookie(&signed);
        let own =
            json!({ "old_password": password, "new_password": format!("Taken-over-{round}") });
        let reset_path = format!("/api/people/{id}/password");
        let (_, reset) = tokio::join!(
            house.post("/api/session/password", &aide, own),
            house.post(&reset_path, admin, json!({})),
        );
        let once = reset.body["first_password"].as_str().unwrap().to_owned();
        let signed = house.try_sign_in(account, &once).await;
        assert_eq!(signed.status, StatusCode::OK, "round {round}: {:?}", signed.body);
        assert_eq!(signed.body["must_change_password"], json!(true), "round {round}");
        password = once;
    }
}
