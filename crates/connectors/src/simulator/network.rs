//! The simulated search network behind the same trait as the real one: in process, or at the other end of
//! a drop directory.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;

use super::search_network::{SearchNetworkSim, Transfer};
use crate::digest::sm3_hex;
use crate::fault::Fault;
use crate::search_network::package::PackageFile;
use crate::search_network::transport::{Arrived, DropDirectory, SearchNetwork};

/// In process: what is sent is carried out at once; what is due waits until it is archived.
#[derive(Debug, Serialize, Deserialize)]
pub struct SimulatedNetwork {
    state: Mutex<State>,
}

#[derive(Debug, Serialize, Deserialize)]
struct State {
    sim: SearchNetworkSim,
    today: Day,
    waiting: BTreeMap<String, Vec<u8>>,
}

impl SimulatedNetwork {
    /// Starts on a day.
    #[must_use]
    pub fn new(sim: SearchNetworkSim, today: Day) -> Self {
        Self { state: Mutex::new(State { sim, today, waiting: BTreeMap::new() }) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Moves to a day; what is due by then arrives. Never moves backwards.
    pub fn advance(&self, today: Day) {
        let mut state = self.state();
        state.today = state.today.max(today);
        state.arrive();
    }

    /// Deductions under way since the last call, for the bank.
    pub fn take_transfers(&self) -> Vec<Transfer> {
        self.state().sim.take_transfers()
    }

    /// Changes the world, for example gives a new respondent property.
    pub fn change<T>(&self, change: impl FnOnce(&mut SearchNetworkSim) -> T) -> T {
        change(&mut self.state().sim)
    }
}

impl State {
    fn arrive(&mut self) {
        let due = self.sim.release(self.today);
        self.waiting.extend(due.into_iter().map(|file| (file.file_name, file.bytes)));
    }
}

impl SearchNetwork for SimulatedNetwork {
    fn send(&self, file: &PackageFile) -> Result<(), Fault> {
        let mut state = self.state();
        let today = state.today;
        state.sim.receive(file, today)?;
        state.arrive();
        Ok(())
    }

    fn waiting(&self) -> Result<Vec<String>, Fault> {
        Ok(self.state().waiting.keys().cloned().collect())
    }

    fn fetch(&self, file_name: &str) -> Result<Option<Arrived>, Fault> {
        let state = self.state();
        Ok(state.waiting.get(file_name).map(|bytes| Arrived {
            file_name: file_name.to_owned(),
            digest: sm3_hex(bytes),
            bytes: bytes.clone(),
        }))
    }

    fn archive(&self, file_name: &str) -> Result<(), Fault> {
        self.state().waiting.remove(file_name);
        Ok(())
    }
}

impl SearchNetworkSim {
    /// One round at the other end of a drop directory (see [`DropDirectory::other_side`]): takes every
    /// waiting request, then delivers what is due. Packages that cannot be read are put aside.
    pub fn exchange(&mut self, other_side: &DropDirectory, today: Day) -> Result<(), Fault> {
        for name in other_side.waiting()? {
            if let Some(arrived) = other_side.fetch(&name)? {
                let file = PackageFile { file_name: name.clone(), bytes: arrived.bytes };
                if let Err(fault) = self.receive(&file, today) {
                    tracing::warn!(%fault, name, "simulated network refuses a package");
                }
            }
            other_side.archive(&name)?;
        }
        for file in self.release(today) {
            other_side.send(&file)?;
        }
        Ok(())
    }
}
