//! 线路: the ways out, on days on which they are down, and on days on which what was handed over arrives and the answer to
//! it does not, so that the court must send the same again. What bodies and banks answer is the simulator's weather.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use zhixing_connectors::{
    fault::Fault,
    message::{DeliveryReport, MessageGateway, OutMessage, Sent},
    search_network::{
        package::PackageFile,
        transport::{Arrived, SearchNetwork},
    },
    simulator::chance::Chance,
};
use zhixing_law::day::Day;

/// How a line is today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Up,
    Down,
    /// What is sent arrives; that it did is not said, the first time.
    Mute,
}

#[derive(Debug)]
struct State {
    network: Line,
    gateway: Line,
    /// Every package that arrived, by name, and how often.
    packages: BTreeMap<String, u32>,
    /// Every message that the gateway has taken over, by id, and how often.
    messages: BTreeMap<String, u32>,
}

/// Both ways out.
pub(crate) struct Storm {
    seed: u64,
    network: Arc<dyn SearchNetwork>,
    gateway: Arc<dyn MessageGateway>,
    state: Mutex<State>,
}

impl Storm {
    pub(crate) fn new(
        seed: u64,
        network: Arc<dyn SearchNetwork>,
        gateway: Arc<dyn MessageGateway>,
    ) -> Storm {
        let (packages, messages) = (BTreeMap::new(), BTreeMap::new());
        let state = State { network: Line::Up, gateway: Line::Up, packages, messages };
        Storm { seed, network, gateway, state: Mutex::new(state) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the lines are like on a day; `calm` when nothing is to go wrong.
    pub(crate) fn dawns(&self, day: Day, calm: bool) {
        let mut chance = Chance::for_name(self.seed, &format!("lines {day}"));
        let mut line = || match chance.below(100) {
            _ if calm => Line::Up,
            0..6 => Line::Down,
            6..14 => Line::Mute,
            _ => Line::Up,
        };
        let mut state = self.state();
        (state.network, state.gateway) = (line(), line());
    }

    /// The network as somebody wants it: down, or up again.
    pub(crate) fn network_is(&self, up: bool) {
        self.state().network = if up { Line::Up } else { Line::Down };
    }

    /// How often anything was sent more than once.
    pub(crate) fn repeats(&self) -> usize {
        let state = self.state();
        let times = state.packages.values().chain(state.messages.values());
        times.filter(|times| 1 < **times).count()
    }

    /// How many packages have left the court.
    pub(crate) fn packages(&self) -> usize {
        self.state().packages.len()
    }

    /// Ids of all messages that have left the court.
    pub(crate) fn messages(&self) -> Vec<String> {
        self.state().messages.keys().cloned().collect()
    }
}

fn down() -> Fault {
    Fault::Retry { cause: "the line is down".to_owned() }
}

impl SearchNetwork for Storm {
    fn send(&self, file: &PackageFile) -> Result<(), Fault> {
        let line = self.state().network;
        if line == Line::Down {
            return Err(down());
        }
        self.network.send(file)?;
        let mut state = self.state();
        let times = state.packages.entry(file.file_name.clone()).or_default();
        *times += 1;
        if line == Line::Mute && *times == 1 { Err(down()) } else { Ok(()) }
    }

    /// A folder that nothing comes into.
    fn waiting(&self) -> Result<Vec<String>, Fault> {
        if self.state().network == Line::Down { Ok(Vec::new()) } else { self.network.waiting() }
    }

    fn fetch(&self, file_name: &str) -> Result<Option<Arrived>, Fault> {
        self.network.fetch(file_name)
    }

    fn archive(&self, file_name: &str) -> Result<(), Fault> {
        self.network.archive(file_name)
    }
}

impl MessageGateway for Storm {
    fn send(&self, message: &OutMessage) -> Result<Sent, Fault> {
        let line = self.state().gateway;
        if line == Line::Down {
            return Err(down());
        }
        let sent = self.gateway.send(message)?;
        let mut state = self.state();
        let times = state.messages.entry(message.id.clone()).or_default();
        *times += 1;
        if line == Line::Mute && *times == 1 { Err(down()) } else { Ok(sent) }
    }

    fn reports(&self, cursor: &str) -> Result<(Vec<DeliveryReport>, String), Fault> {
        if self.state().gateway == Line::Down {
            return Ok((Vec::new(), cursor.to_owned()));
        }
        self.gateway.reports(cursor)
    }
}
