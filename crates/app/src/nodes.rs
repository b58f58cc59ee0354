//! 多个服务进程：what one process changed is told to the pages that are open at the others.

use serde::{Deserialize, Serialize};
use tokio::sync::broadcast::{Receiver, error::RecvError};
use uuid::Uuid;
use zhixing_store::db::notify::Ear;

use crate::{error::Error, live::Changed, settings::App};

const CHANNEL: &str = "zhixing_changed";

/// The database takes words of less than 8,000 bytes; a longer one says that everything of the court changed.
const WORD_MAX: usize = 7_000;

#[derive(Serialize, Deserialize)]
struct Word {
    /// The process that says it, and need not hear it.
    node: Uuid,
    changed: Changed,
}

/// This process among those on the database.
pub struct Node {
    app: App,
    id: Uuid,
    ear: Ear,
    told: Receiver<Changed>,
}

impl Node {
    /// Listens from now on; `None` where there is only one process.
    pub async fn open(app: &App) -> Result<Option<Node>, Error> {
        let told = app.live.told_here();
        let Some(ear) = app.db.listen(CHANNEL).await? else { return Ok(None) };
        Ok(Some(Node { app: app.clone(), id: app.ids.next(app.clock.now()), ear, told }))
    }

    /// Tells the others what is told here and the pages here what the others tell, until the database is away.
    pub async fn run(self) -> Result<(), Error> {
        let Node { app, id, ear, told } = self;
        tokio::try_join!(speak(&app, id, told), hear(&app, id, ear))?;
        Ok(())
    }
}

async fn speak(app: &App, node: Uuid, mut told: Receiver<Changed>) -> Result<(), Error> {
    loop {
        let changed = match told.recv().await {
            Ok(changed) => changed,
            Err(RecvError::Lagged(_)) => Changed::everything(""),
            Err(RecvError::Closed) => return Ok(()),
        };
        let everything = Changed::everything(&changed.court);
        let mut word = serde_json::to_string(&Word { node, changed })?;
        if WORD_MAX < word.len() {
            word = serde_json::to_string(&Word { node, changed: everything })?;
        }
        app.db.notify(CHANNEL, &word).await?;
    }
}

async fn hear(app: &App, node: Uuid, mut ear: Ear) -> Result<(), Error> {
    loop {
        match ear.hear().await? {
            None => app.live.pass_on(Changed::everything("")),
            Some(word) => match serde_json::from_str::<Word>(&word) {
                Ok(word) if word.node != node => app.live.pass_on(word.changed),
                Ok(_) => {}
                Err(error) => tracing::warn!(%error, "a word of another program's"),
            },
        }
    }
}
