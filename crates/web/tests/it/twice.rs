//! 重复立案：the same title of the same applicant is filed once, unless somebody says why it is filed again.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::court::{House, application};

const CLERK: &str = "ax.window_clerk";

async fn file(house: &House, clerk: &str, body: Value) -> crate::court::Answer {
    house.post("/api/begin/file_case", clerk, body).await
}

async fn number_of(house: &House, clerk: &str, filed: &Value) -> String {
    let path = format!("/api/cases/{}", filed["id"].as_str().unwrap());
    house.get(&path, clerk).await.body["case_no"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_same_judgment_of_the_same_applicant_is_filed_once() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let first = application();
    let filed = file(&house, &clerk, first.clone()).await;
    assert_eq!(filed.status, StatusCode::OK, "{:?}", filed.body);
    let number = number_of(&house, &clerk, &filed.body).await;

    // However its number is written, and whoever the applicant says to be beside the number of their card.
    let title = first["claim"]["title"]["number"].as_str().unwrap();
    let mut again = first.clone();
    again["claim"]["title"]["number"] = json!(title.replace('（', "〔").replace('）', "〕 "));
    let refused = file(&house, &clerk, again.clone()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{:?}", refused.body);
    assert_eq!(refused.code(), "filed_before");
    assert!(refused.message().contains(&number), "{}", refused.message());

    // Another of those whom the judgment names may apply as well.
    let mut other = first.clone();
    for party in other["parties"].as_array_mut().unwrap() {
        if party["role"] == json!("applicant") {
            party["name"] = json!("林小文");
            party["identity_number"] = json!("520103200001010175");
            party["account"]["name"] = json!("林小文");
        }
    }
    assert_eq!(file(&house, &clerk, other).await.status, StatusCode::OK);

    // Who says why is believed, and it stands in the application.
    again["filed_again"] = json!("判决分两期履行，本次申请第二期");
    let filed = file(&house, &clerk, again).await;
    assert_eq!(filed.status, StatusCode::OK, "{:?}", filed.body);
}

#[tokio::test]
async fn what_was_refused_used_up_no_number_and_of_two_at_once_one_is_filed() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let body = application();
    let (one, two) =
        tokio::join!(file(&house, &clerk, body.clone()), file(&house, &clerk, body.clone()));
    let mut codes = [one.status, two.status];
    codes.sort();
    assert_eq!(codes, [StatusCode::OK, StatusCode::UNPROCESSABLE_ENTITY]);
    let next = file(&house, &clerk, application()).await;
    let number = number_of(&house, &clerk, &next.body).await;
    assert!(number.ends_with("执2号"), "{number}");
}

#[tokio::test]
async fn a_case_is_found_by_the_number_of_its_title_however_it_is_written() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let body = application();
    let filed = file(&house, &clerk, body.clone()).await;
    let id = filed.body["id"].clone();
    let title = body["claim"]["title"]["number"].as_str().unwrap().to_owned();
    let bare = title.trim_end_matches('号').to_owned();
    for said in [title.clone(), bare, title.replace('（', "(").replace('）', ") ")] {
        let query: String = url_of(&said);
        let found = house.get(&format!("/api/lists/cases?q={query}"), &clerk).await;
        assert_eq!(found.status, StatusCode::OK, "{said}: {:?}", found.body);
        let ids: Vec<&Value> =
            found.body["items"].as_array().unwrap().iter().map(|row| &row["id"]).collect();
        assert_eq!(ids, [&id], "{said}");
    }
}

fn url_of(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
