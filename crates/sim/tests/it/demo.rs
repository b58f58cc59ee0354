//! A quarter of the demo court.

use zhixing_app::list::{CaseFilter, Page, ReceiptFilter};
use zhixing_connectors::simulator::search_network::Weather;
use zhixing_domain::{ground::actor::Actor, money::statement::RULE_RETURN};
use zhixing_sim::{court, demo};

use crate::support::{must_be_sound, sqlite};

#[tokio::test(flavor = "multi_thread")]
async fn a_quarter_comes_out_sound() {
    let plan = demo::Plan { seed: 1224, cases: 60, today: demo::today().unwrap() };
    let court = sqlite(plan.seed, Weather::CALM, demo::begins_at(&plan).unwrap()).await;
    let made = demo::generate(&court.desk, plan).await.unwrap();
    assert_eq!(made.cases, 60);
    must_be_sound(&court).await;
    let judge = court.desk.actor("liangweidong").await.unwrap();
    let filter = CaseFilter::of(court::COURT, plan.today);
    let found = court.desk.app.summarise_cases(&judge, &filter).await.unwrap();
    assert_eq!(found.count, 60);
    let matched = ReceiptFilter::Matched;
    let receipts = court.desk.app.list_receipts(&judge, matched, &Page::first(200)).await.unwrap();
    let returns = receipts.rows.iter().filter(|receipt| receipt.rule == RULE_RETURN).count();
    assert!(0 < returns, "a payment came back and was found");
    let story = court.desk.app.case(&Actor::system(court::COURT), made.story).await.unwrap();
    assert_eq!(story.stage.code(), "closed");
}
