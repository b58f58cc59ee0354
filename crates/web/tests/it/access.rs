//! 账号变动：what a person is trusted with is no one administrator's to hand out, or to take over.

use axum::http::StatusCode;
use serde_json::{Value, json};
use zhixing_store::{credential_asked::AskedCredential, verify::verify};

use crate::court::{House, PASSWORD, application, cookie};

const OWN: &str = "Own-Password-2026";

/// The id of a person by account.
async fn person(house: &House, admin: &str, account: &str) -> String {
    let people = house.get("/api/people", admin).await;
    let items = people.body["items"].as_array().unwrap();
    let person = items.iter().find(|person| person["account"] == json!(account)).unwrap();
    person["id"].as_str().unwrap().to_owned()
}

/// What waits for an account, as a person's page shows it.
async fn waiting(house: &House, by: &str, account: &str) -> Value {
    let list = house.get("/api/access", by).await;
    assert_eq!(list.status, StatusCode::OK, "{:?}", list.body);
    let items = list.body["items"].as_array().unwrap();
    items.iter().find(|item| item["account"] == json!(account)).cloned().unwrap_or(Value::Null)
}

fn at(request: &Value, act: &str) -> String {
    format!("/api/access/{}/{act}", request["id"].as_str().unwrap())
}

/// 确认 by the president. The answer carries the one-time password of who is trusted from now on.
pub(crate) async fn confirm(house: &House, account: &str) -> Value {
    let president = house.sign_in("ax.president").await;
    let request = waiting(house, &president, account).await;
    let done = house.post(&at(&request, "confirm"), &president, json!({})).await;
    assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    done.body
}

/// 重置密码 as the administrator asks for it. The one-time password.
async fn reset(house: &House, admin: &str, account: &str) -> String {
    let id = person(house, admin, account).await;
    let asked = house.post(&format!("/api/people/{id}/password"), admin, json!({})).await;
    assert_eq!(asked.status, StatusCode::OK, "{:?}", asked.body);
    asked.body["first_password"].as_str().unwrap().to_owned()
}

async fn is_clean(house: &House) {
    let report = verify(&house.app.db, &[]).await.unwrap();
    assert!(report.is_clean(), "{report:?}");
}

/// P15: the administrator resets the chief's password, signs in as the chief, and signs.
#[tokio::test]
async fn an_administrator_cannot_become_the_chief_alone() {
    let house = House::open().await;
    let admin = house.sign_in("ax.administrator").await;
    let chief = house.sign_in("ax.bureau_chief").await;
    let once = reset(&house, &admin, "ax.bureau_chief").await;

    let refused = house.try_sign_in("ax.bureau_chief", &once).await;
    assert_eq!((refused.status, refused.code()), (StatusCode::UNAUTHORIZED, "sign_in_awaiting"));
    for part in ["申请重置密码", "另一人", "执行局局长、院长、监察督查", "原密码"]
    {
        assert!(refused.message().contains(part), "{part}: {}", refused.message());
    }
    // What the chief has stays as it is: they were not thrown out, and their password is their own.
    assert_eq!(house.get("/api/session", &chief).await.status, StatusCode::OK);
    assert_eq!(house.try_sign_in("ax.bureau_chief", PASSWORD).await.status, StatusCode::OK);

    // Neither whoever asked, nor the person themselves, nor another administrator confirms it.
    let request = waiting(&house, &admin, "ax.bureau_chief").await;
    assert_eq!((&request["kind"], &request["confirmable"]), (&json!("password"), &json!(false)));
    let other = house.sign_in("ay.administrator").await;
    for by in [&admin, &other] {
        let answer = house.post(&at(&request, "confirm"), by, json!({})).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::FORBIDDEN, "forbidden"));
    }
    let answer = house.post(&at(&request, "confirm"), &chief, json!({})).await;
    assert_eq!(answer.code(), "second_person", "{:?}", answer.body);
    is_clean(&house).await;
}

#[tokio::test]
async fn a_confirmed_reset_lets_the_person_in_who_is_told_of_it() {
    let house = House::open().await;
    let admin = house.sign_in("ax.administrator").await;
    let chief = house.sign_in("ax.bureau_chief").await;
    let once = reset(&house, &admin, "ax.bureau_chief").await;
    let inspector = house.sign_in("ax.inspector").await;
    let request = waiting(&house, &inspector, "ax.bureau_chief").await;
    assert_eq!(request["confirmable"], json!(true));
    let done = house.post(&at(&request, "confirm"), &inspector, json!({})).await;
    assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    let again = house.post(&at(&request, "confirm"), &inspector, json!({})).await;
    assert_eq!((again.status.as_u16(), again.code()), (422, "missing"));

    assert_eq!(house.get("/api/session", &chief).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(house.try_sign_in("ax.bureau_chief", PASSWORD).await.code(), "sign_in_wrong");
    let signed = house.try_sign_in("ax.bureau_chief", &once).await;
    assert_eq!(signed.status, StatusCode::OK, "{:?}", signed.body);
    assert_eq!(signed.body["must_change_password"], json!(true));
    let told = &signed.body["password_reset"];
    assert_eq!(told["by"], json!("系统管理员x"));
    assert_eq!(told["confirmed_by"], json!("监察督查x"));
    assert!(told["at"].is_string() && told["confirmed_at"].is_string(), "{told}");
    let session = cookie(&signed);
    let change = json!({ "old_password": once, "new_password": OWN });
    let changed = house.post("/api/session/password", &session, change).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT, "{:?}", changed.body);
    let own = house.try_sign_in("ax.bureau_chief", OWN).await;
    assert_eq!(own.body["password_reset"], Value::Null);
    is_clean(&house).await;
}

#[tokio::test]
async fn what_is_withdrawn_or_refused_leaves_nothing() {
    let house = House::open().await;
    let admin = house.sign_in("ax.administrator").await;
    let president = house.sign_in("ax.president").await;
    for (act, by) in [("withdraw", &admin), ("refuse", &president)] {
        let once = reset(&house, &admin, "ax.judge").await;
        let id = person(&house, &admin, "ax.judge").await;
        let twice = house.post(&format!("/api/people/{id}/password"), &admin, json!({})).await;
        assert_eq!((twice.status.as_u16(), twice.code()), (422, "duplicate"), "{act}");
        let request = waiting(&house, &admin, "ax.judge").await;
        let ended = house.post(&at(&request, act), by, json!({})).await;
        assert_eq!(ended.status, StatusCode::OK, "{act}: {:?}", ended.body);
        assert_eq!(waiting(&house, &admin, "ax.judge").await, Value::Null, "{act}");
        assert_eq!(house.try_sign_in("ax.judge", &once).await.code(), "sign_in_wrong", "{act}");
        let late = house.post(&at(&request, "confirm"), &president, json!({})).await;
        assert_eq!((late.status.as_u16(), late.code()), (422, "missing"), "{act}");
    }
    assert_eq!(house.try_sign_in("ax.judge", PASSWORD).await.status, StatusCode::OK);
    is_clean(&house).await;
}

/// The same by a second account: what is new, what is raised and what is brought back waits too.
#[tokio::test]
async fn an_administrator_cannot_make_an_accomplice() {
    let house = House::open().await;
    let admin = house.sign_in("ax.administrator").await;
    for role in [
        "judge",
        "fund_officer",
        "cashier",
        "bureau_chief",
        "president",
        "inspector",
        "administrator",
    ] {
        let new = json!({ "account": format!("t.{role}"), "name": "同伙", "roles": [role] });
        let asked = house.post("/api/people", &admin, new).await;
        assert_eq!(asked.status, StatusCode::OK, "{role}: {:?}", asked.body);
        assert_eq!(asked.body["awaits_confirmation"], json!(true), "{role}");
        let once = asked.body["first_password"].as_str().unwrap();
        let refused = house.try_sign_in(&format!("t.{role}"), once).await;
        assert_eq!(refused.code(), "sign_in_awaiting", "{role}: {:?}", refused.body);
    }
    let clerk = json!({ "account": "t.clerk", "name": "新人", "roles": ["window_clerk"] });
    let joined = house.post("/api/people", &admin, clerk).await;
    assert_eq!(joined.body["awaits_confirmation"], json!(false));
    let once = joined.body["first_password"].as_str().unwrap();
    assert_eq!(house.try_sign_in("t.clerk", once).await.status, StatusCode::OK);

    let id = person(&house, &admin, "t.clerk").await;
    let raise = json!({ "roles": ["window_clerk", "bureau_chief"], "teams": [], "reason": "兼任" });
    let asked = house.post(&format!("/api/people/{id}/roles"), &admin, raise).await;
    assert_eq!(asked.body["happened"], json!(["staff.access_asked"]), "{:?}", asked.body);
    let people = house.get("/api/people", &admin).await.body;
    let known = people["items"].as_array().unwrap().iter().find(|p| p["id"] == json!(id)).unwrap();
    assert_eq!(known["role_codes"], json!(["window_clerk"]));
    confirm(&house, "t.clerk").await;
    let people = house.get("/api/people", &admin).await.body;
    let known = people["items"].as_array().unwrap().iter().find(|p| p["id"] == json!(id)).unwrap();
    assert_eq!(known["role_codes"], json!(["window_clerk", "bureau_chief"]));

    // An accomplice whom somebody trusted is let in, once they have been confirmed.
    confirm(&house, "t.judge").await;
    let id = person(&house, &admin, "t.judge").await;
    let fewer = json!({ "roles": ["aide"], "teams": [], "reason": "调岗" });
    let done = house.post(&format!("/api/people/{id}/roles"), &admin, fewer).await;
    assert_eq!(
        done.body["happened"],
        json!(["staff.roles_changed"]),
        "what is taken away is not asked for"
    );
    is_clean(&house).await;
}

#[tokio::test]
async fn a_secret_slipped_under_the_confirmation_is_not_confirmed() {
    let house = House::open().await;
    let admin = house.sign_in("ax.administrator").await;
    reset(&house, &admin, "ax.bureau_chief").await;
    reset(&house, &admin, "ax.judge").await;
    let mut tx = house.app.db.begin().await.unwrap();
    let login = "ax.window_clerk";
    let own = tx.credential_by_login(login).await.unwrap().unwrap().secret;
    let asked = tx.asked_credential("ax.bureau_chief").await.unwrap().unwrap();
    tx.take_asked_credential(&asked.court_id, asked.access_id).await.unwrap();
    let slipped = AskedCredential { secret: own, ..asked };
    tx.keep_asked_credential(&slipped).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!verify(&house.app.db, &[]).await.unwrap().is_clean());
    let president = house.sign_in("ax.president").await;
    let request = waiting(&house, &president, "ax.bureau_chief").await;
    let refused = house.post(&at(&request, "confirm"), &president, json!({})).await;
    assert_eq!((refused.status.as_u16(), refused.code()), (422, "missing"), "{:?}", refused.body);
    confirm(&house, "ax.judge").await;
}

#[tokio::test]
async fn whoever_files_is_reset_by_the_administrator_alone() {
    let house = House::open().await;
    let admin = house.sign_in("ax.administrator").await;
    let once = reset(&house, &admin, "ax.window_clerk").await;
    let signed = house.try_sign_in("ax.window_clerk", &once).await;
    assert_eq!(signed.body["password_reset"]["by"], json!("系统管理员x"), "{:?}", signed.body);
    assert_eq!(signed.body["password_reset"]["confirmed_by"], Value::Null);
    let early = house.post("/api/begin/file_case", &cookie(&signed), application()).await;
    assert_eq!(early.code(), "must_change_password");
}

/// 调整角色 as the administrator does it, or asks for it.
async fn set_roles(house: &House, admin: &str, account: &str, roles: &[&str]) -> Value {
    let id = person(house, admin, account).await;
    let body = json!({ "roles": roles, "teams": [], "reason": "调岗" });
    let done = house.post(&format!("/api/people/{id}/roles"), admin, body).await;
    assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    done.body["happened"].clone()
}

/// Signs in with a one-time password and chooses another. The session.
pub(crate) async fn settle_in(house: &House, account: &str, once: &str) -> String {
    let session = cookie(&house.try_sign_in(account, once).await);
    let change = json!({ "old_password": once, "new_password": OWN });
    let changed = house.post("/api/session/password", &session, change).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT, "{:?}", changed.body);
    cookie(&house.try_sign_in(account, OWN).await)
}

/// The role is taken away, the password reset by one alone, and the role asked back: only the roles are confirmed.
#[tokio::test]
async fn a_password_that_one_alone_chose_is_nobodys_who_is_trusted() {
    let house = House::open().await;
    let admin = house.sign_in("ax.administrator").await;
    let taken = set_roles(&house, &admin, "ax.judge", &["aide"]).await;
    assert_eq!(taken, json!(["staff.roles_changed"]));
    let once = reset(&house, &admin, "ax.judge").await;
    let thief = settle_in(&house, "ax.judge", &once).await;
    set_roles(&house, &admin, "ax.judge", &["judge"]).await;

    let inspector = house.sign_in("ax.inspector").await;
    let request = waiting(&house, &inspector, "ax.judge").await;
    assert_eq!(request["gives_password"], json!(true));
    let done = house.post(&at(&request, "confirm"), &inspector, json!({})).await;
    assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    assert_eq!(house.get("/api/session", &thief).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(house.try_sign_in("ax.judge", OWN).await.code(), "sign_in_wrong");
    let given = done.body["first_password"].as_str().unwrap();
    let signed = house.try_sign_in("ax.judge", given).await;
    assert_eq!(signed.body["must_change_password"], json!(true), "{:?}", signed.body);
    assert_eq!(signed.body["password_reset"]["confirmed_by"], json!("监察督查x"));
    is_clean(&house).await;

    // Who is trusted already keeps what is theirs.
    set_roles(&house, &admin, "ay.judge", &["judge", "bureau_chief"]).await;
    let request = waiting(&house, &inspector, "ay.judge").await;
    assert_eq!(request["gives_password"], json!(false));
    let done = house.post(&at(&request, "confirm"), &inspector, json!({})).await;
    assert_eq!(done.body["first_password"], Value::Null, "{:?}", done.body);
    assert_eq!(house.try_sign_in("ay.judge", PASSWORD).await.status, StatusCode::OK);
}

#[tokio::test]
async fn while_a_role_waits_the_password_is_not_reset_by_one_alone() {
    let house = House::open().await;
    let admin = house.sign_in("ax.administrator").await;
    let aide = house.sign_in("ax.aide").await;
    set_roles(&house, &admin, "ax.aide", &["judge"]).await;
    let id = person(&house, &admin, "ax.aide").await;
    let refused = house.post(&format!("/api/people/{id}/password"), &admin, json!({})).await;
    assert_eq!((refused.status.as_u16(), refused.code()), (422, "duplicate"));
    assert_eq!(house.get("/api/session", &aide).await.status, StatusCode::OK);

    // What is confirmed is what was looked at.
    set_roles(&house, &admin, "ax.aide", &["window_clerk"]).await;
    let president = house.sign_in("ax.president").await;
    let request = waiting(&house, &president, "ax.aide").await;
    let stale = house.post(&at(&request, "confirm"), &president, json!({})).await;
    assert_eq!((stale.status.as_u16(), stale.code()), (409, "stale"), "{:?}", stale.body);
    is_clean(&house).await;
}

#[tokio::test]
async fn what_waits_for_or_by_somebody_ends_when_they_are_stopped() {
    let house = House::open().await;
    let (admin, other) =
        (house.sign_in("ax.administrator").await, house.sign_in("ay.administrator").await);
    reset(&house, &admin, "ax.judge").await;
    reset(&house, &other, "ax.bureau_chief").await;
    for account in ["ax.judge", "ay.administrator"] {
        let id = person(&house, &admin, account).await;
        let stop = json!({ "reason": "调离" });
        let stopped = house.post(&format!("/api/people/{id}/disable"), &admin, stop).await;
        assert_eq!(stopped.status, StatusCode::OK, "{:?}", stopped.body);
    }
    for account in ["ax.judge", "ax.bureau_chief"] {
        assert_eq!(waiting(&house, &admin, account).await, Value::Null, "{account}");
    }
    is_clean(&house).await;
}

/// What `PUT /api/court` says of the court, with another account.
async fn described(house: &House, by: &str, which: &str, number: &str) -> Value {
    let known = house.get("/api/court", by).await.body;
    let mut wanted = json!({ "court_name": known["name"], "parent": "" });
    for field in ["address", "phone", "fund_account", "treasury_account"] {
        wanted[field] = known[field].clone();
    }
    wanted[which]["account"] = json!(number);
    wanted
}

/// One administrator alone would send the next fee, or the parties' money, to an account of their own.
#[tokio::test]
async fn one_administrator_does_not_move_the_accounts_of_the_court() {
    const MINE: &str = "6222029999999999";
    for which in ["fund_account", "treasury_account"] {
        let house = House::open().await;
        let admin = house.sign_in("ax.administrator").await;
        let other = house.sign_in("ay.administrator").await;
        let before = house.get("/api/court", &admin).await.body;
        let mut wanted = described(&house, &admin, which, MINE).await;
        wanted["phone"] = json!("0758-5511111");
        let asked = house.put("/api/court", &admin, wanted.clone()).await;
        assert_eq!(asked.status, StatusCode::OK, "{:?}", asked.body);
        let both = json!(["staff.court_described", "staff.access_asked"]);
        assert_eq!(asked.body["happened"], both, "the telephone is nobody's money");
        let now = house.get("/api/court", &admin).await.body;
        assert_eq!((&now[which], &now["phone"]), (&before[which], &json!("0758-5511111")));

        let twice = house.put("/api/court", &admin, wanted).await;
        assert_eq!((twice.status.as_u16(), twice.code()), (422, "duplicate"));
        let request = waiting(&house, &admin, crate::court::COURT).await;
        assert_eq!((&request["kind"], &request["roles"]), (&json!("accounts"), &json!([])));
        let said = request["changes"].to_string();
        let old = before[which]["account"].as_str().unwrap();
        assert!(said.contains(&format!("{old} → ")) && said.contains(MINE), "{said}");
        assert_eq!(request["changes"].as_array().unwrap().len(), 1, "{said}");
        for by in [&admin, &other] {
            let refused = house.post(&at(&request, "confirm"), by, json!({})).await;
            assert_eq!(refused.code(), "forbidden", "{:?}", refused.body);
        }
        assert_eq!(house.get("/api/court", &admin).await.body[which], before[which]);

        // Neither does what waits for the court stand in the way of what waits for who asked.
        reset(&house, &other, "ax.administrator").await;
        confirm(&house, crate::court::COURT).await;
        let now = house.get("/api/court", &other).await.body;
        assert_eq!((&now[which]["account"], &now["phone"]), (&json!(MINE), &json!("0758-5511111")));
        is_clean(&house).await;
    }
}
