//! What the bank leaves open: money of a rejected payment comes back, payers come without an account.

use serde_json::json;
use zhixing_connectors::simulator::search_network::Transfer;
use zhixing_law::money::Fen;

use super::{ALL, Desk, lines, ok};
use crate::court::application;

#[tokio::test]
async fn money_of_a_rejected_payment_that_the_account_shows_coming_back_leaves_the_pool() {
    let mut desk = Desk::open().await;
    let case = desk.proposed().await;
    desk.bank.reject = 100;
    desk.pay_out(&case).await;
    let page = desk.case(&case).await;
    assert_eq!(page["payouts"][0]["state"], json!("bounced"));
    assert_eq!(page["funds"]["undistributed_fen"], json!(ALL));
    // The bank had debited the account before it refused: the statement shows the way out and the way back.
    let today = desk.today();
    let back = |reference: &str, account: &str, amount| Transfer {
        reference: reference.to_owned(),
        to_account: "9900122400000001".to_owned(),
        payer_name: "李树".to_owned(),
        payer_account: account.to_owned(),
        payer_bank: String::new(),
        amount: Fen::new(amount),
        remittance: "退汇".to_owned(),
        on: today,
    };
    let payee = ("李树", "6222020000001234");
    desk.bank.debit(today, "ZF1", payee, Fen::new(536_397));
    desk.bank.credit(today, &back("TH1", "6222020000001234", 536_397));
    let imported = desk.import(today, false).await;
    let counts = ["returned", "unknown", "matched"].map(|key| imported[key].clone());
    assert_eq!(counts, [json!(1), json!(0), json!(0)], "{imported}");
    let page = desk.case(&case).await;
    assert_eq!(page["funds"]["received_fen"], json!(ALL), "it is not income");
    assert_eq!(page["funds"]["undistributed_fen"], json!(ALL), "and credits nobody again");
    let result = page["payouts"][0]["lines"][1]["result"].as_str().unwrap();
    assert!(result.contains("退汇"), "{result}");
    // The same once more is of no payment that is known: it waits for a person.
    desk.bank.credit(today, &back("TH2", "6222020000001234", 536_397));
    let imported = desk.import(today, false).await;
    assert_eq!(imported["unknown"], json!(1), "{imported}");
    desk.must_be_sound().await;
}

#[tokio::test]
async fn two_payers_without_an_account_are_named_and_each_is_given_one() {
    let mut desk = Desk::open().await;
    let case = desk.file(application()).await;
    desk.pay_in(&case, "T1", "王海", ALL).await;
    desk.import(desk.today(), false).await;
    let today = desk.today();
    let to_account = desk.case(&case).await["funds"]["account_no"].as_str().unwrap().to_owned();
    for (reference, payer, amount) in [("T2", "甲厂", 1_000), ("T3", "乙厂", 2_000)] {
        let transfer = Transfer {
            reference: reference.to_owned(),
            to_account: to_account.clone(),
            payer_name: payer.to_owned(),
            payer_account: String::new(),
            payer_bank: String::new(),
            amount: Fen::new(amount),
            remittance: String::new(),
            on: today,
        };
        desk.bank.credit(today, &transfer);
    }
    let imported = desk.import(today, false).await;
    assert_eq!(imported["matched"], json!(2), "{imported}");
    let refused = desk.propose(&case, json!({})).await;
    assert_eq!((refused.status.as_u16(), refused.code()), (422, "refund_account"));
    assert!(refused.message().contains("甲厂、乙厂"), "{}", refused.message());
    assert_eq!(refused.body["findings"].as_array().unwrap().len(), 2);
    let to = |payer: &str, number: &str| {
        json!({
            "payer": payer, "name": payer, "bank": "怀集支行", "account": number
        })
    };
    let one = desk.propose(&case, json!({ "refund_accounts": [to("甲厂", "6222020000000011")] }));
    let one = one.await;
    assert_eq!(one.code(), "refund_account");
    assert!(one.message().contains("乙厂") && !one.message().contains("甲厂"), "{}", one.message());
    let bad = json!({ "refund_accounts": [to("甲厂", "1"), to("乙厂", "6222020000000012")] });
    let bad = desk.propose(&case, bad).await;
    assert_eq!(bad.code(), "field");
    assert!(bad.message().contains("退款账户“甲厂”的账号"), "{}", bad.message());
    let both = [to("乙厂", "6222020000000012"), to("甲厂", "6222020000000011")];
    ok(desk.propose(&case, json!({ "refund_accounts": both })).await);
    desk.pay_out(&case).await;
    let page = desk.case(&case).await;
    let paid = lines(&page["payouts"][0]);
    assert_eq!(paid[2..], [("甲厂".to_owned(), 1_000), ("乙厂".to_owned(), 2_000)]);
    assert_eq!(page["funds"]["balance_fen"], json!(0));
    desk.must_be_sound().await;
}
