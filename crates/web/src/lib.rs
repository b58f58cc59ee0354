//! The web room: HTTP in and out. Sessions, routes, the API's description, the wording of refusals, live
//! events and the embedded pages. It decides nothing: every request goes to a use case.

use axum::{Router, middleware};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};
use utoipa::Modify as _;
use utoipa_axum::router::OpenApiRouter;
use zhixing_app::App;

pub mod caller;
pub mod commands;
pub mod devices;
pub mod events;
pub mod extract;
pub mod limits;
pub mod openapi;
pub mod problem;
pub mod routes;
pub mod sent;
mod serve;
mod ui;
pub mod view;
pub mod wording;

pub use serve::{Doors, serve};

/// Everything that is served: the API under `/api`, the pages everywhere else.
pub fn router(app: App) -> Router {
    app.speaks(problem::said);
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
