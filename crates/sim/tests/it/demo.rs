//! A quarter of the demo court.

use zhixing_app::list::{ListRow, Page};
use zhixing_connectors::simulator::search_network::Weather;
use zhixing_domain::ground::actor::Actor;
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
    let app = &court.desk.app;
    let all = app.ask(&judge, "cases", []).await.unwrap();
    assert_eq!(app.total(&all).await.unwrap().count, 60);
    let matched = app.ask(&judge, "receipts", [("state", "matched")]).await.unwrap();
    let receipts = app.list(&matched, &Page::first(200)).await.unwrap();
    let returned = |row: &&ListRow| row.text(matched.list, "state") == "matched_return";
    let returns = receipts.rows.iter().filter(returned).count();
    assert!(0 < returns, "a payment came back and was found");
    let story =
        court.desk.app.case(&Actor::system(court::COURT), made.story.unwrap()).await.unwrap();
    assert_eq!(story.stage.code(), "closed");
}
