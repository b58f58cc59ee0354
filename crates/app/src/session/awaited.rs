//! 待第二人确认的密码: given out already, and of no use until somebody else has confirmed it.

use zhixing_domain::ground::act::Act;
use zhixing_store::credential_asked::AskedCredential;

use super::password;
use crate::{
    error::{Awaited, Error},
    settings::App,
};

/// What the password waits for, if it is one that was given out and not confirmed yet.
pub(super) async fn of(
    app: &App,
    login: &str,
    secret: &str,
) -> Result<Option<(AskedCredential, Awaited)>, Error> {
    let Some(asked) = app.db.read().await?.asked_credential(login).await? else {
        return Ok(None);
    };
    if !password::verify(secret, &asked.secret).await? {
        return Ok(None);
    }
    let organisation = app.organisation(&asked.court_id).await?;
    let request = organisation.requests.iter().find(|known| known.id.0 == asked.access_id);
    Ok(request.map(|request| {
        let who = app.roles.titles(Act::ConfirmAccess);
        let (by, at) = (request.asked.name.clone(), request.asked.at);
        (asked, Awaited { kind: request.what.kind(), by, at, who })
    }))
}
