//! 页面: the web app, embedded when it has been built, and a page that says how to build it when not.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;
use zhixing_app::App;

use crate::{devices, problem::Problem};

/// What `npm run build` leaves in `ui/dist`.
#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
#[allow_missing = true]
struct Dist;

/// What the page has in the place of a nonce.
const NONCE: &str = "__CSP_NONCE__";

const NOT_BUILT: &str = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>页面尚未构建</title>\
<h1>页面尚未构建</h1><p>服务已经启动，接口在 <code>/api</code> 可用，但还没有网页。</p>\
<p>请在代码目录执行 <code>cargo xtask demo</code>（需要 Node.js 20 以上），\
或在 <code>ui</code> 目录执行 <code>npm ci &amp;&amp; npm run build</code> 后刷新本页。</p></html>";

/// Everything that is not the API.
pub(crate) async fn fallback(State(app): State<App>, request: Request) -> Response {
    let path = request.uri().path();
    if path == "/api" || path.starts_with("/api/") {
        return Problem::not_found("这个接口").into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return wrong_method().into_response();
    }
    let name = path.trim_start_matches('/');
    if !name.is_empty()
        && !name.ends_with(".html")
        && let Some(file) = Dist::get(name)
    {
        return asset(name, file.data.into_owned());
    }
    if name.rsplit('/').next().is_some_and(|last| last.contains('.')) && !name.ends_with(".html") {
        return Problem::not_found("这个文件").into_response();
    }
    let page = match name.split('/').next() {
        Some("wall" | "wall.html") => "wall.html",
        Some("calc" | "calc.html") => "calc.html",
        Some("field" | "field.html") => "field.html",
        _ => "index.html",
    };
    html(&app, Dist::get(page).map(|file| file.data.into_owned()))
}

/// The path is there, but not for this method.
pub(crate) fn wrong_method() -> Problem {
    let message = "这个地址不接受此种操作，请从页面重新进入。";
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method", "操作不支持", message)
}

fn asset(name: &str, bytes: Vec<u8>) -> Response {
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    // Vite puts the content's hash into the names under `assets/`.
    let lasting = name.starts_with("assets/");
    let cache = if lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = [
        (header::CONTENT_TYPE, kind.as_ref().to_owned()),
        (header::CACHE_CONTROL, cache.to_owned()),
    ];
    (headers, Body::from(bytes)).into_response()
}

fn html(app: &App, page: Option<Vec<u8>>) -> Response {
    let text = page.and_then(|bytes| String::from_utf8(bytes).ok());
    let text = text.unwrap_or_else(|| NOT_BUILT.to_owned());
    let mut bytes = [0_u8; 16];
    app.ids.fill(&mut bytes);
    let nonce = uuid::Builder::from_random_bytes(bytes).into_uuid().simple().to_string();
    // 本机设备：the program at the window's own machine that hands over what its reader and scanner read.
    let devices = format!("http://127.0.0.1:{}", devices::PORT);
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self' {devices}; frame-src 'self' blob:; \
         media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    );
    let mut response = text.replace(NONCE, &nonce).into_response();
    let headers = response.headers_mut();
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, html);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}
