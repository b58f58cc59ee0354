//! Lists: every filter that the description names works, and what it does not name is refused with a sentence.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::court::{House, application};

const CLERK: &str = "ax.window_clerk";

fn numbers(body: &Value) -> Vec<&str> {
    body["items"].as_array().unwrap().iter().map(|row| row["case_no"].as_str().unwrap()).collect()
}

/// Two cases: one with wages owed, filed a week before the other.
async fn two_cases(house: &House, clerk: &str) {
    let mut wages = application();
    wages["claim"]["livelihood"] = json!(true);
    wages["parties"][1]["name"] = json!("广州鑫源建材有限公司");
    wages["parties"][1]["kind"] = json!("legal_person");
    wages["parties"][1]["identity_number"] = json!("91350100M000100Y43");
    wages["parties"][1]["representative"] = json!("钱某");
    let first = house.post("/api/cases", clerk, wages).await;
    assert_eq!(first.status, StatusCode::OK, "{:?}", first.body);
    house.later(7 * 24 * 3600);
    let clerk = house.sign_in(CLERK).await;
    house.file_case(&clerk).await;
}

#[tokio::test]
async fn every_filter_of_the_case_list_works() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    two_cases(&house, &clerk).await;
    let clerk = house.sign_in(CLERK).await;
    let (one, two) = ("（2026）粤1224执1号", "（2026）粤1224执2号");
    let expected: [(&str, &[&str]); 14] = [
        ("light=overdue", &[one]),
        ("light=today", &[]),
        ("light=soon", &[two]),
        ("light=normal", &[]),
        ("light=idle", &[]),
        ("tag=livelihood", &[one]),
        ("tag=measure_expiring", &[]),
        ("state=open", &[one, two]),
        ("state=received", &[]),
        ("node=intake", &[]),
        ("filed_from=2026-03-05", &[two]),
        ("filed_to=2026-03-05", &[one]),
        ("q=%E9%91%AB%E6%BA%90", &[one]),
        ("sort=-filed_on", &[two, one]),
    ];
    for (query, found) in expected {
        let answer = house.get(&format!("/api/cases?{query}"), &clerk).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}: {:?}", answer.body);
        assert_eq!(numbers(&answer.body), found, "{query}");
        let sum = house.get(&format!("/api/cases/summary?{query}"), &clerk).await;
        assert_eq!(sum.body["count"], json!(found.len()), "{query}");
    }
    for query in ["light=red", "tag=other", "state=lost", "sort=name", "kind=x"] {
        let answer = house.get(&format!("/api/cases?{query}"), &clerk).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
    }
}

#[tokio::test]
async fn every_filter_of_the_task_list_works() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    two_cases(&house, &clerk).await;
    let clerk = house.sign_in(CLERK).await;
    let all = house.get("/api/tasks", &clerk).await.body["items"].as_array().unwrap().clone();
    let today = "2026-03-09";
    let due = |from: &str, to: &str| {
        let within = |task: &&Value| {
            let on = task["due_on"].as_str().unwrap();
            (from..=to).contains(&on)
        };
        all.iter().filter(within).count()
    };
    let windows = [
        ("overdue", due("2026-01-01", "2026-03-08")),
        ("today", due(today, today)),
        ("soon", due("2026-03-10", "2026-03-12")),
        ("week", due(today, "2026-03-15")),
    ];
    for (window, expected) in windows {
        let answer = house.get(&format!("/api/tasks?due={window}"), &clerk).await;
        assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
        assert_eq!(answer.body["items"].as_array().unwrap().len(), expected, "{window}");
        let counts = house.get(&format!("/api/tasks/counts?due={window}"), &clerk).await;
        assert_eq!(counts.body["total"], json!(expected), "{window}");
    }
    assert!(0 < windows[0].1 && 0 < windows[3].1, "{windows:?}");
    let id = all.iter().find(|task| task["title"] == json!("接收案件")).unwrap();
    let centre = house.sign_in("ax.centre_clerk").await;
    let path = format!(
        "/api/cases/{}/tasks/{}/complete",
        id["case_id"].as_str().unwrap(),
        id["id"].as_str().unwrap()
    );
    let done = house.post(&path, &centre, json!({ "result": "已接收" })).await;
    assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    let live = house.get("/api/tasks?state=live", &clerk).await;
    let whole = house.get("/api/tasks?state=all", &clerk).await;
    let (live, whole) = (live.body["items"].as_array().unwrap(), &whole.body["items"]);
    assert_eq!(whole.as_array().unwrap().len(), live.len() + 1);
    for (q, name) in [("%E9%91%AB%E6%BA%90", "鑫源"), ("%E7%8E%8B%E6%B5%B7", "王海")] {
        let found = house.get(&format!("/api/tasks?state=all&q={q}"), &clerk).await;
        let rows = found.body["items"].as_array().unwrap();
        assert!(!rows.is_empty());
        assert!(rows.iter().all(|row| row["respondents"].as_str().unwrap().contains(name)));
        assert_eq!(found.body["cases_capped"], json!(false));
    }
    let none = house.get("/api/tasks?q=%E6%B2%A1%E6%9C%89", &clerk).await;
    assert_eq!(none.body["items"], json!([]));
    for query in ["due=someday", "state=lost"] {
        let answer = house.get(&format!("/api/tasks?{query}"), &clerk).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
    }
}

#[tokio::test]
async fn receipts_of_every_state_are_one_list() {
    let house = House::open().await;
    let officer = house.sign_in("ax.fund_officer").await;
    for state in ["unknown", "claimed", "matched", "outgoing", "all"] {
        let answer = house.get(&format!("/api/funds/receipts?state={state}"), &officer).await;
        assert_eq!(answer.status, StatusCode::OK, "{state}: {:?}", answer.body);
    }
    let answer = house.get("/api/funds/receipts?state=lost", &officer).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_view_is_kept_with_its_columns_for_its_owner_alone() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let view = json!({ "filter": { "state": "open", "light": "normal" }, "hidden": ["cause"] });
    let put = house.request(Method::PUT, "/api/views/mine", &clerk, Some(view.clone()), &[]);
    assert_eq!(house.send(put).await.status, StatusCode::NO_CONTENT);
    let kept = house.get("/api/views", &clerk).await.body["items"].clone();
    let whole = json!([{ "name": "mine", "filter": view["filter"], "hidden": ["cause"] }]);
    assert_eq!(kept, whole);
    // A view from before the columns were part of it.
    let actor = zhixing_app::staff::actor(&house.app, crate::court::COURT, CLERK).await.unwrap();
    house.app.save_view(&actor, "old", r#"{"state":"closed"}"#).await.unwrap();
    let kept = house.get("/api/views", &clerk).await.body["items"].clone();
    assert_eq!(kept[1], json!({ "name": "old", "filter": { "state": "closed" }, "hidden": [] }));
    let other = house.sign_in("ay.window_clerk").await;
    assert_eq!(house.get("/api/views", &other).await.body["items"], json!([]));
}
