//! 后台运行：what died is on a page, is sent again or given up with a reason; who does nothing is an alarm.

use axum::http::StatusCode;
use serde_json::json;
use uuid::Uuid;
use zhixing_app::{clock::Clock as _, upkeep};
use zhixing_domain::court::duty::{Duty, LATE_SECS};
use zhixing_store::job::{Lane, NewJob};

use crate::court::{COURT, House};

const ADMIN: &str = "ax.administrator";

/// A job of a kind that has died of a reason.
async fn dead_job(house: &House, kind: &str) -> Uuid {
    let now = house.clock.now();
    let job_id = house.app.ids.next(now);
    let job = NewJob {
        court_id: COURT.to_owned(),
        job_id,
        kind: kind.to_owned(),
        body: "{}".to_owned(),
        run_at: now,
        priority: 10,
        max_attempts: 1,
        cause: None,
        owner_id: None,
    };
    let mut tx = house.app.db.begin().await.unwrap();
    tx.enqueue(&[job], now).await.unwrap();
    let lane = Lane { court: COURT.to_owned(), kind: Some(kind.to_owned()) };
    let until = now.plus_secs(60).unwrap();
    let key = tx.claim_jobs(&lane, "w", now, until, 1).await.unwrap().remove(0).key;
    tx.fail_job(&key, "w", "the gateway refused", now).await.unwrap();
    tx.commit().await.unwrap();
    job_id
}

#[tokio::test]
async fn a_dead_job_is_sent_again_or_given_up_for_a_reason() {
    let house = House::open().await;
    let admin = house.sign_in(ADMIN).await;
    let job = dead_job(&house, "message").await;
    let page = house.get("/api/queue", &admin).await;
    assert_eq!(page.status, StatusCode::OK, "{:?}", page.body);
    let dead = &page.body["dead"][0];
    assert_eq!((&dead["id"], &dead["title"]), (&json!(job), &json!("短信")));
    assert_eq!(dead["error"], json!("the gateway refused"));
    assert_eq!(page.body["lanes"][0]["dead"], json!(1));

    let resend = format!("/api/queue/{job}/resend");
    let sent = house.post(&resend, &admin, json!({})).await;
    assert_eq!(sent.status, StatusCode::OK, "{:?}", sent.body);
    let page = house.get("/api/queue", &admin).await;
    assert_eq!((&page.body["dead"], &page.body["lanes"][0]["waiting"]), (&json!([]), &json!(1)));
    let again = house.post(&resend, &admin, json!({})).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{:?}", again.body);

    let other = dead_job(&house, "network").await;
    let give_up = format!("/api/queue/{other}/give_up");
    let bare = house.post(&give_up, &admin, json!({ "reason": " " })).await;
    assert_eq!((bare.status, bare.code()), (StatusCode::UNPROCESSABLE_ENTITY, "field"));
    let judge = house.sign_in("ax.judge").await;
    for path in ["/api/queue", &give_up] {
        let answer = if path == "/api/queue" {
            house.get(path, &judge).await
        } else {
            house.post(path, &judge, json!({ "reason": "不发了" })).await
        };
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    let given = house.post(&give_up, &admin, json!({ "reason": "已当面告知" })).await;
    assert_eq!(given.status, StatusCode::OK, "{:?}", given.body);
    assert_eq!(house.get("/api/queue", &admin).await.body["dead"], json!([]));
    let stream = zhixing_store::fold::attempts_stream(COURT);
    let mut conn = house.app.db.read().await.unwrap();
    let lines = conn.entries(COURT, stream, 0, 100).await.unwrap();
    let line = lines.iter().find(|line| line.kind == "job.given_up").unwrap();
    assert!(line.body.contains("已当面告知") && line.body.contains("the gateway refused"));
}

#[tokio::test]
async fn a_duty_that_nobody_does_or_that_fails_is_an_alarm() {
    let house = House::open().await;
    let admin = house.sign_in(ADMIN).await;
    let alarms = || async {
        let page = house.get("/api/queue", &admin).await;
        let duties = page.body["duties"].as_array().unwrap();
        duties.iter().filter(|duty| duty["alarm"] == json!(true)).count()
    };
    assert_eq!(alarms().await, Duty::ALL.len());
    for &duty in Duty::ALL {
        upkeep::note_duty(&house.app, COURT, duty, &Ok(())).await.unwrap();
    }
    assert_eq!(alarms().await, 0);
    house.later(LATE_SECS - 1);
    let away = zhixing_app::error::Error::Unavailable("message gateway", "no answer".to_owned());
    upkeep::note_duty(&house.app, COURT, Duty::Gateway, &Err(away)).await.unwrap();
    assert_eq!(alarms().await, 0, "it may come back");
    house.later(2);
    upkeep::note_duty(&house.app, COURT, Duty::Day, &Ok(())).await.unwrap();
    assert_eq!(alarms().await, 2);
    let page = house.get("/api/queue", &admin).await;
    let gateway = &page.body["duties"][2];
    assert_eq!(gateway["error"], json!("message gateway unavailable: no answer"));
    assert!(gateway["failing_since"].is_string());
}
