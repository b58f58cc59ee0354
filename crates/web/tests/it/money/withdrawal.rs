//! 撤回发放：by whoever proposed it while it waits, by them or a signer once it is approved, until it goes to the bank.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{ALL, Desk, ok};
use crate::court::{Answer, application};

/// Whether the page offers an act for the last payout, and whether it may be done.
async fn offered(desk: &Desk, case: &str, who: &str, act: &str) -> Option<bool> {
    let page = ok(desk.house.get(&format!("/api/cases/{case}"), who).await);
    let payout = page["payouts"].as_array().unwrap().last().unwrap();
    let actions = payout["actions"].as_array().unwrap().iter();
    let found = actions.filter(|a| a["act"] == act).collect::<Vec<&Value>>();
    found.first().map(|action| action["allowed"].as_bool().unwrap())
}

async fn withdraw(desk: &Desk, case: &str, payout: &str, who: &str, reason: &str) -> Answer {
    let path = format!("/api/cases/{case}/do/withdraw_payout");
    desk.house.post(&path, who, json!({ "payout": payout, "reason": reason })).await
}

#[tokio::test]
async fn an_approved_payout_is_taken_back_until_it_is_in_a_batch() {
    let mut desk = Desk::open().await;
    let case = desk.file(application()).await;
    desk.pay_in(&case, "T1", "王海", ALL).await;
    desk.import(desk.today(), false).await;
    let (funds, chief, cashier) = (desk.funds.clone(), desk.chief.clone(), desk.cashier.clone());

    let first = ok(desk.propose(&case, json!({})).await)["id"].as_str().unwrap().to_owned();
    assert_eq!(offered(&desk, &case, &funds, "withdraw_approval").await, Some(true));
    let other = offered(&desk, &case, &chief, "withdraw_approval").await;
    assert_eq!(other, Some(false), "a signer returns it instead");
    assert_eq!(offered(&desk, &case, &chief, "return_approval").await, Some(true));
    let early = withdraw(&desk, &case, &first, &funds, "账户有误").await;
    assert_eq!((early.status.as_u16(), early.code()), (422, "wrong_state"));
    ok(desk.sign(&case, &chief).await);
    assert_eq!(offered(&desk, &case, &chief, "withdraw_payout").await, Some(true));
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
    assert_eq!(offered(&desk, &case, &funds, "withdraw_payout").await, None);
    let taken_back = ok(desk.house.get("/api/funds/payouts?state=withdrawn", &funds).await);
    assert_eq!(taken_back["items"].as_array().unwrap().len(), 1);
    desk.must_be_sound().await;
}
