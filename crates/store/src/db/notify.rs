//! A word from one server process to the others on the same database (LISTEN, NOTIFY). SQLite has one process.

use sqlx::postgres::PgListener;

use super::{Db, Pools};
use crate::error::StoreError;
use crate::value::V;

/// Listens to a channel on a connection of its own.
pub struct Ear(PgListener);

impl Db {
    /// Listens to a channel from now on; `None` on SQLite.
    pub async fn listen(&self, channel: &str) -> Result<Option<Ear>, StoreError> {
        let Pools::Pg { read, .. } = &self.pools else { return Ok(None) };
        let mut listener = PgListener::connect_with(read).await?;
        listener.listen(channel).await?;
        Ok(Some(Ear(listener)))
    }

    /// Says a word, of less than 8,000 bytes, to everyone who listens. Nothing on SQLite.
    pub async fn notify(&self, channel: &str, word: &str) -> Result<(), StoreError> {
        if !self.is_sqlite() {
            let values = [V::from(channel), V::from(word)];
            self.read().await?.optional("SELECT 1 AS told FROM pg_notify($1, $2)", &values).await?;
        }
        Ok(())
    }
}

impl Ear {
    /// The next word; `None` when the connection was lost in between, and with it perhaps some words.
    pub async fn hear(&mut self) -> Result<Option<String>, StoreError> {
        Ok(self.0.try_recv().await?.map(|word| word.payload().to_owned()))
    }
}
