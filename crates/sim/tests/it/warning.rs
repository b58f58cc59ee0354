//! 到期预警：a freeze about to end asks its case's handler, in every list, until the bank has renewed it.

use zhixing_app::document;
use zhixing_app::list::{Cell, Page};
use zhixing_connectors::simulator::search_network::Weather;
use zhixing_domain::{
    ground::field::Text,
    ground::id::{CaseId, MeasureId},
    papers::document::DocumentState,
    papers::kind::DocumentKind,
    property::measure::{MeasureState, acknowledge::AcknowledgeExpiry, renew::RenewMeasure},
};
use zhixing_law::day::Day;
use zhixing_sim::{court::COURT, people::Register, story::Story};

use crate::support::{Court, at, must_be_sound, sqlite};

/// The story until the bank has frozen the account.
async fn frozen() -> (Court, CaseId) {
    let court = sqlite(3, Weather::CALM, at("2026-11-09T00:30:00Z")).await;
    let day0: Day = "2026-11-09".parse().unwrap();
    let mut register = Register::new(5289);
    let mut story = Story::new(day0).unwrap();
    for day in 0..2 {
        story.day(&court.desk, &mut register, day0.plus_days(day).unwrap()).await.unwrap();
    }
    let case = story.case.unwrap();
    let file = court.desk.file(case).await.unwrap();
    assert_eq!(file.measures[0].state, MeasureState::Live);
    assert_eq!(file.measures[0].ends_on.to_string(), "2027-11-09");
    (court, case)
}

/// The day comes, and its job is done.
async fn comes(court: &Court, day: &str) {
    court.desk.at(day.parse().unwrap(), 8, 0).await.unwrap();
    court.desk.runner.see_to_the_day().await.unwrap();
    court.desk.settle().await.unwrap();
}

/// How many cases the list shows under the tag, and how many of the handler's tasks ask for an answer.
async fn asked(court: &Court, case: CaseId) -> (i64, Vec<String>) {
    let desk = &court.desk;
    let file = desk.file(case).await.unwrap();
    let handler = file.handler.as_ref().unwrap().0;
    let organisation = desk.app.organisation(COURT).await.unwrap();
    let actor = organisation.actor(handler, desk.today()).unwrap();
    let ask = |key, filter: [(&'static str, &'static str); 1]| {
        desk.app.understood(&actor, key, filter).unwrap()
    };
    let warned = ask("cases", [("tag", "measure_expiring")]);
    let cases = desk.app.total(&warned).await.unwrap().count;
    let mine = ask("tasks", [("scope", "mine")]);
    let tasks = desk.app.list(&mine, &Page::first(50)).await.unwrap();
    let asks = "续行或答复控制措施到期";
    let tasks = tasks.rows.into_iter().filter(|row| row.text(mine.list, "title") == asks);
    let wall = desk.app.wall(&actor).await.unwrap();
    assert_eq!(wall.warned, cases);
    let due = |row: zhixing_app::list::ListRow| match row.cell(mine.list, "due_on") {
        Some(Cell::Day(day)) => day.to_string(),
        other => panic!("{other:?}"),
    };
    (cases, tasks.map(due).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_freeze_about_to_end_asks_its_handler_until_the_bank_has_renewed_it() {
    let (court, case) = frozen().await;
    let desk = &court.desk;
    comes(&court, "2027-09-09").await;
    assert_eq!(asked(&court, case).await, (0, vec![]), "the day before the first warning");
    comes(&court, "2027-09-10").await;
    assert_eq!(asked(&court, case).await, (1, vec!["2027-09-15".to_owned()]));

    let file = desk.file(case).await.unwrap();
    let id = file.measures[0].id;
    let judge = file.handler.as_ref().unwrap().0;
    let account = desk.app.organisation(COURT).await.unwrap();
    let account = account.person(judge).unwrap().account.clone();
    let meta = desk.by(&account, "acknowledge_expiry").await.unwrap();
    let note = Text::try_new("届满前续行").unwrap();
    desk.app.send(&meta, case, &AcknowledgeExpiry { measure: id, note }).await.unwrap();
    assert_eq!(asked(&court, case).await, (0, vec![]));
    comes(&court, "2027-10-10").await;
    assert_eq!(asked(&court, case).await.0, 1, "thirty days before the end it asks again");

    let meta = desk.by(&account, "renew_measure").await.unwrap();
    let renew = RenewMeasure { measure: id, ends_on: None };
    desk.app.send(&meta, case, &renew).await.unwrap();
    desk.settle().await.unwrap();
    let file = desk.file(case).await.unwrap();
    assert!(file.measures[0].pending.is_some());
    assert_eq!(
        file.measures[0].renewals, 0,
        "nothing goes to the bank before the ruling is signed"
    );
    assert_eq!(desk.sign(case).await.unwrap(), 1);
    let file = desk.file(case).await.unwrap();
    assert_eq!(file.measures[0].ends_on.to_string(), "2028-10-10");
    assert_eq!((file.measures[0].renewals, file.measures[0].pending), (1, None));
    assert_eq!(asked(&court, case).await, (0, vec![]));
    for kind in [DocumentKind::RenewalRuling, DocumentKind::RenewalAssistance] {
        let made = file.documents.iter().find(|d| d.kind == kind).unwrap();
        assert_eq!(made.state, DocumentState::Issued);
        let (title, _) = document::draw(&desk.app, &file, made.id).unwrap();
        assert_eq!(title, kind.title());
    }
    must_be_sound(&court).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_court_that_was_away_learns_of_an_end_that_came_and_somebody_must_answer_for_it() {
    let (court, case) = frozen().await;
    comes(&court, "2027-11-10").await;
    let file = court.desk.file(case).await.unwrap();
    assert_eq!(file.measures[0].state, MeasureState::Lapsed);
    let (cases, tasks) = asked(&court, case).await;
    assert_eq!((cases, tasks.len()), (1, 1));
    comes(&court, "2027-11-11").await;
    assert_eq!(asked(&court, case).await.0, 1, "the next day changes nothing");

    // The list of ends has it until somebody answers, as the figures have.
    let desk = &court.desk;
    let judge = file.handler.as_ref().unwrap().0;
    let organisation = desk.app.organisation(COURT).await.unwrap();
    let actor = organisation.actor(judge, desk.today()).unwrap();
    let ends = async || {
        let asked = desk.app.understood(&actor, "measures", [("days", "0")]).unwrap();
        let found = desk.app.list(&asked, &Page::first(50)).await.unwrap();
        found.rows.into_iter().map(|row| MeasureId(row.id)).collect::<Vec<_>>()
    };
    let id = file.measures[0].id;
    assert_eq!(ends().await, [id]);
    let account = organisation.person(judge).unwrap().account.clone();
    let meta = desk.by(&account, "acknowledge_expiry").await.unwrap();
    let note = Text::try_new("重新申请冻结").unwrap();
    desk.app.send(&meta, case, &AcknowledgeExpiry { measure: id, note }).await.unwrap();
    assert_eq!(ends().await, []);
    assert_eq!(asked(&court, case).await.0, 0);
    must_be_sound(&court).await;
}
