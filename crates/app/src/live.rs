//! What has changed, told to whoever listens: open pages refresh what they show.

use tokio::sync::broadcast;
use zhixing_domain::ground::id::CaseId;

/// One committed change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub court: String,
    pub case: Option<CaseId>,
    /// Kinds of the events.
    pub kinds: Vec<String>,
}

/// The listeners. A slow one misses changes and refreshes everything instead.
#[derive(Debug, Clone)]
pub struct Live(broadcast::Sender<Changed>);

impl Default for Live {
    fn default() -> Live {
        Live(broadcast::channel(256).0)
    }
}

impl Live {
    /// Tells everyone. Nobody listening is fine.
    pub fn tell(&self, changed: Changed) {
        // An error here only means that no page is open.
        let _ = self.0.send(changed);
    }

    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Changed> {
        self.0.subscribe()
    }
}
