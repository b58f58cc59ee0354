//! 同时启用：several who adopt a mode at the same moment, on both databases: it is adopted once.

use zhixing_app::{error::Error, mode};
use zhixing_connectors::simulator::search_network::Weather;
use zhixing_domain::{
    court::mode_book::InFlight,
    ground::{refusal::Refusal, version::ModeVersion},
};
use zhixing_sim::court::{COURT, MODE};

use crate::{
    databases::on_each,
    support::{Court, at, must_be_sound, on},
};

const AT_ONCE: usize = 6;

/// The same version for the same day, by several at the same moment: with another word about matters in flight than
/// the court has, since what is so already is refused to the first as well.
async fn adopt(court: Court) {
    let desk = &court.desk;
    let from = desk.today().plus_days(7).unwrap();
    let mut adoptions = Vec::new();
    for _ in 0..AT_ONCE {
        let meta = desk.by("maxiaofeng", "mode.adopt").await.unwrap();
        let app = desk.app.clone();
        adoptions.push(tokio::spawn(async move {
            let of = ModeVersion::new(MODE, 1);
            mode::adopt(&app, &meta, &of, from, InFlight::Move).await
        }));
    }
    let mut adopted = 0;
    for adoption in adoptions {
        match adoption.await.unwrap() {
            Ok(_) => adopted += 1,
            Err(Error::Refused(Refusal::Duplicate { .. })) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(adopted, 1, "one version is adopted once for a day");
    let organisation = desk.app.organisation(COURT).await.unwrap();
    let for_the_day = organisation.modes.adoptions().filter(|(adopted, _)| adopted.from == from);
    assert_eq!(for_the_day.count(), 1);
    must_be_sound(&court).await;
}

#[test]
fn a_mode_adopted_by_several_at_once_is_adopted_once() {
    on_each(|store| async move {
        let now = at("2026-11-09T00:30:00Z");
        adopt(on(store.db.clone(), 31, Weather::CALM, now).await).await;
    });
}
