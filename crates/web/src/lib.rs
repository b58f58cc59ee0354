//! The web room: HTTP in and out. Sessions, routes, the API's description, the wording of refusals, live
//! events and the embedded pages. It decides nothing: every request goes to a use case.

use std::{net::SocketAddr, time::Duration};

use axum::{Router, middleware};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};
use utoipa::Modify as _;
use utoipa_axum::router::OpenApiRouter;
use zhixing_app::App;

pub mod caller;
pub mod commands;
pub mod events;
pub mod extract;
pub mod limits;
pub mod openapi;
pub mod problem;
pub mod routes;
pub mod sent;
mod ui;
pub mod view;
pub mod wording;

/// Everything that is served: the API under `/api`, the pages everywhere else.
pub fn router(app: App) -> Router {
    let (api, _) = described().split_for_parts();
    api.method_not_allowed_fallback(|| async { ui::wrong_method() })
        .fallback(ui::fallback)
        .layer(axum::Extension(limits::SignInGate::default()))
        .layer(axum::Extension(limits::PublicGate::default()))
        .layer(axum::extract::DefaultBodyLimit::disable())
        .layer(middleware::from_fn(limits::same_site))
        .layer(CatchPanicLayer::custom(limits::panicked))
        .layer(middleware::from_fn(limits::in_time))
        .layer(middleware::from_fn(limits::headers))
        .layer(middleware::from_fn_with_state(app.clone(), limits::number))
        .layer(CompressionLayer::new())
        .with_state(app)
}

fn described() -> OpenApiRouter<App> {
    use utoipa::OpenApi as _;
    OpenApiRouter::with_openapi(openapi::Document::openapi()).nest("/api", routes::all())
}

/// The API's description.
pub fn document() -> utoipa::openapi::OpenApi {
    let (_, mut document) = described().split_for_parts();
    openapi::Common.modify(&mut document);
    document
}

/// The API's description as it is checked in (`docs/openapi.json`).
pub fn openapi_json() -> String {
    let mut text = document().to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

/// How long requests under way may take after the server was told to stop; event streams never end by themselves.
const DRAIN_TIME: Duration = Duration::from_secs(10);

/// Serves until `stop` is done; requests under way are finished.
///
/// # Errors
/// The listener's.
pub async fn serve(
    app: App,
    listener: tokio::net::TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    let (told, mut heard) = tokio::sync::watch::channel(false);
    let stopping = async move {
        stop.await;
        // Nobody listening means that the server has ended already.
        let _ = told.send(true);
    };
    let drained = async move {
        // An error means that the server has ended already; then the other branch is done as well.
        let _ = heard.wait_for(|stopped| *stopped).await;
        tokio::time::sleep(DRAIN_TIME).await;
    };
    let server = axum::serve(listener, service).with_graceful_shutdown(stopping);
    tokio::select! {
        ended = server.into_future() => ended,
        () = drained => Ok(()),
    }
}
