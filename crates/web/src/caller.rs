//! Who sends a request: the session's cookie becomes an actor.

use std::net::SocketAddr;

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{StatusCode, header, request::Parts},
};
use zhixing_app::{
    App,
    session::{self, Current},
};
use zhixing_domain::ground::actor::Actor;

use crate::problem::Problem;

/// Name of the session's cookie.
pub const COOKIE: &str = "zhixing_session";

/// Header with the id of the person for whom the page was opened. The tabs of a browser share one cookie, so
/// without it a command from a tab that somebody else opened would be done in the name of who signed in last.
pub const ACTING_FOR: &str = "X-Acting-For";

/// The signed-in person who has chosen their own password.
#[derive(Debug, Clone)]
pub struct Caller(pub Current);

/// The signed-in person, also before they have chosen their own password.
#[derive(Debug, Clone)]
pub struct Newcomer(pub Current);

impl Caller {
    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.0.actor
    }
}

/// The token in the cookie.
pub fn token(parts: &Parts) -> Option<&str> {
    parts
        .headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, value)| value)
}

/// Whether the page says that it was opened for another person. Callers without pages say nothing.
fn acting_for_another(parts: &Parts, actor: &Actor) -> bool {
    let said = parts.headers.get(ACTING_FOR);
    said.is_some_and(|said| said.as_bytes() != actor.id.to_string().as_bytes())
}

/// The address a request came from.
pub fn address(parts: &Parts) -> String {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    peer.map_or_else(|| "local".to_owned(), |ConnectInfo(peer)| peer.ip().to_string())
}

impl FromRequestParts<App> for Newcomer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let token = token(parts).ok_or_else(Problem::sign_in_needed)?;
        let current = session::current(app, token).await?;
        if acting_for_another(parts, &current.actor) {
            return Err(Problem::person_changed(&current.actor.name));
        }
        Ok(Newcomer(current))
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Newcomer(current) = Newcomer::from_request_parts(parts, app).await?;
        if current.must_change {
            let message = "请先设置新密码，再办理其他事项。";
            let code = "must_change_password";
            return Err(Problem::new(StatusCode::FORBIDDEN, code, "需要修改密码", message));
        }
        Ok(Caller(current))
    }
}
