//! Who sends a request: the session's cookie becomes an actor.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use axum::{
    extract::{ConnectInfo, FromRequestParts, Query},
    http::{StatusCode, header, request::Parts},
};
use uuid::Uuid;
use zhixing_app::{
    App,
    at::At,
    session::{self, Current},
    work::Meta,
};
use zhixing_domain::{
    court::organisation::Organisation, court::tree::CourtTree, ground::actor::Actor,
};

use crate::{extract::COURT, limits::Proxies, problem::Problem};

/// Name of the session's cookie.
pub const COOKIE: &str = "zhixing_session";

/// Header with the id of the person for whom the page was opened. The tabs of a browser share one cookie, so
/// without it a command from a tab that somebody else opened would be done in the name of who signed in last.
pub const ACTING_FOR: &str = "X-Acting-For";

/// The signed-in person who has chosen their own password.
#[derive(Debug, Clone)]
pub struct Caller {
    pub current: Current,
    /// The court below that is looked at, when it is not the person's own.
    elsewhere: Option<Elsewhere>,
}

#[derive(Debug, Clone)]
struct Elsewhere {
    organisation: Arc<Organisation>,
    tree: Arc<CourtTree>,
}

/// The signed-in person, also before they have chosen their own password.
#[derive(Debug, Clone)]
pub struct Newcomer(pub Current);

impl Caller {
    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.current.actor
    }

    /// Who looks, and at which court.
    pub fn at(&self) -> At<'_> {
        match &self.elsewhere {
            None => At::from(self.actor()),
            Some(Elsewhere { organisation, tree }) => {
                At::new(self.actor(), &organisation.court.code, tree)
            }
        }
    }

    /// The court that is looked at.
    pub fn organisation(&self) -> &Arc<Organisation> {
        self.elsewhere.as_ref().map_or(&self.current.organisation, |known| &known.organisation)
    }

    /// A command that this person sends through the pages, at the court that is looked at.
    pub fn meta(
        &self,
        command: Uuid,
        request: &[u8],
        name: &'static str,
        opened_on: Option<i64>,
    ) -> Meta {
        let meta = self.current.meta(command, request, name, opened_on);
        let Some(Elsewhere { organisation, tree }) = &self.elsewhere else { return meta };
        Meta { court: organisation.court.code.clone(), tree: Arc::clone(tree), ..meta }
    }
}

/// The court that a request asks to look at.
fn asked_court(parts: &Parts) -> Option<String> {
    let pairs = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri).ok()?;
    pairs.0.into_iter().find(|(name, _)| name == COURT).map(|(_, court)| court)
}

/// Another court that is asked for: one below, or nothing that exists.
async fn elsewhere(app: &App, actor: &Actor, court: &str) -> Result<Elsewhere, Problem> {
    let tree = app.courts().await?;
    let at = At::new(actor, court, &tree);
    if !tree.is_below(court, &actor.court) || app.acts(at).is_empty() {
        return Err(Problem::not_found("法院"));
    }
    let organisation = app.organisation(court).await?;
    Ok(Elsewhere { organisation, tree })
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

/// The address a request came from: the peer's, or what a proxy of the court's own says of it.
pub fn address(parts: &Parts) -> String {
    let Some(ConnectInfo(peer)) = parts.extensions.get::<ConnectInfo<SocketAddr>>() else {
        return "local".to_owned();
    };
    let proxies = parts.extensions.get::<Proxies>();
    let is_proxy = |address: IpAddr| proxies.is_some_and(|proxies| proxies.has(address));
    let mut address = peer.ip().to_canonical();
    // Each proxy adds at the end whom it spoke to; what stands before the first stranger is the stranger's word.
    let hops = parts.headers.get_all("x-forwarded-for").iter().filter_map(|v| v.to_str().ok());
    let hops: Vec<&str> = hops.flat_map(|value| value.split(',')).map(str::trim).collect();
    for hop in hops.iter().rev() {
        let Ok(before) = hop.parse::<IpAddr>() else { break };
        if !is_proxy(address) {
            break;
        }
        address = before.to_canonical();
    }
    address.to_string()
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
        let asked = asked_court(parts).filter(|court| *court != current.actor.court);
        let elsewhere = match asked {
            None => None,
            Some(court) => Some(elsewhere(app, &current.actor, &court).await?),
        };
        Ok(Caller { current, elsewhere })
    }
}
