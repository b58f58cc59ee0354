//! 本机设备：a small server at the window's own machine. The makers' programs of card readers, scanners and trial systems
//! leave what they read in folders; this hands the newest over to the court's page, and to nobody else. The interface is
//! described in docs/local-devices.md, so that a maker's own program can stand in its place.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use axum::{
    Router,
    body::Body,
    extract::{Path as InPath, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

/// The port that the pages know.
pub const PORT: u16 = 18652;

/// Where what was handed over is put.
const ASIDE: &str = "已取";

/// What a PDF ends with.
const PDF_END: &[u8] = b"%%EOF";

/// Largest file that is handed over, in bytes: what the court's server takes.
const FILE_MAX: u64 = 20 << 20;

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
}

/// Serves at the machine's own address until it is stopped. The sentence says why it cannot.
///
/// # Errors
/// The court's address is none; the port is taken.
pub async fn serve(devices: Devices, ready: impl FnOnce(SocketAddr)) -> Result<(), String> {
    let court = devices.court.trim_end_matches('/').to_owned();
    let court = HeaderValue::from_str(&court).map_err(|_| "法院平台的网址不对".to_owned())?;
    let at = SocketAddr::from(([127, 0, 0, 1], devices.port));
    let taken = |error| format!("端口{}不能使用：{error}", at.port());
    let listener = tokio::net::TcpListener::bind(at).await.map_err(taken)?;
    ready(at);
    let router = router(Desk { court, devices });
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
    let taken = newest(folder, ending).and_then(|found| match found {
        Some(path) => handed_over(&path, what != "card"),
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

/// The file that was written last.
fn newest(folder: &Path, ending: &str) -> std::io::Result<Option<PathBuf>> {
    let mut found: Option<(SystemTime, PathBuf)> = None;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let fits = path.extension().is_some_and(|known| known.eq_ignore_ascii_case(ending));
        let about = std::fs::metadata(&path)?;
        if !fits || !about.is_file() || FILE_MAX < about.len() {
            continue;
        }
        let written = about.modified()?;
        if found.as_ref().is_none_or(|(last, _)| *last < written) {
            found = Some((written, path));
        }
    }
    Ok(found.map(|(_, path)| path))
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
            std::fs::rename(path, done.join(name))?;
        }
        _ => std::fs::remove_file(path)?,
    }
    let kind = if pdf { "application/pdf" } else { "application/json; charset=utf-8" };
    Ok(([(header::CONTENT_TYPE, kind)], Body::from(bytes)).into_response())
}

/// Whether the maker's program has written it to its end: what is half written is not there yet.
fn is_whole(bytes: &[u8], pdf: bool) -> bool {
    if !pdf {
        return serde_json::from_slice::<serde_json::Value>(bytes).is_ok();
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

    use super::*;

    const COURT: &str = "http://192.168.1.10:8080";

    async fn asked(folder: &Path, path: &str, origin: &str, host: &str) -> (StatusCode, Vec<u8>) {
        let devices = Devices {
            court: COURT.to_owned(),
            cards: Some(folder.to_owned()),
            scans: Some(folder.to_owned()),
            trials: None,
            port: 18652,
        };
        let desk = Desk { court: HeaderValue::from_static(COURT), devices };
        let request = Request::get(path).header("origin", origin).header("host", host);
        let answer = router(desk).oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let status = answer.status();
        (status, to_bytes(answer.into_body(), 1 << 20).await.unwrap().to_vec())
    }

    #[tokio::test]
    async fn the_newest_is_handed_over_once_and_only_to_the_court() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("old.json"), "{\"name\":\"甲\"}").unwrap();
        let late = folder.path().join("new.JSON");
        std::fs::write(&late, "{\"name\":\"乙\"}").unwrap();
        let written = std::fs::metadata(&late).unwrap().modified().unwrap();
        let later = written + std::time::Duration::from_secs(60);
        std::fs::File::options().write(true).open(&late).unwrap().set_modified(later).unwrap();
        std::fs::write(folder.path().join("note.txt"), "无关").unwrap();
        let host = "127.0.0.1:18652";
        for (origin, host) in [("http://evil.example", host), (COURT, "evil.example")] {
            let (status, bytes) = asked(folder.path(), "/v1/card", origin, host).await;
            assert_eq!((status, bytes.len()), (StatusCode::FORBIDDEN, 0), "{origin} {host}");
        }
        let (status, bytes) = asked(folder.path(), "/v1/card", COURT, host).await;
        assert_eq!((status, bytes), (StatusCode::OK, "{\"name\":\"乙\"}".as_bytes().to_vec()));
        assert!(!late.exists(), "no card lies about");
        let (_, next) = asked(folder.path(), "/v1/card", COURT, host).await;
        assert!(String::from_utf8(next).unwrap().contains('甲'));
        let none = asked(folder.path(), "/v1/card", COURT, host).await;
        assert_eq!(none.0, StatusCode::NO_CONTENT);
        // What is half written is not there yet; a scan that was handed over is put aside.
        let scan = folder.path().join("a.pdf");
        std::fs::write(&scan, "%PDF-1.4 half").unwrap();
        assert_eq!(asked(folder.path(), "/v1/scan", COURT, host).await.0, StatusCode::NO_CONTENT);
        std::fs::write(&scan, "%PDF-1.4 whole %%EOF").unwrap();
        assert_eq!(asked(folder.path(), "/v1/scan", COURT, host).await.0, StatusCode::OK);
        assert!(!scan.exists() && folder.path().join(ASIDE).join("a.pdf").exists());
        assert_eq!(asked(folder.path(), "/v1/trial", COURT, host).await.0, StatusCode::NOT_FOUND);
        assert_eq!(asked(folder.path(), "/v1/else", COURT, host).await.0, StatusCode::NOT_FOUND);
    }
}
