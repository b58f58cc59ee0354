//! The bank's files of `cases/`, brought in as a clerk does.

use serde_json::{Value, json};

use super::{ALL, Desk, ok};
use crate::court::{House, application};

fn file(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/bank");
    std::fs::read(format!("{folder}/{name}")).unwrap()
}

/// Seconds from the day on which the house opens to the day after those of the files.
const TO_SEPTEMBER: i64 = 206 * 86_400;

impl Desk {
    /// On a day after those of the files.
    async fn in_september() -> Desk {
        let house = House::open().await;
        house.later(TO_SEPTEMBER);
        Desk::of(house).await
    }

    async fn bring_in(&self, name: &str, bytes: &[u8]) -> Value {
        ok(self.send_file("/api/funds/statements", &self.funds, name, bytes).await)
    }

    async fn receipts(&self) -> Vec<Value> {
        let path = "/api/lists/receipts?state=all&limit=100";
        let listed = ok(self.house.get(path, &self.funds).await);
        listed["items"].as_array().unwrap().clone()
    }
}

#[tokio::test]
async fn money_of_several_cases_waits_for_a_person() {
    let desk = Desk::in_september().await;
    desk.file(application()).await;
    // The first of the series is the court's only case.
    let text = String::from_utf8(file("series-of-cases.xml")).unwrap().replace("执300", "执1");
    let brought = desk.bring_in("series.xml", text.as_bytes()).await;
    assert_eq!((&brought["matched"], &brought["unknown"]), (&json!(0), &json!(3)), "{brought}");
    desk.must_be_sound().await;
}

#[tokio::test]
async fn a_reference_used_again_on_another_day_is_another_movement() {
    let desk = Desk::in_september().await;
    for day in 1..=2 {
        let name = format!("reused-reference-day{day}.xml");
        let brought = desk.bring_in(&name, &file(&name)).await;
        assert_eq!(brought["repeated"], json!(0), "{brought}");
    }
    assert_eq!(desk.receipts().await.len(), 3);
    desk.must_be_sound().await;
    // On the same day with another sum it is neither the same nor dropped.
    let other = String::from_utf8(file("reused-reference-day2.xml")).unwrap();
    let other = other.replace("5000.00", "6000.00").replace("5170.00", "6170.00");
    let refused =
        desk.send_file("/api/funds/statements", &desk.funds, "other.xml", other.as_bytes()).await;
    assert!(!refused.status.is_success());
    let said = refused.body.to_string();
    assert!(
        said.contains("同日同号") && said.contains("5,000.00") && said.contains("0001"),
        "{said}"
    );
    assert_eq!(desk.receipts().await.len(), 3);
}

#[tokio::test]
async fn a_statement_in_pages_is_brought_in_page_by_page() {
    let desk = Desk::in_september().await;
    for name in ["page1.xml", "page2.xml"] {
        let brought = desk.bring_in(name, &file(name)).await;
        assert_eq!(brought["unknown"], json!(1), "{brought}");
    }
    desk.must_be_sound().await;
}

#[tokio::test]
async fn of_two_accounts_in_one_file_the_other_is_named() {
    let desk = Desk::in_september().await;
    let brought = desk.bring_in("two.xml", &file("two-accounts.xml")).await;
    assert_eq!(brought["unknown"], json!(1), "{brought}");
    let notes = brought["problems"].to_string();
    assert!(notes.contains("9900122400000077") && notes.contains("未导入"), "{notes}");
    let listed = desk.receipts().await;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0]["bank_ref"], json!("AC1"), "the bank's own words: {listed:?}");
    desk.must_be_sound().await;
}

#[tokio::test]
async fn a_movement_of_tomorrow_is_refused() {
    let desk = Desk::in_september().await;
    let text = String::from_utf8(file("page1.xml")).unwrap().replace("2026-09-22", "2031-09-22");
    let refused =
        desk.send_file("/api/funds/statements", &desk.funds, "late.xml", text.as_bytes()).await;
    assert!(refused.body.to_string().contains("晚于今天"), "{:?}", refused.body);
    assert!(desk.receipts().await.is_empty());
}

/// An application whose applicant is paid under a name that the bank would refuse.
fn strange_payee() -> Value {
    let mut body = application();
    body["parties"][0]["account"]["name"] = json!("=SUM(A1)");
    body["claim"]["title"]["number"] = json!("（2026）粤1224民初999号");
    body
}

#[tokio::test]
async fn one_payee_whom_the_bank_refuses_is_left_out_and_named() {
    let mut desk = Desk::open().await;
    let good = desk.proposed().await;
    ok(desk.sign(&good, &desk.chief.clone()).await);
    let bad = desk.file(strange_payee()).await;
    desk.pay_in(&bad, "T2", "王海", ALL).await;
    desk.import(desk.today(), false).await;
    ok(desk.propose(&bad, json!({})).await);
    ok(desk.sign(&bad, &desk.chief.clone()).await);
    let made = ok(desk.house.post("/api/funds/batches", &desk.cashier, json!({})).await);
    let left_out = made["left_out"].as_array().unwrap();
    assert_eq!(left_out.len(), 1, "{made}");
    let said = left_out[0].as_str().unwrap();
    assert!(
        said.contains("执2号") && said.contains("=SUM(A1)") && said.contains("收款户名"),
        "{said}"
    );
    assert_eq!(desk.case(&good).await["payouts"][0]["state_label"], json!("付款中"));
    assert_eq!(desk.case(&bad).await["payouts"][0]["state_label"], json!("已批准"));
    // Nothing else is left: the refusal names the case and the payee again.
    let again = desk.house.post("/api/funds/batches", &desk.cashier, json!({})).await;
    assert_eq!(again.status.as_u16(), 422);
    let said = again.body.to_string();
    assert!(said.contains("执2号") && said.contains("收款户名"), "{said}");
    desk.must_be_sound().await;
}

#[tokio::test]
async fn a_batch_pays_what_was_ticked_and_can_be_opened_afterwards() {
    let mut desk = Desk::open().await;
    let first = desk.proposed().await;
    ok(desk.sign(&first, &desk.chief.clone()).await);
    let second = desk.file(another()).await;
    desk.pay_in(&second, "T2", "王海", ALL).await;
    desk.import(desk.today(), false).await;
    ok(desk.propose(&second, json!({})).await);
    ok(desk.sign(&second, &desk.chief.clone()).await);
    let waiting = ok(desk.house.get("/api/funds/payouts?state=approved", &desk.cashier).await);
    let waiting = waiting["items"].as_array().unwrap().clone();
    assert_eq!(waiting.len(), 2);
    let of = |case: &str| {
        let payout = waiting.iter().find(|payout| payout["case_id"] == json!(case));
        payout.unwrap()["id"].clone()
    };
    let chosen = json!({ "payouts": [of(&first)] });
    let made = ok(desk.house.post("/api/funds/batches", &desk.cashier, chosen.clone()).await);
    assert_eq!(desk.case(&first).await["payouts"][0]["state_label"], json!("付款中"));
    assert_eq!(desk.case(&second).await["payouts"][0]["state_label"], json!("已批准"));
    // What is in a batch already is not paid by another one; nor is anything else then.
    let twice = json!({ "payouts": [of(&first), of(&second)] });
    let refused = desk.house.post("/api/funds/batches", &desk.cashier, twice).await;
    assert_eq!(refused.status.as_u16(), 422, "{:?}", refused.body);
    assert_eq!(desk.case(&second).await["payouts"][0]["state_label"], json!("已批准"));

    let path = format!("/api/funds/batches/{}", made["id"].as_str().unwrap());
    let opened = ok(desk.house.get(&path, &desk.cashier).await);
    let lines = opened["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 2, "the applicant and the fee: {opened}");
    assert!(lines.iter().all(|line| line["case_id"] == json!(first)), "{opened}");
    assert!(lines.iter().all(|line| line["outcome_label"] == json!("待银行回单")), "{opened}");
    assert!(lines.iter().all(|line| line["account"].as_str().unwrap().starts_with('*')));
    assert_eq!(opened["total_fen"], json!(ALL));
    let listed = ok(desk.house.get("/api/lists/batches", &desk.cashier).await);
    let number = listed["items"][0]["number"].as_str().unwrap();
    let year = desk.today().year();
    assert_eq!(number, format!("FK{year}-000001"), "a refused batch used up no number");
    // The window has no business with the court's payments.
    let other = desk.house.get(&path, &desk.clerk).await;
    assert_eq!(other.status.as_u16(), 403);
    desk.must_be_sound().await;
}

/// A second case, on another title.
fn another() -> Value {
    let mut body = application();
    body["claim"]["title"]["number"] = json!("（2026）粤1224民初998号");
    body
}

/// The status of the payment inside a report whose group says something else or nothing.
fn report(batch: &str, group: &str, payment: &str) -> String {
    let whole = String::from_utf8(file("payment-rejected.xml")).unwrap();
    whole.replace("BATCHNO", batch).replace(">ACCP<", group).replace(">RJCT<", payment)
}

#[tokio::test]
async fn what_the_bank_says_of_the_whole_payment_is_heard() {
    let mut desk = Desk::open().await;
    let case = desk.proposed().await;
    ok(desk.sign(&case, &desk.chief.clone()).await);
    let made = ok(desk.house.post("/api/funds/batches", &desk.cashier, json!({})).await);
    let batch = made["id"].as_str().unwrap();
    let path = format!("/api/funds/batches/{batch}/return");
    let listed = ok(desk.house.get("/api/lists/batches", &desk.cashier).await);
    let no = listed["items"][0]["number"].as_str().unwrap().to_owned();
    let accepted = report(&no, ">ACCP<", ">ACCP<");
    let heard = ok(desk.send_file(&path, &desk.cashier, "a.xml", accepted.as_bytes()).await);
    assert!(heard["problems"].to_string().contains("尚未付讫"), "{heard}");
    assert_eq!(desk.case(&case).await["payouts"][0]["state_label"], json!("付款中"));
    let rejected = report(&no, ">ACCP<", ">RJCT<");
    let heard = ok(desk.send_file(&path, &desk.cashier, "b.xml", rejected.as_bytes()).await);
    assert_eq!(heard["imported"], json!(2), "the applicant and the fee: {heard}");
    let page = desk.case(&case).await["payouts"][0].to_string();
    assert!(page.contains("付款信息有误"), "{page}");
    // Then it says that it paid: the books keep what it said first, and the clerk is told to ask.
    let paid = report(&no, ">ACCP<", ">ACSC<");
    let heard = ok(desk.send_file(&path, &desk.cashier, "c.xml", paid.as_bytes()).await);
    let said = heard["problems"].to_string();
    assert!(said.contains("请与银行核实") && said.contains("执1号"), "{heard}");
    desk.must_be_sound().await;
}
