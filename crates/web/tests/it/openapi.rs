//! The API's description.

use serde_json::Value;

use crate::court::House;

// I05 of what was found: 24 loops of it, without a sign-in, made everybody else wait.
#[tokio::test]
async fn the_description_is_written_once_and_handed_out() {
    let house = House::open().await;
    let first = house.get("/api/openapi.json", "").await;
    let again = house.get("/api/openapi.json", "").await;
    assert!(10_000 < first.bytes.len());
    assert_eq!(first.bytes.as_ptr(), again.bytes.as_ptr(), "made anew for each who asks");
}

#[test]
fn the_checked_in_description_is_the_one_the_routes_make() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    let known = std::fs::read_to_string(file).unwrap_or_default();
    let now = zhixing_web::openapi_json();
    if std::env::var_os("ZHIXING_BLESS").is_some() {
        std::fs::write(file, &now).unwrap();
        return;
    }
    assert!(known == now, "docs/openapi.json is old: run `cargo xtask gen openapi`");
}

#[test]
fn every_operation_declares_its_act_its_id_and_its_problems() {
    let text = zhixing_web::openapi_json();
    let document: Value = serde_json::from_str(&text).unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut ids = std::collections::BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        assert!(path.starts_with("/api/"), "{path}");
        for (method, operation) in item.as_object().unwrap() {
            let place = format!("{method} {path}");
            assert!(operation["x-act"].is_string(), "{place} has no act");
            assert!(ids.insert(operation["operationId"].to_string()), "{place}: id twice");
            assert!(operation["responses"]["503"].is_object(), "{place}");
        }
    }
    assert!(60 < ids.len(), "{}", ids.len());
}
