//! 一个法院和它的机器: the process that serves it dies now and then and is started again on what is in the database; the
//! world outside goes on.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use zhixing_app::{App, clock::ManualClock, ids::Ids};
use zhixing_connectors::simulator::search_network::Weather;
use zhixing_law::instant::Instant;
use zhixing_sim::{
    Desk, Outside,
    court::{SEATS, Seat},
};
use zhixing_store::{Db, Options, db::Access};

use crate::{
    databases::{Store, fast},
    storm::Storm,
    year,
};

const PASSWORD: &str = "court-year-2026";

/// Longer than the leases of a process that is gone.
const DEAD_SECS: i64 = 400;

/// The database, the world outside, and the process while it lives.
pub(crate) struct House {
    /// Only to look at the database: the process has its own.
    pub(crate) store: Store,
    pub(crate) outside: Arc<Outside>,
    pub(crate) storm: Arc<Storm>,
    clock: Arc<ManualClock>,
    folder: tempfile::TempDir,
    seed: u64,
    /// Every seed is lived under the next of the modes.
    seat: &'static Seat,
    lives: u64,
    desk: Option<Desk>,
}

impl House {
    /// A court that was just set up.
    pub(crate) async fn build(mut store: Store, seed: u64) -> House {
        let now = year::begins();
        let outside = Arc::new(Outside::new(seed, Weather::ROUGH, now));
        let storm = Arc::new(Storm::new(seed, outside.network(), outside.gateway()));
        store.db.close().await;
        let looking = Options { access: Access::Read, ..fast() };
        store.db = Db::open(&store.url(), &looking).await.unwrap();
        let clock = Arc::new(ManualClock::new(now));
        let folder = tempfile::tempdir().unwrap();
        let seat = SEATS.iter().cycle().nth(usize::try_from(seed).unwrap()).unwrap();
        let (lives, desk) = (0, None);
        let mut house = House { store, outside, storm, clock, folder, seed, seat, lives, desk };
        house.start().await;
        seat.establish(&house.desk().app, PASSWORD).await.unwrap();
        house
    }

    pub(crate) fn desk(&self) -> &Desk {
        self.desk.as_ref().expect("the process lives")
    }

    /// 法院代字
    pub(crate) fn code(&self) -> &'static str {
        self.seat.code
    }

    /// The mode under which this court works.
    pub(crate) fn mode(&self) -> &'static str {
        self.seat.mode
    }

    pub(crate) fn now(&self) -> Instant {
        self.desk().app.clock.now()
    }

    async fn start(&mut self) {
        let db = Db::open(&self.store.url(), &fast()).await.unwrap();
        let folder = self.folder.path();
        let settings = self.seat.settings(folder.join("fonts"), folder.join("exchange"));
        let ids = Ids::seeded(self.seed * 1_000 + self.lives);
        let (network, gateway) = (Arc::clone(&self.storm), Arc::clone(&self.storm));
        let app = App::with_network(db, self.clock.clone(), ids, network, gateway, settings);
        self.desk = Some(Desk::new(app.unwrap(), Arc::clone(&self.outside)));
        self.lives += 1;
    }

    /// The process is gone, with everything that it had in its memory, and comes back some minutes later.
    pub(crate) async fn die(&mut self) {
        let desk = self.desk.take().expect("the process lives");
        let later = desk.app.clock.now().plus_secs(DEAD_SECS).unwrap();
        desk.app.clock.advance_to(later);
        let db = desk.app.db.clone();
        drop(desk);
        // Whoever waits for the connections sees what the dead process had begun undone.
        db.close().await;
        drop(db);
        self.start().await;
    }
}

/// Work that is broken off in the middle, at the step after so many.
pub(crate) struct Mortal<F> {
    work: Pin<Box<F>>,
    steps: u64,
}

impl<F: Future> Mortal<F> {
    pub(crate) fn new(work: F, steps: u64) -> Mortal<F> {
        Mortal { work: Box::pin(work), steps }
    }
}

impl<F: Future> Future for Mortal<F> {
    /// None when it was broken off.
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<F::Output>> {
        let Some(left) = self.steps.checked_sub(1) else { return Poll::Ready(None) };
        self.steps = left;
        self.work.as_mut().poll(cx).map(Some)
    }
}
