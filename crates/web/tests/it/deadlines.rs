//! 法定期限 over HTTP: asked for, signed, shown with its counting, listed; and what a new day brings, on both databases.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::{Value, json};
use zhixing_app::{queue, staff};

use crate::court::{Answer, COURT, House, application, establishment_below};

fn ok(answer: Answer) -> Value {
    assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
    answer.body
}

/// The court with its people, on both databases.
async fn courts() -> Vec<House> {
    let mut houses = House::both().await;
    for house in &mut houses {
        let plan = establishment_below(COURT, "a", "");
        assert!(staff::establish(&house.app, COURT, &plan).await.unwrap());
    }
    houses
}

const DAY: i64 = 24 * 3_600;

#[tokio::test]
async fn a_stay_is_signed_stops_the_term_and_shows_in_the_list() {
    for house in courts().await {
        let clerk = house.sign_in("ax.window_clerk").await;
        let (centre, chief) =
            (house.sign_in("ax.centre_clerk").await, house.sign_in("ax.bureau_chief").await);
        let case = house.file_case(&clerk).await;
        let page = ok(house.get(&format!("/api/cases/{case}"), &centre).await);
        let term = &page["deadlines"]["all"][0];
        assert_eq!(term["name"], json!("执行期限"));
        assert_eq!(term["from_on"], page["filed_on"]);
        assert!(term["working"].to_string().contains("院长批准"), "{term}");
        let due = term["due_on"].as_str().unwrap().to_owned();
        let near = ok(house.get("/api/lists/deadlines?show=running", &centre).await);
        assert_eq!(near["items"][0]["due_day"], json!(due));

        let from = house.app.clock.today().to_string();
        let body = json!({ "ground": "stay", "from": from, "reason": "裁定中止执行" });
        let path = format!("/api/cases/{case}/do/exclude_stretch");
        let denied = house.post(&path, &clerk, body.clone()).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        let asked = ok(house.post(&path, &centre, body).await);
        assert_eq!(asked["happened"], json!(["approval.asked"]));
        let approval = asked["id"].as_str().unwrap();
        let paper = ok(house.get(&format!("/api/cases/{case}/approvals/{approval}"), &chief).await);
        for part in ["中止执行期间", "裁定中止执行", &due] {
            assert!(paper["facts"].to_string().contains(part), "{part}: {paper}");
        }
        let body = json!({ "approval": approval, "opinion": "同意" });
        let signed =
            ok(house.post(&format!("/api/cases/{case}/do/sign_approval"), &chief, body).await);
        let happened = signed["happened"].as_array().unwrap();
        let term = ["approval.signed", "deadline.excluded", "deadline.moved"];
        assert_eq!(happened[..3], term.map(|kind| json!(kind)));
        assert!(happened.contains(&json!("task.moved")) && happened.contains(&json!("node.moved")));
        rests(&house, &centre, &case).await;
        let stopped = ok(house.get("/api/lists/deadlines?show=stopped", &centre).await);
        assert_eq!(stopped["items"][0]["stopped_by"], json!("中止执行期间"));
        let running = ok(house.get("/api/lists/deadlines?show=running", &centre).await);
        assert_eq!(running["items"], json!([]));

        house.later(40 * DAY);
        let centre = house.sign_in("ax.centre_clerk").await;
        let page = ok(house.get(&format!("/api/cases/{case}"), &centre).await);
        let known = &page["deadlines"]["exclusions"][0];
        let over = json!({ "exclusion": known["id"], "to": house.app.clock.today().to_string() });
        let path = format!("/api/cases/{case}/do/resume_deadline");
        ok(house.post(&path, &centre, over).await);
        let page = ok(house.get(&format!("/api/cases/{case}"), &centre).await);
        assert_eq!(page["deadlines"]["all"][0]["excluded_days"], json!(40));
        assert!(due.as_str() < page["deadlines"]["all"][0]["due_on"].as_str().unwrap());
        let search = task(&page, "发起网络查控");
        assert_eq!(search["excluded"], json!("已扣除40日：中止执行期间"));
        assert!(search["due_on"].is_string());
    }
}

/// The task of a name on the page of a case.
fn task(page: &Value, title: &str) -> Value {
    let tasks = page["tasks"].as_array().unwrap();
    tasks.iter().find(|task| task["title"] == json!(title)).unwrap().clone()
}

/// While the matter rests, so do its tasks and nodes: on its page, and in the lists, where nothing of it comes due.
async fn rests(house: &House, reader: &str, case: &str) {
    let page = ok(house.get(&format!("/api/cases/{case}"), reader).await);
    let search = task(&page, "发起网络查控");
    assert_eq!(search["due_on"], Value::Null);
    assert_eq!(search["excluded"], json!("停止计算：中止执行期间"));
    let nodes = page["nodes"].as_array().unwrap();
    let running = nodes.iter().find(|node| node["state"] == json!("running")).unwrap();
    assert_eq!(running["excluded"], json!("停止计算：中止执行期间"));
    let all = ok(house.get("/api/lists/tasks?scope=all", reader).await);
    let rows = all["items"].as_array().unwrap();
    assert!(!rows.is_empty());
    for row in rows {
        assert_eq!((&row["due_on"], &row["limit_on"]), (&Value::Null, &Value::Null), "{row}");
    }
    let why = ok(house.get(&format!("/api/cases/{case}/why"), reader).await);
    let limit = |task: &str| {
        let items = why["items"].as_array().unwrap();
        items.iter().find(|item| item["task"] == json!(task)).unwrap()["limit"].clone()
    };
    assert_eq!(limit("发起网络查控"), json!("1个工作日，中止、暂缓期间不计入"));
    assert_eq!(limit("付款"), json!("5个工作日，照常计算，没有扣除"));
}

#[tokio::test]
async fn a_new_day_brings_what_the_rules_say_of_it_once() {
    for house in courts().await {
        let clerk = house.sign_in("ax.window_clerk").await;
        let case = house.file_case(&clerk).await;
        let warned = |page: &Value| page["tasks"].to_string().contains("执行期限将届满");
        let dir = house.app.settings.anchors.clone().unwrap();
        std::fs::create_dir_all(dir).unwrap();
        let today = || house.app.clock.today();
        let done = queue::daily(&house.app, COURT, today()).await.unwrap();
        assert_eq!(done.settled, 0, "everything is as its rules say already");
        house.later(170 * DAY);
        let clerk = house.sign_in("ax.window_clerk").await;
        let page = ok(house.get(&format!("/api/cases/{case}"), &clerk).await);
        assert!(!warned(&page), "nobody has looked at the day yet");
        let done = queue::daily(&house.app, COURT, today()).await.unwrap();
        assert_eq!((done.settled, done.failed.len()), (1, 0));
        let page = ok(house.get(&format!("/api/cases/{case}"), &clerk).await);
        assert!(warned(&page), "{}", page["tasks"]);
        let again = queue::daily(&house.app, COURT, today()).await.unwrap();
        assert_eq!(again.settled, 0);
    }
}

#[tokio::test]
async fn the_list_is_turned_page_by_page_also_where_no_day_is_known() {
    for house in courts().await {
        let clerk = house.sign_in("ax.window_clerk").await;
        let (centre, chief) =
            (house.sign_in("ax.centre_clerk").await, house.sign_in("ax.bureau_chief").await);
        let from = house.app.clock.today().to_string();
        for place in 0..5 {
            let mut body = application();
            body["claim"]["title"]["number"] =
                json!(format!("（2025）粤1224民初{}号", 900 + place));
            let filed = ok(house.post("/api/begin/file_case", &clerk, body).await);
            if place < 2 {
                continue;
            }
            let path = format!("/api/cases/{}/do", filed["id"].as_str().unwrap());
            let body = json!({ "ground": "stay", "from": from, "reason": "裁定中止执行" });
            let asked = ok(house.post(&format!("{path}/exclude_stretch"), &centre, body).await);
            let body = json!({ "approval": asked["id"], "opinion": "" });
            ok(house.post(&format!("{path}/sign_approval"), &chief, body).await);
        }
        for (show, count) in [("running", 2), ("stopped", 3), ("all", 5)] {
            let mut seen = BTreeSet::new();
            let mut next = String::new();
            loop {
                let path = format!("/api/lists/deadlines?show={show}&limit=1{next}");
                let page = ok(house.get(&path, &centre).await);
                let rows = page["items"].as_array().unwrap();
                seen.extend(rows.iter().map(|row| row["case_no"].to_string()));
                let Some(cursor) = page["next"].as_str() else { break };
                next = format!("&after={cursor}");
            }
            assert_eq!(seen.len(), count, "{show}");
        }
    }
}
