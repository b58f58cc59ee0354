//! 各走各道：a silent gateway keeps no search waiting, and courts on one database each do their own work.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Condvar, Mutex},
    time::Duration,
};

use tokio::sync::watch;
use zhixing_app::{
    App,
    clock::ManualClock,
    ids::Ids,
    queue, staff, upkeep,
    work::{Done, Meta},
};
use zhixing_connectors::{
    fault::Fault,
    message::{DeliveryReport, MessageGateway, OutMessage, Sent},
};
use zhixing_domain::{
    begin::Begins,
    court::duty::Duty,
    ground::id::CaseId,
    intake::filing::receive::FileCase,
    papers::message::MessageState,
    property::search::{SearchState, start::StartSearch},
};
use zhixing_jobs::Runner;
use zhixing_law::{day::Day, instant::Instant};
use zhixing_sim::{
    Outside,
    court::{self, COURT, HUB},
    people::Register,
    story,
};
use zhixing_store::job::{JobState, NewJob};

use crate::{
    databases::{Store, on_each},
    support::{PASSWORD, at},
};

const NEIGHBOUR: &str = "粤1225";
const NEIGHBOURS_HUB: &str = "99100000000000002";
const NOW: &str = "2026-11-09T01:00:00Z";
const PATIENCE: Duration = Duration::from_secs(30);

/// A gateway that takes calls and says nothing until it is allowed to; then it counts.
#[derive(Default)]
struct Mute {
    speaks: Mutex<bool>,
    allowed: Condvar,
    taken: Mutex<BTreeMap<String, u32>>,
}

impl Mute {
    fn speak(&self) {
        *self.speaks.lock().unwrap() = true;
        self.allowed.notify_all();
    }

    fn wait(&self) -> Result<(), Fault> {
        let silent = |speaks: &mut bool| !*speaks;
        let speaks = self.speaks.lock().unwrap();
        let (speaks, _) = self.allowed.wait_timeout_while(speaks, PATIENCE, silent).unwrap();
        if *speaks { Ok(()) } else { Err(Fault::Retry { cause: "silent".to_owned() }) }
    }
}

impl MessageGateway for Mute {
    fn send(&self, message: &OutMessage) -> Result<Sent, Fault> {
        self.wait()?;
        *self.taken.lock().unwrap().entry(message.id.clone()).or_default() += 1;
        Ok(Sent { gateway_id: message.id.clone(), repeated: false })
    }

    fn reports(&self, cursor: &str) -> Result<(Vec<DeliveryReport>, String), Fault> {
        self.wait()?;
        Ok((Vec::new(), cursor.to_owned()))
    }
}

/// One court's server.
struct Server {
    app: App,
    court: &'static str,
    exchange: PathBuf,
}

impl Server {
    /// A server with the court's people; those of the neighbour have accounts of their own.
    async fn open(
        store: &Store,
        court: &'static str,
        hub: &str,
        gateway: Arc<dyn MessageGateway>,
    ) -> Server {
        // One folder for all: each court has its own in it.
        let exchange = store.dir.path().join("exchange");
        let mut settings = court::settings(store.dir.path().join("fonts"), exchange.clone());
        settings.court = court.to_owned();
        settings.hub = hub.to_owned();
        let clock = Arc::new(ManualClock::new(at(NOW)));
        let seed = hub.bytes().map(u64::from).sum();
        let app = App::new(store.db.clone(), clock, Ids::seeded(seed), gateway, settings).unwrap();
        let server = Server { app, court, exchange };
        server.set_up().await;
        server
    }

    async fn set_up(&self) {
        let (app, court) = (&self.app, self.court);
        let mode = app.modes.shipped_as(court::MODE).unwrap();
        let mut plan = court::establishment(&mode.mode, PASSWORD);
        plan.court.parent = String::new();
        let own = |account: &mut String| account.insert_str(0, prefix(court));
        plan.people.iter_mut().for_each(|(person, _)| own(&mut person.account));
        for (_, holders, stand_ins) in &mut plan.posts {
            holders.iter_mut().chain(stand_ins).for_each(own);
        }
        assert!(staff::establish(app, court, &plan).await.unwrap());
    }

    async fn on_duty(&self, post: &str, name: &'static str) -> Meta {
        let today = self.app.clock.today();
        let organisation = self.app.organisation(self.court).await.unwrap();
        let actor = organisation.actor(organisation.on_duty(post, today)[0], today).unwrap();
        Meta::by(actor, self.app.ids.next(self.app.clock.now()), name)
    }

    /// A case is filed and its search started; nothing has left yet.
    async fn search(&self) -> CaseId {
        let today: Day = self.app.clock.today();
        let application = story::application(&mut Register::new(5289), today).unwrap();
        let meta = self.on_duty("intake", FileCase::NAME).await;
        let done: Done = self.app.begin(&meta, &FileCase(application)).await.unwrap();
        let case = done.case.unwrap();
        let meta = self.on_duty("searcher", "start_search").await;
        self.app.send(&meta, case, &StartSearch {}).await.unwrap();
        case
    }

    async fn states(&self, case: CaseId) -> (Vec<SearchState>, Vec<MessageState>) {
        let system = zhixing_domain::ground::actor::Actor::system(self.court);
        let file = self.app.case(&system, case).await.unwrap();
        let searches = file.searches.iter().map(|search| search.state).collect();
        (searches, file.messages.iter().map(|message| message.state).collect())
    }

    fn runner(&self) -> Runner {
        Runner::new(self.app.clone(), &[self.court])
    }

    /// A folder of the court's own.
    fn folder(&self, name: &str) -> PathBuf {
        self.exchange.join(self.court).join(name)
    }

    /// What lies in a folder of the court's own.
    fn lies_in(&self, name: &str) -> Vec<String> {
        let folder = std::fs::read_dir(self.folder(name)).unwrap();
        folder.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
    }
}

fn prefix(court: &str) -> &'static str {
    if court == COURT { "" } else { "b-" }
}

/// The runner at work until it is told to stop.
struct Running {
    stop: watch::Sender<bool>,
    task: tokio::task::JoinHandle<()>,
}

impl Running {
    fn start(runner: Runner) -> Running {
        let (stop, stopped) = watch::channel(false);
        Running { stop, task: tokio::spawn(async move { runner.run_forever(stopped).await }) }
    }

    async fn stop(self) {
        self.stop.send(true).unwrap();
        self.task.await.unwrap();
    }
}

/// Asks again and again until it is so.
async fn until<F: Future<Output = bool>>(what: &str, mut so: impl FnMut() -> F) {
    let asked = async {
        while !so().await {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, asked).await.unwrap_or_else(|_| panic!("never: {what}"));
}

#[test]
fn a_silent_gateway_keeps_no_search_waiting() {
    on_each(|store| async move {
        let gateway = Arc::new(Mute::default());
        let server = Server::open(&store, COURT, HUB, gateway.clone()).await;
        let running = Running::start(server.runner());
        let case = server.search().await;
        let sent = || async {
            let (searches, _) = server.states(case).await;
            searches.iter().all(|state| *state == SearchState::Sent)
        };
        until("the search leaves", sent).await;
        let (_, messages) = server.states(case).await;
        assert!(!messages.is_empty() && messages.iter().all(|s| *s == MessageState::Queued));
        let well = |duty: Duty| {
            let store = &store;
            async move {
                let duties = store.db.read().await.unwrap().duties(COURT).await.unwrap();
                duties.iter().any(|row| row.name == duty.code() && row.ok_at.is_some())
            }
        };
        until("packages are taken in", || well(Duty::Network)).await;
        assert!(!well(Duty::Gateway).await, "the gateway's reports are still waited for");
        gateway.speak();
        let arrived = || async {
            let (_, messages) = server.states(case).await;
            messages.iter().all(|state| *state == MessageState::Sent)
        };
        until("the messages leave", arrived).await;
        running.stop().await;
        let taken = gateway.taken.lock().unwrap();
        assert_eq!(taken.len(), messages.len());
        assert!(taken.values().all(|times| *times == 1), "{taken:?}");
    });
}

#[test]
fn courts_on_one_database_each_do_their_own_work() {
    on_each(|store| async move {
        let gateway = Arc::new(Mute::default());
        gateway.speak();
        let here = Server::open(&store, COURT, HUB, gateway.clone()).await;
        let there = Server::open(&store, NEIGHBOUR, NEIGHBOURS_HUB, gateway).await;
        let (_, case) = (here.search().await, there.search().await);
        here.runner().run_due(u32::MAX).await.unwrap();
        assert_eq!(there.lies_in("outgoing"), Vec::<String>::new());
        assert_eq!(there.states(case).await.0, [SearchState::Requested], "nobody else's to send");
        there.runner().run_due(u32::MAX).await.unwrap();
        assert_eq!(there.states(case).await.0, [SearchState::Sent]);
        for (server, hub) in [(&here, HUB), (&there, NEIGHBOURS_HUB)] {
            let sent = server.lies_in("outgoing");
            assert!(sent.len() == 1 && sent[0].contains(hub), "{hub}: {sent:?}");
        }
        // Both stay: each has its own duties and its own day.
        let both = [Running::start(here.runner()), Running::start(there.runner())];
        let anchored = || async {
            let mut conn = store.db.read().await.unwrap();
            let duties = [conn.duties(COURT).await.unwrap(), conn.duties(NEIGHBOUR).await.unwrap()];
            duties.iter().all(|rows| {
                rows.len() == Duty::ALL.len() && rows.iter().all(|row| row.ok_at.is_some())
            })
        };
        until("every duty of both courts is done", anchored).await;
        for running in both {
            running.stop().await;
        }
        for server in [&here, &there] {
            let today = server.app.clock.today();
            let new = queue::schedule_daily(&server.app, server.court, today).await.unwrap();
            assert!(!new, "{} has its daily job", server.court);
        }
    });
}

#[test]
fn nobody_reads_what_lies_in_another_courts_folder() {
    on_each(|store| async move {
        let gateway = Arc::new(Mute::default());
        gateway.speak();
        let here = Server::open(&store, COURT, HUB, gateway.clone()).await;
        let there = Server::open(&store, NEIGHBOUR, NEIGHBOURS_HUB, gateway).await;
        let name = "answer.zip";
        let put = |server: &Server| std::fs::write(server.folder("incoming").join(name), "x");
        put(&there).unwrap();
        let none = here.runner().look_outside().await.unwrap();
        assert_eq!((none.packages, there.lies_in("incoming")), (0, vec![name.to_owned()]));
        let own = there.runner().look_outside().await.unwrap();
        assert_eq!((own.packages, there.lies_in("archive")), (1, vec![name.to_owned()]));
        // One process for both: each from its own folder, and put aside in its own.
        put(&here).unwrap();
        put(&there).unwrap();
        let both = Runner::new(here.app.clone(), &[COURT, NEIGHBOUR]);
        assert_eq!(both.look_outside().await.unwrap().packages, 2);
        assert_eq!(here.lies_in("archive"), [name]);
        assert_eq!(there.lies_in("incoming"), Vec::<String>::new());
        // A folder that is away keeps the other court's from nothing.
        put(&there).unwrap();
        std::fs::remove_dir_all(here.exchange.join(here.court)).unwrap();
        std::fs::write(here.exchange.join(here.court), "no folder").unwrap();
        assert!(here.runner().look_outside().await.is_err());
        assert_eq!(there.runner().look_outside().await.unwrap().packages, 1);
    });
}

/// R13, and two courts that begin at once: each has one administrator, under a name of its own, or nothing was done.
#[test]
fn courts_that_begin_at_once_each_have_their_administrator() {
    on_each(|store| async move {
        let app = |court: &str, seed: u64| {
            let dir = store.dir.path();
            let mut settings = court::settings(dir.join("fonts"), dir.join("exchange"));
            settings.court = court.to_owned();
            let clock = Arc::new(ManualClock::new(at(NOW)));
            let gateway = Arc::new(Mute::default());
            App::new(store.db.clone(), clock, Ids::seeded(seed), gateway, settings).unwrap()
        };
        // Two servers of each of two courts, all at the same moment.
        let starts =
            [(COURT, 1), (NEIGHBOUR, 2), (COURT, 3), (NEIGHBOUR, 4)].map(|(court, seed)| {
                let app = app(court, seed);
                tokio::spawn(
                    async move { (court, staff::bootstrap_admin(&app, court).await.unwrap()) },
                )
            });
        let mut made: Vec<(&str, String)> = Vec::new();
        for start in starts {
            let (court, first) = start.await.unwrap();
            made.extend(first.map(|first| (court, first.account)));
        }
        made.sort();
        let courts: Vec<&str> = made.iter().map(|(court, _)| *court).collect();
        assert_eq!(courts, [COURT, NEIGHBOUR], "one administrator of each: {made:?}");
        let mut names: Vec<&str> = made.iter().map(|(_, account)| account.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names[0], "admin");
        assert!(["admin1224", "admin1225"].contains(&names[1]), "{names:?}");
        for (court, account) in &made {
            let app = app(court, 9);
            let organisation = app.organisation(court).await.unwrap();
            let here: Vec<&str> = organisation.staff.iter().map(|p| p.account.as_str()).collect();
            assert_eq!(here, [account.as_str()], "{court}");
        }
        let report = zhixing_store::verify::verify(&store.db, &[]).await.unwrap();
        assert!(report.is_clean(), "{:?}", report.found);
    });
}

#[test]
fn one_process_for_two_courts_gives_each_its_answers() {
    on_each(|store| async move {
        let now = at(NOW);
        let outside = Outside::new(1, court::WEATHER, now);
        let settings = court::settings(store.dir.path().join("f"), store.dir.path().join("x"));
        let (network, gateway) = (outside.network(), outside.gateway());
        let clock = Arc::new(ManualClock::new(now));
        let ids = Ids::seeded(1);
        let app =
            App::with_network(store.db.clone(), clock, ids, network, gateway, settings).unwrap();
        let mut cases = Vec::new();
        for court in [COURT, NEIGHBOUR] {
            let server = Server { app: app.clone(), court, exchange: PathBuf::new() };
            server.set_up().await;
            let case = server.search().await;
            cases.push((server, case));
        }
        let ran = Runner::new(app, &[COURT, NEIGHBOUR]).settle().await.unwrap();
        assert_eq!((ran.put_off, ran.dead.len()), (0, 0), "{ran:?}");
        for (server, case) in &cases {
            assert_eq!(server.states(*case).await.0, [SearchState::Answered], "{}", server.court);
        }
    });
}

/// A job that no program understands.
fn poisoned(server: &Server, now: Instant) -> NewJob {
    NewJob {
        court_id: server.court.to_owned(),
        job_id: server.app.ids.next(now),
        kind: queue::DAILY.to_owned(),
        body: "{\"day\":\"no day\"}".to_owned(),
        run_at: now,
        priority: 0,
        max_attempts: 1,
        cause: None,
        owner_id: None,
    }
}

#[test]
fn a_poisoned_day_is_on_the_page_and_stops_no_other_day() {
    on_each(|store| async move {
        let gateway = Arc::new(Mute::default());
        gateway.speak();
        let server = Server::open(&store, COURT, HUB, gateway).await;
        let now = server.app.clock.now();
        let job = poisoned(&server, now);
        let mut tx = store.db.begin().await.unwrap();
        tx.enqueue(std::slice::from_ref(&job), now).await.unwrap();
        tx.commit().await.unwrap();
        let runner = server.runner();
        runner.see_to_the_day().await.unwrap();
        let ran = runner.run_due(u32::MAX).await.unwrap();
        assert_eq!((ran.done, ran.put_off, ran.dead.len()), (1, 1, 0), "{ran:?}");
        let actor = staff::actor(&server.app, COURT, "maxiaofeng").await.unwrap();
        let standing = upkeep::standing(&server.app, &actor, None).await.unwrap();
        assert_eq!(standing.dead.len(), 1);
        assert_eq!(standing.dead[0].job.key.job_id, job.job_id);
        assert_eq!(standing.dead[0].job.state, JobState::Dead);
        assert!(standing.duties.iter().all(|duty| duty.alarm), "nobody keeps watch yet");
    });
}
