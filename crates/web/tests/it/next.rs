//! 下一步：what the head of a case says to whom, and that what it offers can be done as it stands.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::court::House;

const CLERK: &str = "ax.window_clerk";
const SEARCHER: &str = "ax.centre_clerk";
const READERS: &[&str] = &[CLERK, SEARCHER, "ax.judge"];

async fn page(house: &House, who: &str, id: &str) -> Value {
    let reader = house.sign_in(who).await;
    let answer = house.get(&format!("/api/cases/{id}"), &reader).await;
    assert_eq!(answer.status, StatusCode::OK, "{who}: {:?}", answer.body);
    answer.body
}

#[tokio::test]
async fn the_window_is_told_to_talk_and_the_centre_is_awaited() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let id = house.file_case(&clerk).await;
    let next = page(&house, CLERK, &id).await["next"].clone();
    let step = &next["step"];
    assert_eq!(step["what"], json!("执前谈话"));
    assert_eq!(
        step["act"],
        json!({ "act": "record_interview", "label": step["act"]["label"], "on": "matter" })
    );
    assert!(step["due_on"].is_string() && step["light_label"].is_string(), "{step}");
    let waits = next["waits"].as_array().unwrap();
    let search = waits.iter().find(|wait| wait["what"] == "发起网络查控");
    assert!(search.is_some_and(|wait| wait["who"] != ""), "{waits:?}");
}

#[tokio::test]
async fn what_is_offered_is_done_as_it_stands_and_then_the_network_is_awaited() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let id = house.file_case(&clerk).await;
    let act = page(&house, CLERK, &id).await["next"]["step"]["act"].clone();
    let talk = json!({
        "respondent_contacts": "", "respondent_property": "", "respondent_work": "",
        "willingness": "willing", "credit": "good", "antagonism": false, "plan": "先行查控"
    });
    let path = format!("/api/cases/{id}/do/{}", act["act"].as_str().unwrap());
    let done = house.post(&path, &clerk, talk).await;
    assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    assert_ne!(page(&house, CLERK, &id).await["next"]["step"]["what"], json!("执前谈话"));
    let searcher = house.sign_in(SEARCHER).await;
    let path = format!("/api/cases/{id}/do/start_search");
    let done = house.post(&path, &searcher, json!({})).await;
    assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    let next = page(&house, SEARCHER, &id).await["next"].clone();
    let waits = next["waits"].as_array().unwrap();
    assert!(waits.iter().any(|wait| wait["what"] == "网络查控反馈"), "{waits:?}");
}

#[tokio::test]
async fn nobody_reads_an_empty_head_while_the_case_is_open() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let id = house.file_case(&clerk).await;
    for who in READERS {
        let seen = page(&house, who, &id).await;
        let next = &seen["next"];
        let said =
            next["step"].is_object() || next["waits"].as_array().is_some_and(|w| !w.is_empty());
        assert!(said, "{who}: {next}");
        // The light says what is due, and not only when.
        let label = seen["light_label"].as_str().unwrap();
        assert!(label.contains('：') && !label.starts_with('：'), "{label}");
    }
}

#[tokio::test]
async fn every_line_of_the_docket_says_whether_it_is_key() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let id = house.file_case(&clerk).await;
    let docket = house.get(&format!("/api/cases/{id}/docket"), &clerk).await.body;
    let lines = docket["items"].as_array().unwrap();
    let key =
        |kind: &str| lines.iter().find(|line| line["kind"] == kind).map(|line| line["key"].clone());
    assert_eq!(key("filing.accepted"), Some(json!(true)));
    assert_eq!(key("task.opened"), Some(json!(false)));
}
