//! 提醒和案头：what is new for somebody is told once, what they have at hand is found again, and neither tells anybody
//! of what is not theirs.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::court::House;

const CLERK: &str = "ax.window_clerk";

async fn get(house: &House, who: &str, path: &str) -> Value {
    let reader = house.sign_in(who).await;
    let answer = house.get(path, &reader).await;
    assert_eq!(answer.status, StatusCode::OK, "{who} {path}: {:?}", answer.body);
    answer.body
}

fn titles(notices: &Value) -> Vec<String> {
    let items = notices["items"].as_array().unwrap();
    items.iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_new_task_is_told_to_whose_post_it_is_until_they_have_seen_it() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let id = house.file_case(&clerk).await;
    let told = get(&house, CLERK, "/api/notices").await;
    assert!(titles(&told).contains(&"执前谈话".to_owned()), "{told}");
    assert_eq!(told["unseen"].as_u64(), told["items"].as_array().map(|i| i.len() as u64));
    let talk = told["items"].as_array().unwrap().iter().find(|i| i["title"] == "执前谈话").unwrap();
    assert_eq!((talk["case_id"].as_str(), &talk["seen"]), (Some(id.as_str()), &json!(false)));
    // Somebody else's tasks are somebody else's notices.
    assert!(!titles(&get(&house, "ax.cashier", "/api/notices").await).contains(&"执前谈话".into()));

    let seen = json!({ "keys": [talk["key"], "task:nobody"] });
    let answer = house.post("/api/notices/seen", &clerk, seen).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{:?}", answer.body);
    let again = get(&house, CLERK, "/api/notices").await;
    let now = again["items"].as_array().unwrap().iter().find(|i| i["key"] == talk["key"]).unwrap();
    assert_eq!(now["seen"], json!(true));
    assert_eq!(again["unseen"].as_u64().unwrap() + 1, told["unseen"].as_u64().unwrap());
    let too_many = json!({ "keys": vec!["task:x"; 1_001] });
    let answer = house.post("/api/notices/seen", &clerk, too_many).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_is_opened_and_pinned_is_at_hand_and_only_for_whoever_may_see_it() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let id = house.file_case(&clerk).await;
    let path = format!("/api/desk/{id}");
    assert_eq!(house.post(&path, &clerk, json!({})).await.status, StatusCode::NO_CONTENT);
    let pin = json!({ "pinned": true });
    assert_eq!(house.post(&path, &clerk, pin.clone()).await.status, StatusCode::NO_CONTENT);
    let desk = get(&house, CLERK, "/api/desk").await;
    for part in ["recent", "pinned"] {
        assert_eq!(desk[part][0]["id"], json!(id), "{desk}");
        assert_eq!(desk[part][0]["state_label"], json!("在办"));
    }
    let away = json!({ "pinned": false });
    assert_eq!(house.post(&path, &clerk, away).await.status, StatusCode::NO_CONTENT);
    assert_eq!(get(&house, CLERK, "/api/desk").await["pinned"], json!([]));

    // An aide sees cases of their own only: a pinned id shows nothing of somebody else's.
    let aide = house.sign_in("ax.aide").await;
    assert_eq!(house.post(&path, &aide, pin).await.status, StatusCode::NO_CONTENT);
    assert_eq!(get(&house, "ax.aide", "/api/desk").await["pinned"], json!([]));
}
