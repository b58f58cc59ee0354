//! Whoever approves a payment sees that the payee's account was changed, by whom and from what.

use serde_json::json;

use super::{ALL, Desk, application, ok};

#[tokio::test]
async fn the_approver_sees_what_became_of_the_payees_account() {
    let mut desk = Desk::open().await;
    let case = desk.file(application()).await;
    desk.pay_in(&case, "T1", "王海", ALL).await;
    desk.import(desk.today(), false).await;
    let party = desk.case(&case).await["parties"][0]["id"].as_str().unwrap().to_owned();
    let body = json!({
        "party": party, "bank": "怀集支行", "account": "6222020000009999",
        "ground": "申请人电话告知"
    });
    let path = format!("/api/cases/{case}/do/correct_account");
    ok(desk.house.post(&path, &desk.funds, body).await);
    ok(desk.propose(&case, json!({})).await);
    let path = format!("/api/cases/{case}");
    let page = ok(desk.house.get(&path, &desk.chief).await);
    let lines = page["payouts"][0]["lines"].as_array().unwrap().clone();
    let to_him = lines.iter().find(|line| line["payee"] == json!("李树")).unwrap();
    let changes = to_him["account_changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1, "{to_him}");
    let change = &changes[0];
    assert_eq!(change["before"], json!("************1234"));
    assert_eq!(change["after"], json!("************9999"));
    assert_eq!(change["by"], json!("案款专管员x"));
    assert_eq!(change["since_last_payout"], json!(true));
    assert!(change["reason"].as_str().unwrap().contains("申请人电话告知"), "{change}");
    let list = ok(desk.house.get("/api/funds/payouts?state=proposed", &desk.chief).await);
    let listed = list["items"][0]["lines"].as_array().unwrap();
    assert!(listed.iter().any(|line| line["account_changes"] == to_him["account_changes"]));
    // Paid once, the next payment to the same account is nothing new.
    desk.pay_out(&case).await;
    let page = ok(desk.house.get(&path, &desk.chief).await);
    let paid = page["payouts"][0]["lines"].as_array().unwrap().clone();
    let changes = paid.iter().flat_map(|line| line["account_changes"].as_array().unwrap());
    assert!(changes.clone().count() > 0);
    assert!(changes.clone().all(|change| change["since_last_payout"] == json!(false)));
}
