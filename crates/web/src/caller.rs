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
use zhixing_domain::actor::Actor;

use crate::problem::Problem;

/// Name of the session's cookie.
pub const COOKIE: &str = "zhixing_session";

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

/// The address a request came from.
pub fn address(parts: &Parts) -> String {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    peer.map_or_else(|| "local".to_owned(), |ConnectInfo(peer)| peer.ip().to_string())
}

impl FromRequestParts<App> for Newcomer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let token = token(parts).ok_or_else(Problem::sign_in_needed)?;
        Ok(Newcomer(session::current(app, token).await?))
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
