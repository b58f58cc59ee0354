//! Serving over TCP: how many connections there may be, and how long a silent one is kept.
//!
//! A connection that says nothing is closed, and one address cannot take them all: whoever holds connections
//! open keeps nobody else out. What is under way when the server is told to stop is finished.

use std::{
    collections::HashMap,
    convert::Infallible,
    io::ErrorKind,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Extension, Router,
    body::Body,
    extract::{ConnectInfo, Request},
    response::Response,
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tower::ServiceExt as _;
use zhixing_app::App;

use crate::{limits::Proxies, router};

/// How long requests under way may take after the server was told to stop; event streams never end by themselves.
const DRAIN_TIME: Duration = Duration::from_secs(10);

/// [`Doors::silent`], unless told otherwise.
const SILENT_TIME: Duration = Duration::from_secs(15);

/// How long nothing is accepted when the system has no more files to give.
const BREATH: Duration = Duration::from_millis(100);

/// Connections at once when the system says nothing about its limit.
const CONNECTIONS: usize = 700;

/// Most connections at once, however many files the system allows.
const CONNECTIONS_MAX: usize = 8_000;

/// Files that are not connections: the database's, fonts, packages.
const OTHER_FILES: usize = 300;

/// What an installation says about how it is reached.
#[derive(Debug, Clone)]
pub struct Doors {
    /// 可信的反向代理
    pub proxies: Proxies,
    /// Connections at once; one address may have half of them, unless it is a proxy.
    pub connections: usize,
    /// How long a connection may be without the whole head of a request: before the first and between two.
    pub silent: Duration,
}

impl Default for Doors {
    fn default() -> Doors {
        Doors { proxies: Proxies::default(), connections: connections(), silent: SILENT_TIME }
    }
}

/// As many connections as the files that this process may open leave room for.
fn connections() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let soft = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    soft.map_or(CONNECTIONS, |soft| {
        soft.saturating_sub(OTHER_FILES).clamp(soft.min(64), CONNECTIONS_MAX)
    })
}

/// A connection's place among all; it is free again when this is dropped.
struct Place {
    _one: OwnedSemaphorePermit,
    held: Arc<Mutex<HashMap<IpAddr, usize>>>,
    address: IpAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = held.get_mut(&self.address) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                held.remove(&self.address);
            }
        }
    }
}

/// Who may come in, and how many.
struct Gate {
    all: Arc<Semaphore>,
    held: Arc<Mutex<HashMap<IpAddr, usize>>>,
    proxies: Proxies,
    per_address: usize,
}

impl Gate {
    fn new(doors: &Doors) -> Gate {
        let connections = doors.connections.max(2);
        Gate {
            all: Arc::new(Semaphore::new(connections)),
            held: Arc::default(),
            proxies: doors.proxies.clone(),
            per_address: connections / 2,
        }
    }

    /// The next connection and its place. Waits while there is no room; silent ones are closed meanwhile.
    async fn next(&self, listener: &TcpListener) -> (TcpStream, SocketAddr, Place) {
        loop {
            // The semaphore is never closed.
            let Ok(one) = Arc::clone(&self.all).acquire_owned().await else { continue };
            let (stream, peer) = match listener.accept().await {
                Ok(accepted) => accepted,
                Err(error) => {
                    let gone = [ErrorKind::ConnectionReset, ErrorKind::ConnectionAborted];
                    if !gone.contains(&error.kind()) {
                        tracing::warn!(%error, "accept");
                        tokio::time::sleep(BREATH).await;
                    }
                    continue;
                }
            };
            if let Some(place) = self.place(one, peer.ip().to_canonical()) {
                return (stream, peer, place);
            }
        }
    }

    /// A place, unless the address has its share already.
    fn place(&self, one: OwnedSemaphorePermit, address: IpAddr) -> Option<Place> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let count = held.entry(address).or_default();
        if self.per_address <= *count && !self.proxies.has(address) {
            return None;
        }
        *count += 1;
        let held = Arc::clone(&self.held);
        Some(Place { _one: one, held, address })
    }
}

/// Serves until `stop` is done; requests under way are finished.
///
/// # Errors
/// The listener's.
pub async fn serve(
    app: App,
    listener: TcpListener,
    doors: Doors,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let gate = Gate::new(&doors);
    let router = router(app).layer(Extension(doors.proxies.clone()));
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let (stream, peer, place) = tokio::select! {
            next = gate.next(&listener) => next,
            () = &mut stop => break,
        };
        let router = router.clone();
        let service = service_fn(move |request| answer(router.clone(), peer, request));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(doors.silent)
            .serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "connection");
            }
            drop(place);
        });
    }
    drop(listener);
    // What is not done in time is given up.
    let _ = tokio::time::timeout(DRAIN_TIME, graceful.shutdown()).await;
    Ok(())
}

async fn answer(
    router: Router,
    peer: SocketAddr,
    mut request: Request<Incoming>,
) -> Result<Response, Infallible> {
    request.extensions_mut().insert(ConnectInfo(peer));
    router.oneshot(request.map(Body::new)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_address_has_half_of_the_places_and_a_proxy_all() {
        let proxies = Proxies::parse(["10.0.0.9"]).unwrap();
        let gate = Gate::new(&Doors { proxies, connections: 6, ..Doors::default() });
        let take = |address: &str| {
            let one = Arc::clone(&gate.all).try_acquire_owned().ok()?;
            gate.place(one, address.parse().unwrap())
        };
        let silent: Vec<Place> = (0..3).filter_map(|_| take("10.0.0.1")).collect();
        assert_eq!(silent.len(), 3);
        assert!(take("10.0.0.1").is_none(), "has its share");
        let other = take("10.0.0.2");
        assert!(other.is_some(), "others come in");
        let through: Vec<Place> = (0..9).filter_map(|_| take("10.0.0.9")).collect();
        assert_eq!(through.len(), 2, "as many as are left");
        drop(silent);
        assert!(take("10.0.0.1").is_some(), "a place that is left is free again");
    }

    #[test]
    fn there_is_room_for_other_files() {
        let connections = Doors::default().connections;
        assert!((1..=CONNECTIONS_MAX).contains(&connections), "{connections}");
    }
}
