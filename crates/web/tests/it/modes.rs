//! 办案模式：read, copied, checked, tried on the running cases, adopted, gone back from, over HTTP on both databases.

use axum::http::StatusCode;
use serde_json::{Value, json};
use zhixing_app::{mode::switch, staff};
use zhixing_domain::{ground::actor::Actor, ground::id::CaseId, matter::Matter};

use crate::court::{COURT, House, establishment_below};

const KEY: &str = "guangdong-service-centre";

/// The shipped version's own files with one text replaced in `file`.
async fn copy(house: &House, admin: &str, file: &str, from: &str, to: &str) -> Value {
    let read = house.get(&format!("/api/modes/{KEY}/1"), admin).await;
    assert_eq!(read.status, StatusCode::OK, "{:?}", read.body);
    let mut files = read.body["files"].as_array().unwrap().clone();
    for known in &mut files {
        let text = known["text"].as_str().unwrap();
        if known["name"].as_str().unwrap().ends_with(file) {
            assert!(text.contains(from), "{file}: {from}");
            known["text"] = json!(text.replacen(from, to, 1));
        } else if known["name"].as_str().unwrap().ends_with("mode.toml") {
            known["text"] = json!(text.replacen("version = 1", "version = 2", 1));
        }
    }
    json!({ "files": files })
}

async fn matter(house: &House, case: &str) -> Matter {
    let system = Actor::system(COURT);
    Matter::clone(&*house.app.case(&system, CaseId(case.parse().unwrap())).await.unwrap())
}

#[tokio::test]
async fn a_broken_copy_is_refused_with_file_line_and_remedy() {
    let house = House::open().await;
    let admin = house.sign_in("ax.administrator").await;
    let broken = copy(&house, &admin, "lanes.toml", "team = \"fast\"", "team = \"widow\"").await;
    let said = house.post("/api/modes/check", &admin, broken.clone()).await;
    let fault = &said.body["faults"][0];
    assert!(fault["file"].as_str().unwrap().ends_with("lanes.toml"), "{fault}");
    assert!(0 < fault["line"].as_u64().unwrap());
    assert!(fault["message"].as_str().unwrap().contains("widow"), "{fault}");
    assert!(!fault["remedy"].as_str().unwrap().is_empty());
    let before = house.get("/api/modes", &admin).await.body["versions"].clone();
    let refused = house.post("/api/modes", &admin, broken).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{:?}", refused.body);
    assert!(refused.body.to_string().contains("lanes.toml"), "{:?}", refused.body);
    let known = house.get("/api/modes", &admin).await;
    assert_eq!(known.body["versions"], before, "nothing was imported");
}

#[tokio::test]
async fn an_edited_copy_is_tried_adopted_and_gone_back_from() {
    for house in House::both().await {
        let plan = establishment_below(COURT, "a", "");
        assert!(staff::establish(&house.app, COURT, &plan).await.unwrap());
        let (admin, clerk) =
            (house.sign_in("ax.administrator").await, house.sign_in("ax.window_clerk").await);
        let case = house.file_case(&clerk).await;
        let (from, to) = ("name = \"接收案件\"", "name = \"收案\"");
        let own = copy(&house, &admin, "tasks.toml", from, to).await;
        let imported = house.post("/api/modes", &admin, own.clone()).await;
        assert_eq!(imported.status, StatusCode::OK, "{:?}", imported.body);
        let again = house.post("/api/modes", &admin, own).await;
        assert_eq!(again.code(), "duplicate");

        let diff = format!("/api/modes/{KEY}/2/diff?with_key={KEY}&with_version=1");
        let changes = house.get(&diff, &admin).await.body["changes"].clone();
        let ids: Vec<_> = changes.as_array().unwrap().iter().map(|row| &row["id"]).collect();
        assert_eq!(ids, [&json!(""), &json!("receive_case")], "the head and the task");
        let task = &changes[1];
        assert_eq!((&task["section_name"], &task["name"]), (&json!("事项"), &json!("接收案件")));

        let tried = house.get(&format!("/api/modes/{KEY}/2/dry-run"), &admin).await.body;
        assert_eq!((&tried["moving"], &tried["refused"]), (&json!(1), &json!(0)), "{tried}");
        let pinned = matter(&house, &case).await.mode;
        assert_eq!(pinned.unwrap().version, 1, "trying moves nothing");

        let adopt = format!("/api/modes/{KEY}/2/adopt");
        let past = json!({ "from": "2026-01-01", "in_flight": "move" });
        let refused = house.post(&adopt, &admin, past).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.to_string().contains("启用日"), "{:?}", refused.body);
        let today = house.app.clock.today();
        let body = json!({ "from": today.to_string(), "in_flight": "move" });
        let taken = house.post(&adopt, &admin, body.clone()).await;
        assert_eq!(taken.status, StatusCode::OK, "{:?}", taken.body);
        let raced = house.post(&adopt, &admin, body).await;
        assert_eq!(raced.code(), "duplicate", "the second of two adoptions changes nothing");

        let moved = switch::move_in_flight(&house.app, COURT, today).await.unwrap();
        assert_eq!((moved.moved, moved.refused), (1, 0));
        let again = switch::move_in_flight(&house.app, COURT, today).await.unwrap();
        assert_eq!((again.moved, again.refused), (0, 0), "done once");
        let file = matter(&house, &case).await;
        assert_eq!(file.mode.unwrap().version, 2);

        let back = format!("/api/modes/{KEY}/1/adopt");
        for (to, version) in [(&back, 1), (&adopt, 2)] {
            let body = json!({ "from": today.to_string(), "in_flight": "move" });
            assert_eq!(house.post(to, &admin, body).await.status, StatusCode::OK);
            let moved = switch::move_in_flight(&house.app, COURT, today).await.unwrap();
            assert_eq!(moved.moved, 1, "there, back and there again on one day");
            assert_eq!(matter(&house, &case).await.mode.unwrap().version, version);
        }
        let known = house.get("/api/modes", &admin).await.body;
        let in_force = |a: &&Value| a["state"] == json!("in_force");
        assert_eq!(known["adoptions"].as_array().unwrap().iter().filter(in_force).count(), 1);
        let body = json!({ "from": today.to_string(), "in_flight": "stay" });
        assert_eq!(house.post(&back, &admin, body).await.status, StatusCode::OK);
        let next = house.file_case(&clerk).await;
        let file = matter(&house, &next).await;
        assert_eq!(file.mode.unwrap().version, 1, "new cases go the earlier way again");
        let known = house.get("/api/modes", &admin).await.body;
        let states: Vec<_> =
            known["adoptions"].as_array().unwrap().iter().map(|a| &a["state"]).collect();
        assert_eq!(states.last(), Some(&&json!("in_force")), "{known}");
    }
}
