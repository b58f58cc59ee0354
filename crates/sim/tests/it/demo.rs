//! A quarter of the demo court.

use zhixing_app::list::{ListRow, Page};
use zhixing_connectors::simulator::search_network::Weather;
use zhixing_domain::ground::actor::Actor;
use zhixing_sim::{
    court::{self, SEATS},
    demo,
};

use crate::support::{must_be_sound, seated, sqlite};

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

/// Each mode at its own court: its people do what it asks of them, most of it in time.
#[tokio::test(flavor = "multi_thread")]
async fn every_mode_has_a_demo_court_that_keeps_up() {
    for seat in &SEATS[1..] {
        let plan = demo::Plan { seed: 854, cases: 40, today: demo::today().unwrap() };
        let begins = demo::begins_at(&plan).unwrap();
        let court = seated(seat, plan.seed, Weather::CALM, begins).await;
        let made = demo::generate(&court.desk, plan).await.unwrap();
        assert_eq!((made.cases, made.story), (40, None), "{}", seat.mode);
        must_be_sound(&court).await;
        let desk = &court.desk;
        let chief = desk.actor(&desk.account("approver", 0).await.unwrap()).await.unwrap();
        let count = async |filters: &[(&str, &str)]| {
            let asked = desk.app.ask(&chief, "cases", filters.iter().copied()).await.unwrap();
            desk.app.total(&asked).await.unwrap().count
        };
        let (open, late) = (
            count(&[("state", "open")]).await,
            count(&[("state", "open"), ("light", "overdue")]).await,
        );
        assert!(0 < late && late * 3 <= open, "{}: {late} of {open} late", seat.mode);
        let shipped = desk.app.modes.shipped_as(seat.mode).unwrap();
        let people = court::people(&shipped.mode);
        let places: u32 = shipped.mode.post.iter().map(|post| post.places).sum();
        assert_eq!(people.len(), usize::try_from(places).unwrap(), "{}", seat.mode);
    }
}
