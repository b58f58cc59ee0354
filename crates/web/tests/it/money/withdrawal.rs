//! 撤回发放：by whoever proposed it or whoever may approve, until it goes to the bank.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{ALL, Desk, ok};
use crate::court::{Answer, application};

/// The acts that the page offers for the last payout: whether it may be done.
async fn offered(desk: &Desk, case: &str, who: &str) -> Option<bool> {
    let page = ok(desk.house.get(&format!("/api/cases/{case}"), who).await);
    let payout = page["payouts"].as_array().unwrap().last().unwrap();
    let actions = payout["actions"].as_array().unwrap().iter();
    let found = actions.filter(|a| a["act"] == "withdraw_payout").collect::<Vec<&Value>>();
    found.first().map(|action| action["allowed"].as_bool().unwrap())
}

async fn withdraw(desk: &Desk, case: &str, payout: &str, who: &str, reason: &str) -> Answer {
    let path = format!("/api/cases/{case}/payouts/{payout}/withdraw");
    desk.house.post(&path, who, json!({ "reason": reason })).await
}

#[tokio::test]
async fn an_approved_payout_is_taken_back_until_it_is_in_a_batch() {
    let mut desk = Desk::open().await;
    let case = desk.file(application()).await;
    desk.pay_in(&case, "T1", "王海", ALL).await;
    desk.import(desk.today(), false).await;
    let (funds, chief, cashier) = (desk.funds.clone(), desk.chief.clone(), desk.cashier.clone());

    let first = ok(desk.propose(&case, json!({})).await)["id"].as_str().unwrap().to_owned();
    assert_eq!(offered(&desk, &case, &funds).await, Some(true));
    assert_eq!(offered(&desk, &case, &chief).await, None, "an approver refuses it instead");
    let refused = withdraw(&desk, &case, &first, &chief, "账户有误").await;
    assert_eq!((refused.status.as_u16(), refused.code()), (422, "not_your_post"));
    let approve = format!("/api/cases/{case}/payouts/{first}/approve");
    ok(desk.house.post(&approve, &chief, json!({ "opinion": "同意" })).await);
    assert_eq!(offered(&desk, &case, &chief).await, Some(true));
    let stranger = withdraw(&desk, &case, &first, &cashier, "账户有误").await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
    let blank = withdraw(&desk, &case, &first, &chief, " ").await;
    assert_eq!((blank.status.as_u16(), blank.code()), (422, "field"));
    let done = ok(withdraw(&desk, &case, &first, &chief, "申请执行人账户有误").await);
    assert_eq!(done["happened"][0], json!("payout.withdrawn"));
    let page = desk.case(&case).await;
    assert_eq!(page["payouts"][0]["state_label"], json!("已撤回"));
    assert_eq!(page["payouts"][0]["remark"], json!("申请执行人账户有误"));
    assert_eq!(page["funds"]["undistributed_fen"], json!(ALL), "the money is free again");
    let empty = desk.house.post("/api/funds/batches", &cashier, json!({})).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is left to pay");

    let second = ok(desk.propose(&case, json!({})).await)["id"].as_str().unwrap().to_owned();
    desk.pay_out(&case).await;
    let late = withdraw(&desk, &case, &second, &funds, "账户有误").await;
    assert_eq!((late.status.as_u16(), late.code()), (422, "wrong_state"));
    assert!(late.message().contains("已发放"), "{}", late.message());
    assert_eq!(offered(&desk, &case, &funds).await, None);
    let taken_back = ok(desk.house.get("/api/funds/payouts?state=withdrawn", &funds).await);
    assert_eq!(taken_back["items"].as_array().unwrap().len(), 1);
    desk.must_be_sound().await;
}
