//! 一次性密码: drawn for a command that hands one out.

use zhixing_domain::ground::act::Act;

use crate::{
    error::Error,
    session::{OneTimePassword, password},
    settings::App,
    work::{Done, Meta, Started, Work},
};

/// A command that hands out a one-time password, begun.
pub(super) enum Begun<'a> {
    /// The work, the password, and its hash to be stored.
    Fresh(Box<Work<'a>>, OneTimePassword, String),
    /// Done before: the password was shown then and is not known any more.
    Before(Done),
}

/// A one-time password with its hash.
pub(super) async fn drawn(app: &App) -> Result<(OneTimePassword, String), Error> {
    let one_time = OneTimePassword::draw(&app.ids);
    let secret = password::hash(&app.ids, one_time.reveal()).await?;
    Ok((one_time, secret))
}

/// Begins a command of who may do `act` that hands out a one-time password. It is drawn and
/// hashed before the transaction, which would else be held for as long as hashing takes.
pub(super) async fn begin<'a>(app: &'a App, meta: &'a Meta, act: Act) -> Result<Begun<'a>, Error> {
    app.allow_court(meta.at(), act)?;
    let (one_time, secret) = drawn(app).await?;
    match app.start(meta).await? {
        Started::Fresh(work) => Ok(Begun::Fresh(work, one_time, secret)),
        Started::Before(done) => Ok(Begun::Before(done)),
    }
}
