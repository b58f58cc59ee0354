//! 本机设备：a small server at the window's own machine. The makers' programs of card readers, scanners and trial systems
//! leave what they read in folders; this hands the newest over to the court's page, and to nobody else. The interface is
//! described in docs/local-devices.md, so that a maker's own program can stand in its place.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use axum::{
    Router,
    body::Body,
    extract::{Path as InPath, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::Value as Json;
use zhixing_app::clock::Clock;

/// The port that the pages know.
pub const PORT: u16 = 18652;

/// Where what was handed over is put.
const ASIDE: &str = "已取";

/// What a PDF ends with.
const PDF_END: &[u8] = b"%%EOF";

/// Largest file that is handed over, in bytes: what the court's server takes.
const FILE_MAX: u64 = 20 << 20;

/// A card that was read longer ago is somebody's who may have left the window.
const CARD_FRESH: Duration = Duration::from_secs(120);

/// Whose page may take, and where the makers' programs leave what they read.
#[derive(Debug, Clone)]
pub struct Devices {
    /// 法院平台的网址
    pub court: String,
    /// 读卡器程序存放身份证信息（JSON）的文件夹
    pub cards: Option<PathBuf>,
    /// 扫描仪程序存放扫描件（PDF）的文件夹
    pub scans: Option<PathBuf>,
    /// 审判系统导出卷宗信息（JSON）的文件夹
    pub trials: Option<PathBuf>,
    /// 监听的本机端口
    pub port: u16,
}

struct Desk {
    clock: Box<dyn Clock>,
    court: HeaderValue,
    devices: Devices,
}

impl Desk {
    fn folder(&self, what: &str) -> Option<(&Path, &'static str)> {
        let Devices { cards, scans, trials, .. } = &self.devices;
        match what {
            "card" => Some((cards.as_deref()?, "json")),
            "scan" => Some((scans.as_deref()?, "pdf")),
            "trial" => Some((trials.as_deref()?, "json")),
            _ => None,
        }
    }

    fn now(&self) -> SystemTime {
        let micros = u64::try_from(self.clock.now().micros()).unwrap_or(0);
        UNIX_EPOCH + Duration::from_micros(micros)
    }
}

/// Serves at the machine's own address until it is stopped. The sentence says why it cannot.
///
/// # Errors
/// The court's address is none; the port is taken.
pub async fn serve(
    devices: Devices,
    clock: Box<dyn Clock>,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), String> {
    let court = devices.court.trim_end_matches('/').to_owned();
    let court = HeaderValue::from_str(&court).map_err(|_| "法院平台的网址不对".to_owned())?;
    let at = SocketAddr::from(([127, 0, 0, 1], devices.port));
    let taken = |error| format!("端口{}不能使用：{error}", at.port());
    let listener = tokio::net::TcpListener::bind(at).await.map_err(taken)?;
    ready(at);
    let router = router(Desk { clock, court, devices });
    axum::serve(listener, router).await.map_err(|error| format!("本机设备服务停止：{error}"))
}

fn router(desk: Desk) -> Router {
    Router::new().route("/v1/{what}", get(take).options(ask)).with_state(Arc::new(desk))
}

/// The browser asks first whether the court's page may come to this machine.
async fn ask(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Response {
    match comes_from_court(&desk, &headers) {
        true => allowed(&desk, StatusCode::NO_CONTENT.into_response()),
        false => StatusCode::FORBIDDEN.into_response(),
    }
}

/// The newest of a kind, once: what was handed over is not on the machine any more.
async fn take(
    State(desk): State<Arc<Desk>>,
    method: Method,
    InPath(what): InPath<String>,
    headers: HeaderMap,
) -> Response {
    if method != Method::GET || !comes_from_court(&desk, &headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Some((folder, ending)) = desk.folder(&what) else {
        return allowed(&desk, StatusCode::NOT_FOUND.into_response());
    };
    let taken = match what.as_str() {
        "card" => newest_card(folder, desk.now()),
        _ => by_age(folder, ending).map(|found| found.into_iter().next()),
    };
    let taken = taken.and_then(|found| match found {
        Some((_, path)) => handed_over(&path, what != "card"),
        None => Ok(StatusCode::NO_CONTENT.into_response()),
    });
    let failed = |error: std::io::Error| {
        (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response()
    };
    allowed(&desk, taken.unwrap_or_else(failed))
}

/// A page of another site, or a name that was turned to this machine, gets nothing.
fn comes_from_court(desk: &Desk, headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let local = format!("127.0.0.1:{}", desk.devices.port);
    headers.get(header::ORIGIN) == Some(&desk.court) && host == Some(local.as_str())
}

fn allowed(desk: &Desk, mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, desk.court.clone());
    headers.insert(header::VARY, HeaderValue::from_static("Origin"));
    headers.insert("access-control-allow-private-network", HeaderValue::from_static("true"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let shown = HeaderValue::from_static("content-disposition");
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, shown);
    answer
}

/// The files of a kind with when they were written, the newest first.
fn by_age(folder: &Path, ending: &str) -> std::io::Result<Vec<(SystemTime, PathBuf)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let fits = path.extension().is_some_and(|known| known.eq_ignore_ascii_case(ending));
        // What the maker's program takes away meanwhile is not there.
        let Ok(about) = std::fs::metadata(&path) else { continue };
        if fits && about.is_file() && about.len() <= FILE_MAX {
            found.push((about.modified()?, path));
        }
    }
    found.sort_unstable_by(|a, b| b.cmp(a));
    Ok(found)
}

/// The card that was just read. Those read before it are other people's, and do not lie about.
fn newest_card(folder: &Path, now: SystemTime) -> std::io::Result<Option<(SystemTime, PathBuf)>> {
    let is_old = |written| now.duration_since(written).is_ok_and(|age| CARD_FRESH < age);
    let mut newest = None;
    for (place, (written, path)) in by_age(folder, "json")?.into_iter().enumerate() {
        if place == 0 && !is_old(written) {
            newest = Some((written, path));
        } else if is_card(&std::fs::read(&path)?) {
            std::fs::remove_file(path)?;
        }
    }
    Ok(newest)
}

/// Nothing else in the folder is taken away.
fn is_card(bytes: &[u8]) -> bool {
    let read = serde_json::from_slice::<Json>(bytes);
    read.is_ok_and(|card| card.get("identity_number").is_some())
}

/// Hands a file over once. A card lies about no longer; a scan and a trial file are put aside, so that nothing is lost
/// when the page does not get them to the court.
fn handed_over(path: &Path, aside: bool) -> std::io::Result<Response> {
    let pdf = path.extension().is_some_and(|known| known.eq_ignore_ascii_case("pdf"));
    let bytes = std::fs::read(path)?;
    if !is_whole(&bytes, pdf) {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if aside => {
            let done = folder.join(ASIDE);
            std::fs::create_dir_all(&done)?;
            std::fs::rename(path, free(&done, Path::new(name)))?;
        }
        _ => std::fs::remove_file(path)?,
    }
    let kind = if pdf { "application/pdf" } else { "application/json; charset=utf-8" };
    Ok(([(header::CONTENT_TYPE, kind)], Body::from(bytes)).into_response())
}

/// A name that nothing in the folder has: scanners call every scan the same.
fn free(folder: &Path, name: &Path) -> PathBuf {
    let part = |of: Option<&std::ffi::OsStr>| of.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, ending) = (part(name.file_stem()), part(name.extension()));
    let numbered = (2_u32..).map(|n| folder.join(format!("{stem}-{n}.{ending}")));
    let mut names = std::iter::once(folder.join(name)).chain(numbered);
    names.find(|path| !path.exists()).unwrap_or_else(|| folder.join(name))
}

/// Whether the maker's program has written it to its end: what is half written is not there yet.
fn is_whole(bytes: &[u8], pdf: bool) -> bool {
    if !pdf {
        return serde_json::from_slice::<Json>(bytes).is_ok();
    }
    let tail = bytes.get(bytes.len().saturating_sub(1_024)..).unwrap_or(bytes);
    tail.windows(PDF_END.len()).any(|end| end == PDF_END)
}

#[cfg(test)]
mod tests {
    use axum::{
        body::to_bytes,
        http::{Request, StatusCode},
    };
    use tower::ServiceExt as _;
    use zhixing_app::clock::ManualClock;
    use zhixing_law::instant::Instant;

    use super::*;

    const COURT: &str = "http://192.168.1.10:8080";
    const HOST: &str = "127.0.0.1:18652";
    const NOW: u64 = 1_790_000_000;

    async fn asked(folder: &Path, path: &str, origin: &str, host: &str) -> (StatusCode, Vec<u8>) {
        let devices = Devices {
            court: COURT.to_owned(),
            cards: Some(folder.to_owned()),
            scans: Some(folder.to_owned()),
            trials: None,
            port: PORT,
        };
        let now = Instant::from_micros(i64::try_from(NOW * 1_000_000).unwrap()).unwrap();
        let clock = Box::new(ManualClock::new(now));
        let desk = Desk { clock, court: HeaderValue::from_static(COURT), devices };
        let request = Request::get(path).header("origin", origin).header("host", host);
        let answer = router(desk).oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let status = answer.status();
        (status, to_bytes(answer.into_body(), 1 << 20).await.unwrap().to_vec())
    }

    /// A file of the folder that was written so many seconds ago.
    fn written(folder: &Path, name: &str, text: &str, seconds_ago: u64) -> PathBuf {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        let then = UNIX_EPOCH + Duration::from_secs(NOW - seconds_ago);
        std::fs::File::options().write(true).open(&path).unwrap().set_modified(then).unwrap();
        path
    }

    #[tokio::test]
    async fn a_card_is_handed_over_once_and_only_to_the_court() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let card = |name| format!("{{\"name\":\"{name}\",\"identity_number\":\"1\"}}");
        let before = written(folder, "before.json", &card("甲"), 30);
        let settings = written(folder, "settings.json", "{\"com\":3}", 900);
        let late = written(folder, "new.JSON", &card("乙"), 5);
        for (origin, host) in [("http://evil.example", HOST), (COURT, "evil.example")] {
            let (status, bytes) = asked(folder, "/v1/card", origin, host).await;
            assert_eq!((status, bytes.len()), (StatusCode::FORBIDDEN, 0), "{origin} {host}");
        }
        let (status, bytes) = asked(folder, "/v1/card", COURT, HOST).await;
        assert_eq!((status, bytes), (StatusCode::OK, card("乙").into_bytes()));
        assert!(
            !late.exists() && !before.exists(),
            "no card lies about, and none is the next one's"
        );
        assert!(settings.exists(), "what is no card stays");
        assert_eq!(asked(folder, "/v1/card", COURT, HOST).await.0, StatusCode::NO_CONTENT);
        let left = written(folder, "left.json", &card("丙"), 121);
        assert_eq!(asked(folder, "/v1/card", COURT, HOST).await.0, StatusCode::NO_CONTENT);
        assert!(!left.exists(), "who was read long ago is not the one at the window");
    }

    #[tokio::test]
    async fn a_scan_is_handed_over_when_it_is_whole_and_every_one_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let scan = written(folder, "a.pdf", "%PDF-1.4 half", 5);
        assert_eq!(asked(folder, "/v1/scan", COURT, HOST).await.0, StatusCode::NO_CONTENT);
        for text in ["%PDF-1.4 first %%EOF", "%PDF-1.4 second %%EOF"] {
            written(folder, "a.pdf", text, 5);
            let (status, bytes) = asked(folder, "/v1/scan", COURT, HOST).await;
            assert_eq!((status, bytes), (StatusCode::OK, text.as_bytes().to_vec()));
        }
        assert!(!scan.exists());
        let kept = |name| std::fs::read_to_string(folder.join(ASIDE).join(name)).unwrap();
        assert!(kept("a.pdf").contains("first") && kept("a-2.pdf").contains("second"));
        assert_eq!(asked(folder, "/v1/trial", COURT, HOST).await.0, StatusCode::NOT_FOUND);
        assert_eq!(asked(folder, "/v1/else", COURT, HOST).await.0, StatusCode::NOT_FOUND);
    }
}
