//! A demo court on a database of its own.

use std::sync::Arc;

use zhixing_app::{App, clock::ManualClock, ids::Ids};
use zhixing_connectors::{
    message::MessageGateway, search_network::transport::SearchNetwork,
    simulator::search_network::Weather,
};
use zhixing_law::instant::Instant;
use zhixing_sim::{
    Desk, Outside,
    court::{SEATS, Seat},
};
use zhixing_store::{DatabaseUrl, Db, Options};

use crate::{replayed::Replayed, storm::Storm};

pub(crate) const PASSWORD: &str = "demo-court-2026";

/// A court that was just set up, and the folders that keep its data.
pub(crate) struct Court {
    pub(crate) desk: Desk,
    pub(crate) db: Db,
    /// Says when the court is dropped whether its tables are what its docket says; none where whoever opened the
    /// database asks.
    pub(crate) replayed: Option<Replayed>,
    pub(crate) _dir: tempfile::TempDir,
}

pub(crate) fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

pub(crate) async fn sqlite(seed: u64, weather: Weather, now: Instant) -> Court {
    seated(&SEATS[0], seed, weather, now).await
}

/// A court under the mode that comes from there.
pub(crate) async fn seated(seat: &Seat, seed: u64, weather: Weather, now: Instant) -> Court {
    let data = Arc::new(tempfile::tempdir().unwrap());
    let options = Options { durable: false, ..Options::default() };
    let db = Db::open(&DatabaseUrl::in_dir(data.path()), &options).await.unwrap();
    db.migrate(now).await.unwrap();
    let outside = Arc::new(Outside::new(seed, weather, now));
    let ways = (outside.network(), outside.gateway());
    let mut court = through(seat, db, seed, outside, ways, now).await;
    court.replayed = Some(Replayed::new(court.db.url(), &data));
    court
}

/// A court whose ways out can be down.
pub(crate) async fn sqlite_through(
    seed: u64,
    weather: Weather,
    now: Instant,
) -> (Court, Arc<Storm>) {
    let data = Arc::new(tempfile::tempdir().unwrap());
    let options = Options { durable: false, ..Options::default() };
    let db = Db::open(&DatabaseUrl::in_dir(data.path()), &options).await.unwrap();
    db.migrate(now).await.unwrap();
    let outside = Arc::new(Outside::new(seed, weather, now));
    let storm = Arc::new(Storm::new(seed, outside.network(), outside.gateway()));
    let ways = (Arc::clone(&storm) as Arc<dyn SearchNetwork>, outside.gateway());
    let mut court = through(&SEATS[0], db, seed, outside, ways, now).await;
    court.replayed = Some(Replayed::new(court.db.url(), &data));
    (court, storm)
}

/// A court set up in a migrated database.
pub(crate) async fn on(db: Db, seed: u64, weather: Weather, now: Instant) -> Court {
    let outside = Arc::new(Outside::new(seed, weather, now));
    let ways = (outside.network(), outside.gateway());
    through(&SEATS[0], db, seed, outside, ways, now).await
}

async fn through(
    seat: &Seat,
    db: Db,
    seed: u64,
    outside: Arc<Outside>,
    (network, gateway): (Arc<dyn SearchNetwork>, Arc<dyn MessageGateway>),
    now: Instant,
) -> Court {
    let dir = tempfile::tempdir().unwrap();
    let settings = seat.settings(dir.path().join("fonts"), dir.path().join("exchange"));
    let clock = Arc::new(ManualClock::new(now));
    let app = App::with_network(db.clone(), clock, Ids::seeded(seed), network, gateway, settings)
        .unwrap();
    assert!(seat.establish(&app, PASSWORD).await.unwrap());
    assert!(!seat.establish(&app, PASSWORD).await.unwrap());
    Court { desk: Desk::new(app, outside), db, replayed: None, _dir: dir }
}

/// What must hold of every court, whatever happened in it.
pub(crate) async fn must_be_sound(court: &Court) {
    let mut conn = court.db.snapshot().await.unwrap();
    let balance = conn.trial_balance(court.desk.court()).await.unwrap();
    assert!(balance.is_balanced(), "{balance:?}");
    let counts = conn.job_counts(court.desk.app.clock.now()).await.unwrap();
    assert_eq!((counts.due, counts.dead), (0, 0), "{counts:?}");
    drop(conn);
    let report = zhixing_store::verify::verify(&court.db, &[]).await.unwrap();
    assert!(report.is_clean(), "{:?}", report.found);
}
