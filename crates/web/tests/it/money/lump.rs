//! 合并退汇：several payments that the bank sends back as one credit.

use serde_json::json;
use zhixing_connectors::simulator::search_network::Transfer;
use zhixing_law::money::Fen;

use super::{ALL, Desk, ok};

#[tokio::test]
async fn one_credit_for_several_returned_lines_is_claimed_by_one_and_confirmed_by_another() {
    let mut desk = Desk::open().await;
    let case = desk.proposed().await;
    desk.pay_out(&case).await;
    let today = desk.today();
    let transfer = Transfer {
        reference: "TH1".to_owned(),
        to_account: "9900122400000001".to_owned(),
        payer_name: "怀集支行".to_owned(),
        payer_account: String::new(),
        payer_bank: String::new(),
        amount: Fen::new(ALL),
        remittance: "退汇".to_owned(),
        on: today,
    };
    desk.bank.credit(today, &transfer);
    let imported = desk.import(today, false).await;
    assert_eq!(imported["unknown"], json!(1), "{imported}");
    let pool = ok(desk.house.get("/api/lists/receipts?state=unknown", &desk.funds).await);
    let receipt = pool["items"][0]["id"].as_str().unwrap().to_owned();
    let number = desk.case(&case).await["case_no"].clone();
    let claim = json!({ "case_no": number, "returned": true, "reason": "银行将两笔合并退回" });
    let path = format!("/api/funds/receipts/{receipt}");
    ok(desk.house.post(&format!("{path}/claim"), &desk.funds, claim).await);
    ok(desk.house.post(&format!("{path}/confirm"), &desk.chief, json!({})).await);
    let page = desk.case(&case).await;
    assert_eq!(page["payouts"][0]["state"], json!("bounced"));
    for line in page["payouts"][0]["lines"].as_array().unwrap() {
        assert!(line["result"].as_str().unwrap().contains("退汇"), "{line}");
    }
    assert_eq!(page["funds"]["received_fen"], json!(ALL), "it is not income");
    assert_eq!(page["funds"]["undistributed_fen"], json!(ALL));
    let agreement = ok(desk.house.get("/api/funds/agreement", &desk.funds).await);
    assert_eq!(agreement["agrees"], json!(true), "{agreement}");
    let batches = ok(desk.house.get("/api/lists/batches", &desk.funds).await);
    assert_eq!(batches["items"][0]["rejected"], json!(2));
    ok(desk.propose(&case, json!({})).await);
    desk.pay_out(&case).await;
    assert_eq!(desk.case(&case).await["funds"]["balance_fen"], json!(0));
    desk.must_be_sound().await;
}
