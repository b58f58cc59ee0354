//! 立案材料的扫描件

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, material};
use zhixing_domain::ground::id::CaseId;

use super::fund::FileUpload;

use crate::{
    caller::Caller,
    extract::{Path, Query},
    problem::Problem,
    sent::SentFile,
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(material_file)).routes(routes!(keep_scan))
}

/// 内容安全策略 of a scan: nothing loads, nothing runs, and it has no part in the site it comes from. A browser
/// that does not open its PDF viewer in a sandbox still keeps the file.
const POLICY: &str = "sandbox; default-src 'none'; img-src 'self'; object-src 'self'; \
    style-src 'unsafe-inline'; frame-ancestors 'self'";

/// 打开还是下载
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct MaterialQuery {
    /// 下载而不在浏览器中打开
    download: Option<bool>,
}

/// 收下的扫描件
#[derive(Debug, Serialize, ToSchema)]
pub struct ScanKept {
    /// SM3, by which an application names it
    pub file: String,
    pub name: String,
}

/// 先收下扫描件，登记立案申请时写明它
#[utoipa::path(post, path = "/scans", tag = "filing", operation_id = "keep_scan",
    extensions(("x-act" = json!("file_case"))),
    request_body(content = FileUpload, content_type = "multipart/form-data"),
    responses((status = 200, body = ScanKept)))]
async fn keep_scan(State(app): State<App>, sent: SentFile) -> Result<Json<ScanKept>, Problem> {
    let meta = sent.meta("material.keep");
    let file = material::hand_in(&app, &meta, &sent.name, &sent.bytes).await?;
    Ok(Json(ScanKept { file: file.to_string(), name: sent.name.clone() }))
}

/// 打开或者下载材料的扫描件，须先写明用途；内容与办案流水登记的摘要核对一致后才给出
#[utoipa::path(get, path = "/cases/{id}/materials/{file}", tag = "filing",
    operation_id = "material_file", extensions(("x-act" = json!("unmask"))),
    params(("id" = Uuid, Path), ("file" = String, Path), MaterialQuery),
    responses((status = 200, description = "扫描件", content(
        (Vec<u8> = "application/pdf"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"),
        (Vec<u8> = "application/octet-stream")))))]
async fn material_file(
    State(app): State<App>,
    caller: Caller,
    Path((id, file)): Path<(Uuid, String)>,
    Query(query): Query<MaterialQuery>,
) -> Result<Response, Problem> {
    let fetched = material::fetch(&app, caller.at(), CaseId(id), &file).await?;
    let shown = fetched.media.filter(|media| media.opens() && query.download != Some(true));
    let ending = fetched.media.map(|media| format!(".{}", media.extension())).unwrap_or_default();
    let title = fetched.title.strip_suffix(&ending).unwrap_or(&fetched.title);
    let name = format!("{title}{ending}");
    // What is not shown is bytes to keep: no browser is told a kind that it might run something for.
    let kind = shown.map_or("application/octet-stream", material::Media::code);
    let mut response = super::document::file(&name, kind, shown.is_some(), fetched.bytes);
    let policy = HeaderValue::from_static(POLICY);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}
