//! Anchors leave the machine by themselves.

use axum::http::StatusCode;
use zhixing_app::{anchor, error::Error, queue};
use zhixing_domain::ground::entry::NoteKind;
use zhixing_law::day::Day;
use zhixing_store::{
    anchor::Anchor,
    docket::{NewEntry, Stamp, StreamKind},
    doctor::{Level, examine},
    fold::attempts_stream,
    verify::verify,
};

use crate::court::{COURT, House, OTHER};

async fn level(house: &House, code: &str) -> Level {
    let checks = examine(&house.app.db, house.app.clock.now()).await;
    checks.iter().find(|check| check.code == code).unwrap().level
}

/// The daily job of both courts; what goes wrong in one keeps the other from nothing.
async fn daily(house: &House) -> Result<(), Error> {
    let mut outcome = Ok(());
    for court in [COURT, OTHER] {
        let done = queue::daily(&house.app, court, house.app.clock.today()).await;
        outcome = outcome.and(done.map(drop));
    }
    outcome
}

#[tokio::test]
async fn every_anchor_is_kept_outside_and_an_alarm_says_when_it_is_not() {
    let house = House::open().await;
    let dir = house.app.settings.anchors.clone().unwrap();
    assert_eq!(level(&house, "anchor_outside").await, Level::Warn, "nobody has tried");
    let away = daily(&house).await.unwrap_err();
    assert!(matches!(away, Error::Unavailable("anchors", _)), "{away}");
    assert_eq!(level(&house, "anchor_outside").await, Level::Fail);
    assert_eq!(level(&house, "anchor").await, Level::Ok, "it was made all the same");

    std::fs::create_dir(&dir).unwrap();
    daily(&house).await.unwrap();
    assert_eq!(level(&house, "anchor_outside").await, Level::Ok);
    house.later(24 * 3_600);
    daily(&house).await.unwrap();
    let mut kept = Vec::new();
    for court in [COURT, OTHER] {
        for no in 1..=2 {
            let text = std::fs::read_to_string(dir.join(format!("{court}-{no:06}.json"))).unwrap();
            kept.push(Anchor::import(text.trim()).unwrap());
        }
    }
    assert!(verify(&house.app.db, &kept).await.unwrap().is_clean());

    // A file there that is not the anchor here: one of the two was changed.
    let first = dir.join(format!("{COURT}-000001.json"));
    let text = std::fs::read_to_string(&first).unwrap();
    std::fs::write(&first, text.replace("2026", "2025")).unwrap();
    assert!(daily(&house).await.is_err());
    assert_eq!(level(&house, "anchor_outside").await, Level::Fail);
}

#[tokio::test]
async fn a_clock_behind_the_docket_is_said_at_the_window() {
    let house = House::open().await;
    let mut tx = house.app.db.begin().await.unwrap();
    let stream = attempts_stream(COURT);
    let head = tx.lock_stream(COURT, stream, StreamKind::Court).await.unwrap();
    let ahead = house.app.clock.now().plus_secs(3 * 365 * 24 * 3_600).unwrap();
    let id = house.app.ids.next(ahead);
    let stamp = Stamp {
        command_id: id,
        actor_id: None,
        actor_name: "system".to_owned(),
        source: "job".to_owned(),
        recorded_at: ahead,
    };
    let line = NewEntry::new(id, NoteKind::Unlocked.code(), 1, &(), ahead).unwrap();
    tx.append(&head, &[line], &stamp).await.unwrap();
    tx.commit().await.unwrap();
    let answer = house.try_sign_in("nobody", "wrong-password-2026").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{:?}", answer.body);
    let said = answer.body["message"].as_str().unwrap();
    assert!(said.contains("时钟"), "{said}");
}

#[tokio::test]
async fn an_anchor_of_a_day_that_has_not_come_keeps_nobody_from_the_next() {
    let house = House::open().await;
    let app = &house.app;
    let ahead = Day::new(2029, 3, 2).unwrap();
    let mut tx = app.db.begin().await.unwrap();
    tx.make_anchor(COURT, ahead, app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(level(&house, "anchor").await, Level::Fail, "it is told");
    let yesterday = app.clock.today().plus_days(-1).unwrap();
    assert!(anchor::make(app, COURT, yesterday).await.unwrap());
    assert!(!anchor::make(app, COURT, yesterday).await.unwrap(), "once");
}
