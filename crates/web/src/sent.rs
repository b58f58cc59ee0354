//! Commands as they are sent: who, the command's id, the version the form was opened on, and what is asked.

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{FromRequest, FromRequestParts, Multipart, Request},
    http::{HeaderMap, header, request::Parts},
};
use serde::{Deserialize, de::DeserializeOwned};
use utoipa::ToSchema;
use uuid::Uuid;
use zhixing_app::{
    App,
    work::{self, Meta},
};
use zhixing_law::instant::Instant;

use crate::{caller::Caller, problem::Problem, wording};

/// Largest JSON body.
pub const JSON_MAX: usize = 1024 * 1024;

/// Largest file.
pub const FILE_MAX: usize = 20 * 1024 * 1024;

/// Room for the form around a file.
const FORM_MAX: usize = FILE_MAX + 64 * 1024;

/// A command without fields.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// 写明理由
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonRequest {
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

struct Head {
    caller: Caller,
    key: Uuid,
    opened_on: Option<i64>,
    happened_at: Option<Instant>,
    /// Method and path, and then the body: what was asked.
    asked: Vec<u8>,
}

/// A command with a JSON body.
pub struct Sent<T> {
    pub body: T,
    head: Head,
}

/// A command with one file.
pub struct SentFile {
    pub name: String,
    pub bytes: Bytes,
    /// The other fields of the form.
    pub fields: Vec<(String, String)>,
    head: Head,
}

impl<T> Sent<T> {
    /// The command for the use case.
    pub fn meta(&self, name: &'static str) -> Meta {
        self.head.meta(name)
    }

    pub fn caller(&self) -> &Caller {
        &self.head.caller
    }
}

impl SentFile {
    /// The command for the use case.
    pub fn meta(&self, name: &'static str) -> Meta {
        self.head.meta(name)
    }

    /// One of the other fields.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl Head {
    fn meta(&self, name: &'static str) -> Meta {
        let meta = self.caller.meta(self.key, &self.asked, name, self.opened_on);
        Meta { happened_at: self.happened_at, ..meta }
    }

    async fn read(parts: &mut Parts, app: &App) -> Result<Head, Problem> {
        let caller = Caller::from_request_parts(parts, app).await?;
        app.attempts.pass(caller.actor().id)?;
        let key = key(&parts.headers)?;
        let opened_on = opened_on(&parts.headers)?;
        let happened_at = happened_at(&parts.headers)?;
        let late = happened_at.map(|at| format!(" {at}")).unwrap_or_default();
        let asked = format!("{} {}{late}\n", parts.method, parts.uri.path()).into_bytes();
        Ok(Head { caller, key, opened_on, happened_at, asked })
    }
}

fn key(headers: &HeaderMap) -> Result<Uuid, Problem> {
    let sentence =
        "缺少提交编号（请求头 Idempotency-Key，UUID 第4版或第7版），请刷新页面后重新提交。";
    headers
        .get("idempotency-key")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| Uuid::parse_str(value.trim()).ok())
        .filter(|key| !key.is_nil() && !work::is_the_systems(*key))
        .ok_or_else(|| Problem::malformed(sentence))
}

fn opened_on(headers: &HeaderMap) -> Result<Option<i64>, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim();
    let text = text.strip_prefix("W/").unwrap_or(text).trim_matches('"');
    let version = text.parse::<i64>().ok().filter(|version| 0 <= *version);
    let sentence = "请求头 If-Match 应为打开页面时的版本号，请刷新页面后重新提交。";
    version.map(Some).ok_or_else(|| Problem::malformed(sentence))
}

/// Header with when a thing happened that is written down late (补录).
pub const HAPPENED_AT: &str = "happened-at";

fn happened_at(headers: &HeaderMap) -> Result<Option<Instant>, Problem> {
    let Some(value) = headers.get(HAPPENED_AT) else { return Ok(None) };
    let at = value.to_str().ok().and_then(|text| text.trim().parse::<Instant>().ok());
    let sentence = "补录的发生时间（请求头 Happened-At）应为 UTC 时刻，例如 2026-03-02T01:30:00Z，请改正后重新提交。";
    at.map(Some).ok_or_else(|| Problem::malformed(sentence))
}

fn is_kind(headers: &HeaderMap, kind: &str) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|known| known.trim().eq_ignore_ascii_case(kind))
}

/// Reads a JSON body, whatever it is for. An empty body counts as an empty object.
pub async fn json<T: DeserializeOwned>(
    headers: &HeaderMap,
    body: Body,
) -> Result<(T, Bytes), Problem> {
    let bytes = whole(body).await?;
    Ok((parsed(headers, &bytes)?, bytes))
}

async fn whole(body: Body) -> Result<Bytes, Problem> {
    to_bytes(body, JSON_MAX).await.map_err(|_| Problem::too_large(JSON_MAX))
}

fn parsed<T: DeserializeOwned>(headers: &HeaderMap, bytes: &[u8]) -> Result<T, Problem> {
    if !bytes.is_empty() && !is_kind(headers, "application/json") {
        return Err(Problem::unsupported("application/json"));
    }
    // The databases do not keep a NUL in a text; nobody means one.
    if bytes.windows(6).any(|six| six == br"\u0000") {
        return Err(Problem::malformed("提交的内容含有不可见字符，请删除后重新提交。"));
    }
    let text: &[u8] = if bytes.is_empty() { b"{}" } else { bytes };
    serde_json::from_slice(text).map_err(|error| {
        let what = wording::serde(&error.to_string());
        Problem::malformed(format!("提交的内容不合格式：{what}。"))
    })
}

impl<T: DeserializeOwned + Send> FromRequest<App> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        // Who it is is asked when everything has come: a body may take its time, and people are stopped meanwhile.
        let bytes = whole(body).await?;
        let mut head = Head::read(&mut parts, app).await?;
        let body = parsed(&parts.headers, &bytes)?;
        head.asked.extend_from_slice(&bytes);
        Ok(Sent { body, head })
    }
}

impl FromRequest<App> for SentFile {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        // Nobody fills the memory with files who is not signed in.
        Caller::from_request_parts(&mut parts, app).await?;
        if !is_kind(&parts.headers, "multipart/form-data") {
            return Err(Problem::unsupported("multipart/form-data"));
        }
        let bytes = to_bytes(body, FORM_MAX).await.map_err(|_| Problem::too_large(FILE_MAX))?;
        let mut head = Head::read(&mut parts, app).await?;
        let again = Request::from_parts(parts, Body::from(bytes));
        let unreadable = |error: String| {
            tracing::info!(error, "multipart");
            Problem::malformed("上传的表单不完整，请重新选择文件后上传。")
        };
        let mut form = Multipart::from_request(again, app)
            .await
            .map_err(|rejection| unreadable(rejection.body_text()))?;
        let (mut file, mut fields) = (None, Vec::new());
        while let Some(field) = form.next_field().await.map_err(|e| unreadable(e.body_text()))? {
            let key = field.name().unwrap_or_default().to_owned();
            let name = field.file_name().map(str::to_owned);
            let value = field.bytes().await.map_err(|e| unreadable(e.body_text()))?;
            head.asked.extend_from_slice(format!("{key} {}\n", value.len()).as_bytes());
            head.asked.extend_from_slice(&value);
            match name {
                Some(name) if file.is_none() && key == "file" => file = Some((name, value)),
                Some(_) => return Err(Problem::malformed("一次只能上传一个文件（字段 file）。")),
                None => {
                    let text = String::from_utf8(value.to_vec());
                    fields.push((key, text.map_err(|error| unreadable(error.to_string()))?));
                }
            }
        }
        let (name, bytes) =
            file.ok_or_else(|| Problem::malformed("没有收到文件，请在字段 file 中上传一个文件。"))?;
        if bytes.len() > FILE_MAX {
            return Err(Problem::too_large(FILE_MAX));
        }
        Ok(SentFile { name: plain_name(&name), bytes, fields, head })
    }
}

/// The file's own name without folders and control characters, at most 100 characters.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(100).collect()
}
