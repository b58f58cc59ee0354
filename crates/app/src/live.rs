//! What has changed, told to whoever listens: open pages refresh what they show.

use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;
use zhixing_domain::ground::id::CaseId;

/// One committed change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Empty for every court.
    pub court: String,
    pub case: Option<CaseId>,
    /// Kinds of the events.
    pub kinds: Vec<String>,
}

impl Changed {
    /// Nobody knows what: whatever is shown of the court is out of date.
    pub fn everything(court: &str) -> Changed {
        Changed { court: court.to_owned(), case: None, kinds: vec!["clock.missed".to_owned()] }
    }

    /// Whether it is about the court.
    pub fn concerns(&self, court: &str) -> bool {
        self.court.is_empty() || self.court == court
    }
}

/// The listeners. A slow one misses changes and refreshes everything instead.
#[derive(Debug, Clone)]
pub struct Live {
    all: broadcast::Sender<Changed>,
    /// What this process did itself, for who tells the other processes.
    here: broadcast::Sender<Changed>,
}

impl Default for Live {
    fn default() -> Live {
        Live { all: broadcast::channel(256).0, here: broadcast::channel(1_024).0 }
    }
}

impl Live {
    /// Tells everyone, here and at the other processes. Nobody listening is fine.
    pub fn tell(&self, changed: Changed) {
        // An error here only means that nobody listens.
        let _ = self.here.send(changed.clone());
        self.pass_on(changed);
    }

    /// Tells everyone here what another process did.
    pub fn pass_on(&self, changed: Changed) {
        // An error here only means that no page is open.
        let _ = self.all.send(changed);
    }

    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Changed> {
        self.all.subscribe()
    }

    /// Listens from now on to what this process does.
    pub fn told_here(&self) -> broadcast::Receiver<Changed> {
        self.here.subscribe()
    }
}
