//! 逾期、催办、督办 over HTTP, on both databases: what climbs, who hears of it, and who answers.

use axum::http::StatusCode;
use serde_json::{Value, json};
use zhixing_app::queue;

use crate::court::{Answer, COURT, House, courts};

const DAY: i64 = 24 * 3_600;

fn ok(answer: Answer) -> Value {
    assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
    answer.body
}

/// Another day, and what the daily duty makes of it, twice: nothing is told a second time.
async fn later(house: &House, days: i64) {
    house.later(days * DAY);
    let today = house.app.clock.today();
    for _ in 0..2 {
        let done = queue::daily(&house.app, COURT, today).await.unwrap();
        assert!(done.failed.is_empty(), "{:?}", done.failed);
    }
}

/// What is late of the case under a name.
async fn late(house: &House, reader: &str, case: &str, name: &str) -> Value {
    let page = ok(house.get(&format!("/api/cases/{case}"), reader).await);
    let all = page["deadlines"]["latenesses"].as_array().unwrap().clone();
    all.into_iter().find(|one| one["name"] == json!(name)).unwrap_or_default()
}

async fn told(house: &House, reader: &str) -> Vec<Value> {
    let all = ok(house.get("/api/notices", reader).await)["items"].clone();
    let of_late = |one: &&Value| one["kind_label"] == json!("逾期催办");
    all.as_array().unwrap().iter().filter(of_late).cloned().collect()
}

#[tokio::test]
async fn what_is_late_climbs_to_the_chief_and_is_explained_before_it_is_ticked_off() {
    for house in courts().await {
        let clerk = house.sign_in("ax.window_clerk").await;
        let case = house.file_case(&clerk).await;
        later(&house, 2).await;
        let chief = house.sign_in("ax.bureau_chief").await;
        assert!(told(&house, &chief).await.is_empty(), "it has not climbed to the chief");
        later(&house, 20).await;
        let chief = house.sign_in("ax.bureau_chief").await;
        let known = late(&house, &chief, &case, "接收案件").await;
        assert_eq!(known["level_label"], json!("院长"), "{known}");
        assert_eq!(known["told"].as_array().unwrap().len(), 4);
        assert!(known["lacks_reason"].as_bool().unwrap());
        assert!(!told(&house, &chief).await.is_empty());
        let list = ok(house.get("/api/lists/lateness?show=silent&level=president", &chief).await);
        assert!(list["items"].to_string().contains("接收案件"), "{list}");

        let centre = house.sign_in("ax.centre_clerk").await;
        let page = ok(house.get(&format!("/api/cases/{case}"), &centre).await);
        let tasks = page["tasks"].as_array().unwrap();
        let task = tasks.iter().find(|task| task["title"] == json!("接收案件")).unwrap();
        let done = json!({ "task": task["id"], "result": "已接收" });
        let complete = format!("/api/cases/{case}/do/complete_task");
        let refused = house.post(&complete, &centre, done.clone()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body["message"].to_string().contains("说明原因"), "{:?}", refused.body);
        let today = house.app.clock.today().to_string();
        let said = json!({ "lateness": known["id"], "why": "load", "reason": "当日收案集中",
            "planned_on": today });
        let explain = format!("/api/cases/{case}/do/explain_lateness");
        let server = house.sign_in("ax.service_officer").await;
        let stranger = house.post(&explain, &server, said.clone()).await;
        assert_ne!(stranger.status, StatusCode::OK, "whoever has nothing to do with it");
        ok(house.post(&explain, &centre, said).await);
        ok(house.post(&complete, &centre, done).await);
        let over = late(&house, &chief, &case, "接收案件").await;
        assert_eq!(over["ended_on"], json!(today));
        let ended = ok(house.get("/api/lists/lateness?show=ended", &chief).await);
        assert!(ended["items"].to_string().contains("当日收案集中"), "{ended}");
    }
}

#[tokio::test]
async fn a_directive_is_answered_and_settled_by_somebody_else() {
    for house in courts().await {
        let clerk = house.sign_in("ax.window_clerk").await;
        let case = house.file_case(&clerk).await;
        let (chief, centre) =
            (house.sign_in("ax.bureau_chief").await, house.sign_in("ax.centre_clerk").await);
        let by = house.app.clock.today().plus_days(3).unwrap().to_string();
        let order = json!({ "asks": "说明为何没有发起查控", "reply_by": by });
        let path = |act: &str| format!("/api/cases/{case}/do/{act}");
        let denied = house.post(&path("issue_directive"), &clerk, order.clone()).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        let done = ok(house.post(&path("issue_directive"), &chief, order).await);
        let id = done["id"].clone();
        let waiting = ok(house.get("/api/lists/directives?show=waiting", &chief).await);
        assert_eq!(waiting["items"].as_array().unwrap().len(), 1);
        let reply = json!({ "directive": id, "reply": "今日发起" });
        ok(house.post(&path("answer_directive"), &centre, reply).await);
        let settle = json!({ "directive": id, "verdict": "accept", "remark": "" });
        let own = house.post(&path("settle_directive"), &centre, settle.clone()).await;
        assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY, "{:?}", own.body);
        ok(house.post(&path("settle_directive"), &chief, settle).await);
        let page = ok(house.get(&format!("/api/cases/{case}"), &chief).await);
        assert_eq!(page["deadlines"]["directives"][0]["state_label"], json!("已办结"));
    }
}
