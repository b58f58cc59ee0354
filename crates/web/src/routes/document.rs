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
    service,
};
use zhixing_domain::{
    ground::id::{CaseId, DocumentId, PartyId},
    ground::subject::Subject,
    papers::kind::{DocumentKind, offer::Offer},
    papers::service::Attempt,
};

use crate::{
    caller::Caller,
    extract::{Path, Query},
    problem::Problem,
    sent::{Nothing, Sent},
    view::DoneView,
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(make))
        .routes(routes!(remake))
        .routes(routes!(pdf))
        .routes(routes!(docx))
        .routes(routes!(open_original))
        .routes(routes!(serve))
}

/// 制作文书
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MakeRequest {
    /// 文书种类代码
    #[schema(value_type = String, max_length = 40)]
    pub kind: DocumentKind,
    /// 送达对象，需要时填写
    #[serde(default)]
    pub party: Option<Uuid>,
    /// 所涉及的事项，如一笔到账、一次送达
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub subject: Option<Subject>,
}

/// 送达方式
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum MethodInput {
    Direct,
    Left,
    Electronic,
    Post,
    PostReturned,
    Delegated,
    Announcement,
    AnnouncementAbroad,
}

/// 登记送达
#[derive(ToSchema)]
pub struct ServiceInput {
    pub document: Uuid,
    pub party: Uuid,
    pub method: MethodInput,
    #[schema(value_type = String, format = Date)]
    pub on: (),
    pub succeeded: bool,
    /// 签收人，或未送达的原因
    #[schema(max_length = 300)]
    pub detail: String,
    /// 送达回证：已入卷的扫描件（SM3）
    pub proof: Option<String>,
}

/// 制作文书
#[utoipa::path(post, path = "/cases/{id}/documents", tag = "documents",
    operation_id = "make_document", extensions(("x-act" = json!("make_document"))),
    params(("id" = Uuid, Path)),
    request_body = MakeRequest, responses((status = 200, body = DoneView)))]
async fn make(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<MakeRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("document.make");
    let MakeRequest { kind, party, subject } = sent.body;
    let offer = Offer { kind, party: party.map(PartyId), subject };
    let done = document::make(&app, &meta, CaseId(id), offer).await?;
    Ok(Json(DoneView::of(&done, "document.made")))
}

/// 重新制作退回的文书
#[utoipa::path(post, path = "/cases/{id}/documents/{document}/remake", tag = "documents",
    operation_id = "remake_document", extensions(("x-act" = json!("make_document"))),
    params(("id" = Uuid, Path), ("document" = Uuid, Path)),
    request_body = Nothing, responses((status = 200, body = DoneView)))]
async fn remake(
    State(app): State<App>,
    Path((id, document)): Path<(Uuid, Uuid)>,
    sent: Sent<Nothing>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("document.remake");
    let done = document::remake(&app, &meta, CaseId(id), DocumentId(document)).await?;
    Ok(Json(DoneView::of(&done, "document.made")))
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

/// 登记送达
#[utoipa::path(post, path = "/cases/{id}/services", tag = "documents",
    operation_id = "record_service", extensions(("x-act" = json!("record_service"))),
    params(("id" = Uuid, Path)),
    request_body = ServiceInput, responses((status = 200, body = DoneView)))]
async fn serve(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<Attempt>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("service.record");
    let done = service::record(&app, &meta, CaseId(id), &sent.body).await?;
    let made = done.happened.iter().find(|happened| happened.kind.starts_with("service."));
    Ok(Json(DoneView::of(&done, made.map_or("service.served", |happened| &happened.kind))))
}
