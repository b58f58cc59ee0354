//! 办理：a command is sent as it is described, offered where it can be done, and refused with every fault at once.

use axum::http::StatusCode;
use serde_json::{Value, json};
use zhixing_domain::{ground::field::Shape, roof};

use crate::court::House;

const CLERK: &str = "ax.window_clerk";
const SEARCHER: &str = "ax.centre_clerk";

/// A filed case whose searches are under way.
async fn searching(house: &House) -> (String, String) {
    let clerk = house.sign_in(CLERK).await;
    let id = house.file_case(&clerk).await;
    let searcher = house.sign_in(SEARCHER).await;
    let done = house.post(&format!("/api/cases/{id}/do/start_search"), &searcher, json!({})).await;
    assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    assert_eq!(done.body["happened"][0], json!("search.requested"));
    (id, searcher)
}

/// What the page offers under a name.
fn offered<'a>(actions: &'a Value, name: &str) -> &'a Value {
    let known = actions.as_array().unwrap().iter().find(|action| action["act"] == name);
    known.unwrap_or_else(|| panic!("{name} is not offered: {actions}"))
}

#[tokio::test]
async fn a_search_under_way_is_ended_where_the_page_offers_it() {
    let house = House::open().await;
    let (id, searcher) = searching(&house).await;
    let page = house.get(&format!("/api/cases/{id}"), &searcher).await.body;
    let search = &page["searches"][0];
    assert_eq!(offered(&search["actions"], "close_search")["allowed"], json!(true));
    let again = offered(&page["actions"], "start_search");
    assert_eq!(again["allowed"], json!(false));
    let path = format!("/api/cases/{id}/do/start_search");
    let refused = house.post(&path, &searcher, json!({})).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(again["reason"], json!(refused.message()), "the page says what the refusal says");
    let body = json!({ "search": search["id"], "reason": "逾期未反馈" });
    let path = format!("/api/cases/{id}/do/close_search");
    let done = house.post(&path, &searcher, body).await;
    assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    let page = house.get(&format!("/api/cases/{id}"), &searcher).await.body;
    assert_eq!(page["searches"][0]["actions"], json!([]));
}

#[tokio::test]
async fn every_fault_of_a_command_is_said_at_once_and_nothing_is_written_down() {
    let house = House::open().await;
    let (id, searcher) = searching(&house).await;
    let lines =
        house.get(&format!("/api/cases/{id}/docket"), &searcher).await.body["items"].clone();
    let page = house.get(&format!("/api/cases/{id}"), &searcher).await.body;
    let path = format!("/api/cases/{id}/do/close_search");
    let long = json!({ "search": page["searches"][0]["id"], "reason": "长".repeat(501) });
    let answer = house.post(&path, &searcher, long).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::UNPROCESSABLE_ENTITY, "field"));
    let both = house.post(&path, &searcher, json!({ "reason": " " })).await;
    assert_eq!((both.status, both.code()), (StatusCode::UNPROCESSABLE_ENTITY, "field"));
    let fields = both.body["findings"].as_array().unwrap().iter().map(|f| f["field"].clone());
    assert_eq!(fields.collect::<Vec<_>>(), [json!("search"), json!("reason")]);
    for wrong in [json!({ "search": 1, "reason": "x" }), json!([]), json!({ "color": 1 })] {
        let answer = house.post(&path, &searcher, wrong.clone()).await;
        assert!(answer.status.is_client_error(), "{wrong}: {:?}", answer.body);
        assert!(!answer.message().is_empty(), "{wrong}");
    }
    let unknown = house.post(&format!("/api/cases/{id}/do/fly"), &searcher, json!({})).await;
    assert!(unknown.status.is_client_error(), "{:?}", unknown.body);
    let after =
        house.get(&format!("/api/cases/{id}/docket"), &searcher).await.body["items"].clone();
    assert_eq!(lines, after, "what cannot be read is no attempt");
}

#[tokio::test]
async fn what_is_described_is_what_there_is() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let described = house.get("/api/commands", &clerk).await.body;
    let items = described["items"].as_array().unwrap();
    let names: Vec<&str> = items.iter().map(|item| item["name"].as_str().unwrap()).collect();
    assert_eq!(names, roof::ALL.iter().map(|kind| kind.name).collect::<Vec<_>>());
    let document: Value = serde_json::from_str(&zhixing_web::openapi_json()).unwrap();
    for kind in roof::ALL {
        let operation = &document["paths"][format!("/api/cases/{{id}}/do/{}", kind.name)]["post"];
        assert_eq!(operation["operationId"], json!(kind.name));
        assert_eq!(operation["x-act"], json!(kind.act.code()));
        // What a file comes with is a form.
        let has_scan = kind.fields.iter().any(|field| field.shape == Shape::Scan);
        let media = if has_scan { "multipart/form-data" } else { "application/json" };
        let schema = &operation["requestBody"]["content"][media]["schema"];
        for field in kind.fields {
            let shown = &schema["properties"][field.name];
            assert!(shown.is_object(), "{}.{}", kind.name, field.name);
        }
        assert!(kind.read(kind.sample()).is_ok(), "{}", kind.name);
    }
}
