//! 文书与送达

use axum::{
    Json,
    body::Body,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{
    App,
    document::{self, Copy},
    reading::{self, Original},
};
use zhixing_domain::ground::id::{CaseId, DocumentId};

use crate::{
    caller::Caller,
    extract::{Path, Query},
    problem::Problem,
    sent::Sent,
    view::DoneView,
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(pdf)).routes(routes!(docx)).routes(routes!(open_original))
}

/// A file to show or to keep, under a Chinese name.
pub fn file(name: &str, kind: &str, inline: bool, bytes: Vec<u8>) -> Response {
    let mut encoded = String::new();
    for byte in name.as_bytes() {
        if byte.is_ascii_alphanumeric() || b"._-".contains(byte) {
            encoded.push(char::from(*byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    let how = if inline { "inline" } else { "attachment" };
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("{how}; filename*=UTF-8''{encoded}")),
    ];
    (headers, Body::from(bytes)).into_response()
}

/// 查看原件
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OriginalRequest {
    /// `document:<编号>` 或者 `material:<扫描件的 SM3>`
    #[schema(max_length = 120)]
    pub subject: String,
    /// 用途，例如办案核对、送达、用印
    #[schema(min_length = 1, max_length = 300)]
    pub purpose: String,
}

/// 写明用途，打开文书或者扫描件的原件；此后十分钟内本人可以查看、下载、打印
#[utoipa::path(post, path = "/cases/{id}/originals", tag = "documents",
    operation_id = "open_original", extensions(("x-act" = json!("unmask"))),
    params(("id" = Uuid, Path)),
    request_body = OriginalRequest, responses((status = 200, body = DoneView)))]
async fn open_original(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<OriginalRequest>,
) -> Result<Json<DoneView>, Problem> {
    let what = Original::parse(&sent.body.subject).ok_or_else(|| {
        Problem::malformed("对象不合格式，请从案件页点“查看原件”。").at("subject")
    })?;
    let meta = sent.meta("reading.open");
    let done = reading::open(&app, &meta, CaseId(id), what, &sent.body.purpose).await?;
    Ok(Json(DoneView::of(&done, "access.opened")))
}

/// 脱敏件还是原件
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct CopyQuery {
    /// 原件，须先写明用途；不填为脱敏件
    original: Option<bool>,
}

impl CopyQuery {
    fn copy(&self) -> Copy {
        if self.original == Some(true) { Copy::Original } else { Copy::Masked }
    }

    /// The name of the file, so that a masked copy is not taken for the paper.
    fn name(&self, title: &str, ending: &str) -> String {
        match self.copy() {
            Copy::Original => format!("{title}.{ending}"),
            Copy::Masked => format!("{title}（脱敏件）.{ending}"),
        }
    }
}

/// 文书的 PDF
#[utoipa::path(get, path = "/cases/{id}/documents/{document}/pdf", tag = "documents",
    operation_id = "document_pdf", extensions(("x-act" = json!("view_case"))),
    params(("id" = Uuid, Path), ("document" = Uuid, Path), CopyQuery),
    responses((status = 200, description = "PDF", body = Vec<u8>, content_type = "application/pdf")))]
async fn pdf(
    State(app): State<App>,
    caller: Caller,
    Path((id, document)): Path<(Uuid, Uuid)>,
    Query(query): Query<CopyQuery>,
) -> Result<Response, Problem> {
    let (case, document) = (CaseId(id), DocumentId(document));
    let drawn = document::pdf(&app, caller.at(), case, document, query.copy()).await?;
    Ok(file(&query.name(&drawn.title, "pdf"), "application/pdf", true, drawn.bytes))
}

/// 文书的 DOCX
#[utoipa::path(get, path = "/cases/{id}/documents/{document}/docx", tag = "documents",
    operation_id = "document_docx", extensions(("x-act" = json!("view_case"))),
    params(("id" = Uuid, Path), ("document" = Uuid, Path), CopyQuery),
    responses((status = 200, description = "DOCX", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")))]
async fn docx(
    State(app): State<App>,
    caller: Caller,
    Path((id, document)): Path<(Uuid, Uuid)>,
    Query(query): Query<CopyQuery>,
) -> Result<Response, Problem> {
    let (case, document) = (CaseId(id), DocumentId(document));
    let drawn = document::docx(&app, caller.at(), case, document, query.copy()).await?;
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    Ok(file(&query.name(&drawn.title, "docx"), kind, false, drawn.bytes))
}
