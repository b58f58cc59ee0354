//! Money for the wrong case: said before it is claimed, said again before it is confirmed, and taken back by two.

use axum::http::StatusCode;
use serde_json::{Value, json};
use zhixing_connectors::simulator::search_network::Transfer;
use zhixing_law::money::Fen;

use super::{Desk, application, ok};

impl Desk {
    /// A stranger's money that names no case.
    async fn stray(&mut self, payer: &str, amount: i64) -> String {
        let today = self.today();
        let transfer = Transfer {
            reference: "S1".to_owned(),
            to_account: "9900122400000001".to_owned(),
            payer_name: payer.to_owned(),
            payer_account: "6228480999000000077".to_owned(),
            payer_bank: "农业银行怀集支行".to_owned(),
            amount: Fen::new(amount),
            remittance: "货款".to_owned(),
            on: today,
        };
        self.bank.credit(today, &transfer);
        self.import(today, false).await;
        let pool = ok(self.house.get("/api/lists/receipts?state=unknown", &self.funds).await);
        format!("/api/funds/receipts/{}", pool["items"][0]["id"].as_str().unwrap())
    }
}

fn codes(doubts: &Value) -> Vec<&str> {
    doubts.as_array().unwrap().iter().map(|doubt| doubt["code"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_strangers_money_is_claimed_only_by_who_has_seen_what_speaks_against_it() {
    let mut desk = Desk::open().await;
    let case = desk.file(application()).await;
    let number = desk.case(&case).await["case_no"].as_str().unwrap().to_owned();
    let receipt = desk.stray("卢金水", 2_434_500).await;
    let asked = format!("{receipt}/candidate?case_no={number}");
    let known = ok(desk.house.get(&asked, &desk.funds).await);
    assert_eq!(codes(&known["doubts"]), ["stranger", "above_owed"], "{known}");
    assert_eq!((&known["respondents"], &known["state_label"]), (&json!("王海"), &json!("在办")));
    let title = known["doubts"][0]["title"].as_str().unwrap();
    assert!(title.contains("卢金水"), "{title}");

    let claim =
        |doubts: Value| json!({ "case_no": number, "reason": "电话核实", "doubts": doubts });
    for seen in [json!([]), json!(["stranger"])] {
        let path = format!("{receipt}/claim");
        let refused = desk.house.post(&path, &desk.funds, claim(seen)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{:?}", refused.body);
        assert_eq!(refused.code(), "doubtful");
        assert!(refused.message().contains("金额超过本案尚欠的数额"), "{}", refused.message());
    }
    let unknown =
        desk.house.post(&format!("{receipt}/claim"), &desk.funds, claim(json!(["x"]))).await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST, "{:?}", unknown.body);
    let seen = claim(json!(["stranger", "above_owed"]));
    ok(desk.house.post(&format!("{receipt}/claim"), &desk.funds, seen).await);
    let listed = ok(desk.house.get("/api/lists/receipts?state=claimed", &desk.funds).await);
    assert_eq!(listed["items"][0]["reason"], json!("电话核实"), "who confirms reads why");
    ok(desk.house.post(&format!("{receipt}/confirm"), &desk.chief, json!({})).await);
    assert_eq!(desk.case(&case).await["funds"]["balance_fen"], json!(2_434_500));
    desk.must_be_sound().await;
}

#[tokio::test]
async fn money_of_another_case_is_taken_back_by_two_and_claimed_anew() {
    let mut desk = Desk::open().await;
    let case = desk.file(application()).await;
    desk.pay_in(&case, "T1", "王海", 100_000).await;
    desk.import(desk.today(), false).await;
    let page = desk.case(&case).await;
    let receipt = page["funds"]["receipts"][0]["id"].clone();
    let offered = page["funds"]["receipts"][0]["actions"].to_string();
    assert!(
        !offered.contains("take_back_receipt"),
        "the judge of another case is not asked: {offered}"
    );
    let path = format!("/api/cases/{case}/do/take_back_receipt");
    let body = json!({ "receipt": receipt, "reason": "系另一案的案款" });
    let forbidden = desk.house.post(&path, &desk.cashier, body.clone()).await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
    ok(desk.house.post(&path, &desk.funds, body).await);
    assert_eq!(desk.case(&case).await["funds"]["balance_fen"], json!(100_000), "not yet");
    let approvals = desk.case(&case).await["approvals"].clone();
    let waiting =
        approvals.as_array().unwrap().iter().find(|a| a["state"] == json!("open")).unwrap();
    assert_eq!(waiting["act"], json!("take_back_receipt"));
    let sign = json!({ "approval": waiting["id"], "opinion": "同意" });
    let path = format!("/api/cases/{case}/do/sign_approval");
    let own = desk.house.post(&path, &desk.funds, sign.clone()).await;
    assert_eq!(own.code(), "separated", "{:?}", own.body);
    ok(desk.house.post(&path, &desk.chief, sign).await);
    assert_eq!(desk.case(&case).await["funds"]["balance_fen"], json!(0));
    let pool = ok(desk.house.get("/api/lists/receipts?state=unknown", &desk.funds).await);
    assert_eq!(pool["items"][0]["amount_fen"], json!(100_000), "{pool}");
    desk.must_be_sound().await;
    // It is claimed anew like any other, and the bank's file brings it no second time.
    let path = format!("/api/funds/receipts/{}", pool["items"][0]["id"].as_str().unwrap());
    let claim = json!({ "case_no": page["case_no"], "reason": "付款人来电" });
    ok(desk.house.post(&format!("{path}/claim"), &desk.funds, claim).await);
    ok(desk.house.post(&format!("{path}/confirm"), &desk.chief, json!({})).await);
    assert_eq!(desk.case(&case).await["funds"]["balance_fen"], json!(100_000));
    desk.must_be_sound().await;
}

/// The docket and the page say what was corrected, with numbers masked but for the digits that make the difference.
#[tokio::test]
async fn a_correction_stands_on_the_page_and_in_the_docket_with_what_is_secret_masked() {
    let desk = Desk::open().await;
    let case = desk.file(application()).await;
    let page = desk.case(&case).await;
    let parties = page["parties"].as_array().unwrap();
    let respondent = parties.iter().find(|party| party["role"] == json!("respondent")).unwrap();
    let path = format!("/api/cases/{case}/do/correct_party");
    let body = |phone: &str| {
        json!({
            "party": respondent["id"], "name": "", "identity_number": "", "phone": phone, "address": "",
            "service_address": "", "representative": "", "ground": "申请人来电"
        })
    };
    let wrong = desk.house.post(&path, &desk.clerk, body("123")).await;
    assert_eq!((wrong.status, wrong.code()), (StatusCode::UNPROCESSABLE_ENTITY, "field"));
    ok(desk.house.post(&path, &desk.clerk, body("13900139001")).await);
    ok(desk.house.post(&path, &desk.clerk, body("13900139002")).await);
    let page = desk.case(&case).await;
    let last = &page["corrections"][0];
    assert_eq!(last["changes"][0]["before"], json!("139****9001"), "{last}");
    assert_eq!(last["changes"][0]["after"], json!("139****9002"));
    let docket = ok(desk.house.get(&format!("/api/cases/{case}/docket"), &desk.judge).await);
    let text = docket["items"].to_string();
    assert!(text.contains("更正立案信息：被执行人王海的电话“139"), "{text}");
    assert!(!text.contains("13900139002"), "masked");
}
