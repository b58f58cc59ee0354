//! 未发出的请求：what waits to be sent while the line is down, and is not wanted any more when it is up again, stays here.

use std::sync::Arc;

use zhixing_connectors::simulator::search_network::Weather;
use zhixing_domain::{
    ground::{field::Text, id::CaseId},
    property::{
        deduction::{DeductionState, withdraw::WithdrawDeduction},
        measure::{MeasureState, withdraw::WithdrawRequest},
        search::{SearchState, close::CloseSearch, start::StartSearch},
    },
};
use zhixing_law::{day::Day, money::Fen, service::Method};
use zhixing_sim::{Desk, people::Register, story::Story};

use crate::{
    storm::Storm,
    support::{Court, at, must_be_sound, sqlite_through},
};

/// The story so far, and the line that is down from now on.
async fn until(day: i64) -> (Court, Arc<Storm>, CaseId) {
    let day0: Day = "2026-11-09".parse().unwrap();
    let (court, storm) = sqlite_through(3, Weather::CALM, at("2026-11-09T00:30:00Z")).await;
    let (mut story, mut register) = (Story::new(day0).unwrap(), Register::new(5289));
    for day in 0..=day {
        story.day(&court.desk, &mut register, day0.plus_days(day).unwrap()).await.unwrap();
    }
    storm.network_is(false);
    (court, storm, story.case.unwrap())
}

fn told() -> Text<500> {
    Text::try_new("电话核实，对方没有收到").unwrap()
}

async fn judge(desk: &Desk, case: CaseId) -> String {
    let file = desk.file(case).await.unwrap();
    let organisation = desk.app.organisation(zhixing_sim::COURT).await.unwrap();
    organisation.person(file.handler.as_ref().unwrap().0).unwrap().account.clone()
}

/// The line is up again, and whatever waits is tried.
async fn up_again(court: &Court, storm: &Storm) {
    storm.network_is(true);
    let tomorrow = court.desk.today().plus_days(1).unwrap();
    court.desk.at(tomorrow, 9, 0).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_freeze_that_was_taken_back_before_it_left_freezes_nothing() {
    let (court, storm, case) = until(0).await;
    let desk = &court.desk;
    let sent = storm.packages();
    desk.sign(case).await.unwrap();
    let measure = desk.file(case).await.unwrap().measures[0].id;
    let meta = desk.on_duty("searcher", "withdraw_request").await.unwrap();
    desk.app.send(&meta, case, &WithdrawRequest { measure, reason: told() }).await.unwrap();
    up_again(&court, &storm).await;
    assert_eq!(storm.packages(), sent, "nothing left the court");
    let file = desk.file(case).await.unwrap();
    assert_eq!(file.measures[0].state, MeasureState::Withdrawn);
    must_be_sound(&court).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deduction_that_was_taken_back_before_it_left_takes_nothing() {
    let (court, storm, case) = until(2).await;
    let desk = &court.desk;
    let sent = storm.packages();
    assert_eq!(desk.deduct(case, Some(Fen::new(1_000))).await.unwrap(), 1);
    desk.sign(case).await.unwrap();
    let deduction = desk.file(case).await.unwrap().deductions[0].id;
    let meta = desk.by(&judge(desk, case).await, "withdraw_deduction").await.unwrap();
    let back = WithdrawDeduction { deduction, reason: told() };
    desk.app.send(&meta, case, &back).await.unwrap();
    up_again(&court, &storm).await;
    assert_eq!(storm.packages(), sent, "nothing left the court");
    let file = desk.file(case).await.unwrap();
    assert_eq!(file.deductions[0].state, DeductionState::Withdrawn);
    assert_eq!(file.measures[0].state, MeasureState::Live);
    desk.serve(case, Method::Direct).await.unwrap();
    must_be_sound(&court).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_that_was_ended_before_it_left_asks_nobody() {
    let (court, storm, case) = until(2).await;
    let desk = &court.desk;
    let sent = storm.packages();
    let meta = desk.on_duty("searcher", "start_search").await.unwrap();
    desk.app.send(&meta, case, &StartSearch {}).await.unwrap();
    desk.settle().await.unwrap();
    let search = desk.file(case).await.unwrap().searches.last().unwrap().id;
    let meta = desk.on_duty("searcher", "close_search").await.unwrap();
    desk.app.send(&meta, case, &CloseSearch { search, reason: told() }).await.unwrap();
    up_again(&court, &storm).await;
    assert_eq!(storm.packages(), sent, "nothing left the court");
    let file = desk.file(case).await.unwrap();
    assert_eq!(file.searches.last().unwrap().state, SearchState::Closed);
    must_be_sound(&court).await;
}
