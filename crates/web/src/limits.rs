//! What every request passes through: its number, time limit, the header that other sites cannot send,
//! security headers, and how often somebody may try to sign in.

use std::{net::IpAddr, num::NonZeroU32, sync::Arc, time::Duration};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use zhixing_app::App;

use crate::problem::{Problem, REQUEST_ID};

/// Longest time a request may take, but for the event stream.
const REQUEST_TIME: Duration = Duration::from_secs(60);

/// Longest time for a photograph that comes from outside, where the network is bad: the largest at half a megabit.
const UPLOAD_TIME: Duration = Duration::from_secs(340);

/// Sign-ins in a minute with one account from one address.
const TRIES_PER_ACCOUNT: NonZeroU32 = NonZeroU32::new(10).expect("ten is not zero");

/// Sign-ins in a minute from one address, of accounts that have not signed in there: a whole office may sit behind it.
const TRIES_PER_ADDRESS: NonZeroU32 = NonZeroU32::new(60).expect("sixty is not zero");

/// Public questions in a minute from one address: a whole office, or a hall's terminals, may sit behind it.
const QUESTIONS_PER_ADDRESS: NonZeroU32 = NonZeroU32::new(600).expect("six hundred is not zero");

/// Keys remembered before those that have rested are forgotten.
const KEYS_MAX: usize = 10_000;

/// 登录频率: per account and address, and per address.
#[derive(Clone)]
pub struct SignInGate {
    accounts: Arc<DefaultKeyedRateLimiter<(String, String)>>,
    addresses: Arc<DefaultKeyedRateLimiter<String>>,
}

impl Default for SignInGate {
    fn default() -> SignInGate {
        SignInGate {
            accounts: Arc::new(RateLimiter::keyed(Quota::per_minute(TRIES_PER_ACCOUNT))),
            addresses: Arc::new(RateLimiter::keyed(Quota::per_minute(TRIES_PER_ADDRESS))),
        }
    }
}

impl SignInGate {
    /// Lets a try pass, or says to wait. `known` accounts have signed in at the address before: nobody who sits
    /// behind the same address can use up their tries.
    pub fn pass(&self, account: &str, address: &str, known: bool) -> Result<(), Problem> {
        if KEYS_MAX < self.accounts.len() {
            self.accounts.retain_recent();
            self.addresses.retain_recent();
        }
        let account = account.trim().to_lowercase().chars().take(32).collect();
        let key = (account, address.to_owned());
        let wait = |_| Problem::too_often(60);
        if !known {
            self.addresses.check_key(&key.1).map_err(wait)?;
        }
        self.accounts.check_key(&key).map_err(wait)
    }
}

/// 本院的反向代理: whose word about where a request came from is taken. None, unless the installation says so.
#[derive(Debug, Clone, Default)]
pub struct Proxies(Arc<Vec<(IpAddr, u8)>>);

impl Proxies {
    /// Reads addresses and networks: `10.1.2.3`, `10.1.0.0/16`, `fd00::/8`.
    ///
    /// # Errors
    /// The text that is neither.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Proxies, String> {
        let one = |text: &'a str| {
            let (address, bits) = text.split_once('/').map_or((text, None), |(a, b)| (a, Some(b)));
            let address: IpAddr = address.trim().parse().ok()?;
            let most = if address.is_ipv4() { 32 } else { 128 };
            let bits = bits.map_or(Some(most), |bits| bits.trim().parse().ok())?;
            (bits <= most).then_some((address, bits))
        };
        let known: Result<Vec<_>, String> =
            texts.into_iter().map(|text| one(text).ok_or_else(|| text.to_owned())).collect();
        Ok(Proxies(Arc::new(known?)))
    }

    /// Whether an address is one of them.
    pub fn has(&self, address: IpAddr) -> bool {
        self.0.iter().any(|(network, bits)| match (address.to_canonical(), network) {
            (IpAddr::V4(a), IpAddr::V4(n)) => {
                (u32::from(a) ^ u32::from(*n)).leading_zeros() >= u32::from(*bits)
            }
            (IpAddr::V6(a), IpAddr::V6(n)) => {
                (u128::from(a) ^ u128::from(*n)).leading_zeros() >= u32::from(*bits)
            }
            _ => false,
        })
    }
}

/// 公共计算的频率: per address, because nobody is signed in.
#[derive(Clone)]
pub struct PublicGate {
    addresses: Arc<DefaultKeyedRateLimiter<String>>,
}

impl Default for PublicGate {
    fn default() -> PublicGate {
        let quota = Quota::per_minute(QUESTIONS_PER_ADDRESS);
        PublicGate { addresses: Arc::new(RateLimiter::keyed(quota)) }
    }
}

impl PublicGate {
    /// Lets a question pass, or says to wait.
    pub fn pass(&self, address: String) -> Result<(), Problem> {
        if KEYS_MAX < self.addresses.len() {
            self.addresses.retain_recent();
        }
        self.addresses.check_key(&address).map_err(|_| Problem::too_often(10))
    }
}

/// Gives the request its number, which problems, the log and the answer carry.
pub async fn number(State(app): State<App>, request: Request, next: Next) -> Response {
    let id = app.ids.next(app.clock.now()).to_string();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let run = async {
        let response = next.run(request).await;
        let status = response.status().as_u16();
        tracing::debug!(%method, path, status, "request");
        response
    };
    let mut response = REQUEST_ID.scope(id.clone(), run).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    response
}

/// A request that takes too long is given up; what it had not committed is undone.
pub async fn in_time(request: Request, next: Next) -> Response {
    let limit = match request.uri().path() {
        crate::events::PATH => return next.run(request).await,
        crate::routes::fieldwork::EVIDENCE => UPLOAD_TIME,
        _ => REQUEST_TIME,
    };
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            let secs = limit.as_secs();
            let message = format!("处理超过 {secs} 秒，已放弃，数据没有改动。请缩小范围后重试。");
            let status = StatusCode::SERVICE_UNAVAILABLE;
            Problem::new(status, "too_slow", "处理超时", message).into_response()
        }
    }
}

/// 跨站请求: a write must carry a header that a form on another site cannot set, and where the browser says
/// from which page it comes, that must be one of ours.
pub async fn same_site(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let ours = request.headers().get("x-requested-with").is_some_and(|v| v == "zhixing");
    let strange = comes_from_elsewhere(request.headers());
    if !reads && (!ours || strange) && request.uri().path().starts_with("/api/") {
        let message = if strange {
            "这次提交来自别的网站的页面，没有办理。请从本系统的页面提交。"
        } else {
            "缺少请求头 X-Requested-With，请从本系统的页面提交。"
        };
        let status = StatusCode::FORBIDDEN;
        return Problem::new(status, "cross_site", "来源不明", message).into_response();
    }
    next.run(request).await
}

/// Whether the browser says that the page is another site's. Callers without pages say nothing.
fn comes_from_elsewhere(headers: &HeaderMap) -> bool {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let by_kind =
        said("sec-fetch-site").is_some_and(|kind| !["same-origin", "none"].contains(&kind));
    // A proxy may speak http to us and https to the browser; the host is what must be the same.
    let host = said("x-forwarded-host").or_else(|| said("host"));
    let by_origin = said("origin").is_some_and(|origin| {
        let page = origin.split_once("://").map(|(_, host)| host);
        host.is_some_and(|host| page != Some(host))
    });
    by_kind || by_origin
}

/// What a panic answers; its text is for the log only.
pub fn panicked(cause: Box<dyn std::any::Any + Send + 'static>) -> Response {
    let text = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("panic without a text");
    tracing::error!(text, "panic");
    Problem::internal().into_response()
}

/// Headers that keep other sites, sniffing and caches out.
pub async fn headers(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_api = path.starts_with("/api/");
    // 外勤平板：photographs and recordings say where they were taken.
    let outside = path == "/field" || path.starts_with("/field/");
    let devices = if outside {
        "camera=(self), microphone=(self), geolocation=(self)"
    } else {
        "camera=(), microphone=(), geolocation=()"
    };
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "SAMEORIGIN"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", devices),
    ];
    for (name, value) in fixed {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if is_api {
        let none = HeaderValue::from_static("no-store");
        headers.entry(header::CACHE_CONTROL).or_insert(none);
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("frame-ancestors 'self'"));
    response
}
