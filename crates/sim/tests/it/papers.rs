//! 文书的署名：a ruling is signed by persons, so a deed whose ruling nobody could sign is not done.

use zhixing_app::{error::Error, staff};
use zhixing_connectors::simulator::search_network::Weather;
use zhixing_domain::{
    court::organisation::Leave, ground::refusal::Refusal, papers::kind::DocumentKind,
};
use zhixing_law::day::Day;
use zhixing_sim::{court::COURT, people::Register, story::Story};

use crate::support::{Court, at, must_be_sound, sqlite};

/// Whoever keeps the record for the fast team is away, on this day only.
async fn clerk_leaves(court: &Court, on: Day) {
    let desk = &court.desk;
    let organisation = desk.app.organisation(COURT).await.unwrap();
    let clerk = organisation.staff.iter().find(|staff| staff.name == "何雅婷").unwrap();
    let meta = desk.by("maxiaofeng", "staff.leave").await.unwrap();
    let leave = Leave { from: on, to: on, reason: "出差".to_owned() };
    staff::record_leave(&desk.app, &meta, clerk.id, &leave).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_is_not_ordered_while_nobody_keeps_the_record() {
    let court = sqlite(3, Weather::CALM, at("2026-11-09T00:30:00Z")).await;
    let desk = &court.desk;
    let day0: Day = "2026-11-09".parse().unwrap();
    let mut register = Register::new(5289);
    let mut story = Story::new(day0).unwrap();
    for day in 0..2 {
        story.day(desk, &mut register, day0.plus_days(day).unwrap()).await.unwrap();
    }
    let case = story.case.unwrap();
    clerk_leaves(&court, desk.today()).await;

    let before = desk.file(case).await.unwrap();
    let refused = desk.release(case, "申请执行人书面同意解除").await;
    let Err(Error::Refused(Refusal::DocumentIncomplete { fields, .. })) = refused else {
        panic!("{refused:?}");
    };
    assert!(fields[0].starts_with("书记员"), "{fields:?}");
    let after = desk.file(case).await.unwrap();
    assert_eq!(before.measures, after.measures, "nothing is ordered without its ruling");

    desk.at(desk.today().plus_days(1).unwrap(), 9, 0).await.unwrap();
    desk.release(case, "申请执行人书面同意解除").await.unwrap();
    let file = desk.file(case).await.unwrap();
    let ruling = file.documents.iter().rfind(|d| d.kind == DocumentKind::ReleaseRuling).unwrap();
    assert_eq!(ruling.input["panel"]["clerk"], "何雅婷");
    must_be_sound(&court).await;
}
