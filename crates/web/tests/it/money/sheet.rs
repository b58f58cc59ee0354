//! 发放审批表：whose money is given back.

use serde_json::{Value, json};
use uuid::Uuid;
use zhixing_domain::{ground::actor::Actor, ground::id::CaseId, papers::kind::DocumentKind};

use super::{ALL, Desk, ok};
use crate::court::{COURT, application};

#[tokio::test]
async fn the_approval_sheet_says_whose_money_is_given_back() {
    let mut desk = Desk::open().await;
    let case = desk.file(application()).await;
    desk.pay_in(&case, "T1", "王海", ALL).await;
    desk.pay_in(&case, "T2", "王海", 700).await;
    desk.pay_in(&case, "T3", "过路人", 500).await;
    desk.import(desk.today(), false).await;
    ok(desk.propose(&case, json!({})).await);
    desk.pay_out(&case).await;
    let id = CaseId(Uuid::parse_str(&case).unwrap());
    let file = desk.house.app.case(&Actor::system(COURT), id).await.unwrap();
    let sheet = file.documents.iter().find(|d| d.kind == DocumentKind::PayoutApproval).unwrap();
    let lines = sheet.input["lines"].as_array().unwrap().iter();
    let said: Vec<(&Value, &Value)> =
        lines.map(|line| (&line["payee"], &line["purpose"])).collect();
    let expected = [
        ("非税专户", "申请执行费"),
        ("李树", "发放申请执行人"),
        ("王海", "退还被执行人"),
        ("过路人", "退还案外付款人"),
    ]
    .map(|(payee, purpose)| (json!(payee), json!(purpose)));
    assert_eq!(said, expected.iter().map(|(a, b)| (a, b)).collect::<Vec<_>>());
}
