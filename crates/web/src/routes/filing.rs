//! 立案、补正、执前谈话、材料

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
use zhixing_app::{App, filing, material, work::Done};
use zhixing_domain::{
    ground::id::CaseId,
    intake::filing::{Application, Interview, Material, MaterialKind},
};
use zhixing_law::checklist::Finding;

use crate::{
    caller::Caller,
    extract::{Path, Query},
    problem::Problem,
    sent::{Sent, SentFile},
    view::DoneView,
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(receive))
        .routes(routes!(supplement))
        .routes(routes!(interview))
        .routes(routes!(add_material))
        .routes(routes!(material_file))
}

/// 银行账户
#[derive(ToSchema)]
pub struct AccountInput {
    #[schema(max_length = 100)]
    pub name: String,
    #[schema(max_length = 100)]
    pub bank: String,
    /// 联行号，可以为空
    pub bank_code: String,
    #[schema(max_length = 40)]
    pub account: String,
}

/// 诉讼地位
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum PartyRoleInput {
    Applicant,
    Respondent,
    ThirdParty,
}

/// 主体类型
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum PartyKindInput {
    Person,
    LegalPerson,
    OtherOrganisation,
}

/// 当事人
#[derive(ToSchema)]
pub struct PartyInput {
    pub role: PartyRoleInput,
    pub kind: PartyKindInput,
    #[schema(max_length = 100)]
    pub name: String,
    /// 身份证号或统一社会信用代码，不知道的为空
    pub identity_number: String,
    pub phone: String,
    #[schema(max_length = 200)]
    pub address: String,
    pub representative: Option<String>,
    pub service_address: Option<String>,
    pub account: Option<AccountInput>,
    /// 份额，申请执行人有数人时填写
    pub claim_share_fen: Option<i64>,
}

/// 执行依据的类别
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum TitleCategoryInput {
    Court,
    Criminal,
    Arbitration,
    Notarial,
    Administrative,
}

/// 本院管辖的根据
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum JurisdictionInput {
    FirstInstance,
    SameLevelPropertyPlace,
    RespondentDomicile,
    PropertyPlace,
    AgencySeat,
    ImmovablePlace,
    Designated,
}

/// 执行依据
#[derive(ToSchema)]
pub struct TitleInput {
    pub category: TitleCategoryInput,
    #[schema(max_length = 30)]
    pub kind: String,
    #[schema(max_length = 60)]
    pub issuer: String,
    #[schema(max_length = 60)]
    pub number: String,
    #[schema(value_type = String, format = Date)]
    pub effective_on: (),
    #[schema(value_type = String, format = Date)]
    pub due_on: (),
    #[schema(max_length = 2000)]
    pub operative_part: String,
}

/// 标的项目的种类
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum ItemKindInput {
    Costs,
    GeneralInterest,
    Principal,
}

/// 标的明细
#[derive(ToSchema)]
pub struct ClaimItemInput {
    pub kind: ItemKindInput,
    #[schema(max_length = 100)]
    pub title: String,
    pub amount_fen: i64,
}

/// 执行请求
#[derive(ToSchema)]
pub struct ClaimInput {
    pub title: TitleInput,
    #[schema(max_items = 50)]
    pub items: Vec<ClaimItemInput>,
    #[schema(max_length = 50)]
    pub cause: String,
    /// 是否计算迟延履行利息
    pub delay_interest: bool,
    /// 涉民生
    pub livelihood: Option<bool>,
}

/// 材料种类
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum MaterialKindInput {
    Application,
    Title,
    EffectProof,
    Identity,
    Mandate,
    ServiceAddress,
    PayeeAccount,
    PropertyProof,
    ArbitrationClause,
    EnforcementCertificate,
    PropertyLead,
    ServiceProof,
    /// 异议申请书
    Objection,
    /// 证据材料
    Evidence,
    Other,
}

/// 收到的材料
#[derive(ToSchema)]
pub struct MaterialInput {
    pub kind: MaterialKindInput,
    #[schema(max_length = 100)]
    pub title: String,
    pub file: Option<String>,
    #[schema(minimum = 0)]
    pub pages: u32,
}

/// 案件类型
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum CaseKindInput {
    First,
}

/// 立案申请
#[derive(ToSchema)]
pub struct ApplicationInput {
    pub kind: CaseKindInput,
    pub claim: ClaimInput,
    pub parties: Vec<PartyInput>,
    pub materials: Vec<MaterialInput>,
    pub jurisdiction: JurisdictionInput,
    #[schema(value_type = String, format = Date)]
    pub received_on: (),
    /// 申请人声明义务人已经履行
    pub performed: bool,
    /// 由代理人代为申请
    pub by_agent: bool,
    /// 重复立案检索的记录
    pub duplicate_search: String,
    /// 已告知执行风险
    pub risk_notice_given: bool,
}

/// 是否愿意履行
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum WillingnessInput {
    Willing,
    Unwilling,
    Unknown,
}

/// 信用情况
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum CreditInput {
    Good,
    Poor,
    Unknown,
}

/// 执前谈话
#[derive(ToSchema)]
pub struct InterviewInput {
    #[schema(max_length = 500)]
    pub respondent_contacts: String,
    #[schema(max_length = 1000)]
    pub respondent_property: String,
    #[schema(max_length = 500)]
    pub respondent_work: String,
    pub willingness: WillingnessInput,
    pub credit: CreditInput,
    pub antagonism: bool,
    #[schema(min_length = 1, max_length = 1000)]
    pub plan: String,
}

/// 上传材料
#[derive(ToSchema)]
pub struct MaterialUpload {
    pub kind: MaterialKindInput,
    #[schema(max_length = 100)]
    pub title: Option<String>,
    pub pages: Option<u32>,
    /// PDF、JPEG、PNG、TIFF、DOCX 或 OFD，不超过 20 MB
    #[schema(value_type = String, format = Binary)]
    pub file: Vec<u8>,
}

/// 尚缺的一项
#[derive(Debug, Serialize, ToSchema)]
pub struct MissingItem {
    pub code: String,
    pub title: String,
    pub remedy: Option<String>,
    pub basis: Option<String>,
}

/// 收件结果
#[derive(Debug, Serialize, ToSchema)]
pub struct Filed {
    pub id: Option<Uuid>,
    /// 案号，尚缺材料的为空
    pub case_no: Option<String>,
    pub version: i64,
    /// 一次列明的全部欠缺
    pub missing: Vec<MissingItem>,
}

/// The unmet conditions of filing.
pub fn missing(findings: &[Finding]) -> Vec<MissingItem> {
    findings
        .iter()
        .filter(|finding| finding.blocks())
        .map(|finding| MissingItem {
            code: finding.id.to_owned(),
            title: finding.title.to_owned(),
            remedy: crate::view::some(&finding.detail),
            basis: Some(finding.basis.to_string()),
        })
        .collect()
}

fn filed(app: &App, done: &Done, application: &Application) -> Filed {
    let accepted = done.happened.iter().any(|happened| happened.kind == "filing.accepted");
    let missing = if accepted { Vec::new() } else { missing(&filing::check(app, application)) };
    Filed {
        id: done.case.map(|case| case.0),
        case_no: accepted.then(|| done.number.clone()),
        version: done.version,
        missing,
    }
}

/// 收件立案
#[utoipa::path(post, path = "/cases", tag = "filing", operation_id = "file_case",
    extensions(("x-act" = json!("file_case"))),
    request_body = ApplicationInput, responses((status = 200, body = Filed)))]
async fn receive(State(app): State<App>, sent: Sent<Application>) -> Result<Json<Filed>, Problem> {
    let done = filing::receive(&app, &sent.meta("filing.receive"), &sent.body).await?;
    Ok(Json(filed(&app, &done, &sent.body)))
}

/// 补正
#[utoipa::path(post, path = "/cases/{id}/supplement", tag = "filing", operation_id = "supplement",
    extensions(("x-act" = json!("supplement_filing"))), params(("id" = Uuid, Path)),
    request_body = ApplicationInput, responses((status = 200, body = Filed)))]
async fn supplement(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<Application>,
) -> Result<Json<Filed>, Problem> {
    let meta = sent.meta("filing.supplement");
    let done = filing::supplement(&app, &meta, CaseId(id), &sent.body).await?;
    Ok(Json(filed(&app, &done, &sent.body)))
}

/// 登记执前谈话
#[utoipa::path(post, path = "/cases/{id}/interview", tag = "filing", operation_id = "interview",
    extensions(("x-act" = json!("record_interview"))), params(("id" = Uuid, Path)),
    request_body = InterviewInput, responses((status = 200, body = DoneView)))]
async fn interview(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<Interview>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("filing.interview");
    let done = filing::interview(&app, &meta, CaseId(id), &sent.body).await?;
    Ok(Json(DoneView::of(&done, "filing.interviewed")))
}

/// 材料入卷
#[utoipa::path(post, path = "/cases/{id}/materials", tag = "filing", operation_id = "add_material",
    extensions(("x-act" = json!("add_material"))), params(("id" = Uuid, Path)),
    request_body(content = MaterialUpload, content_type = "multipart/form-data"),
    responses((status = 200, body = DoneView)))]
async fn add_material(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: SentFile,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("filing.add_material");
    let case = CaseId(id);
    // The door before the bytes are kept: nobody stores files in a case that is not theirs.
    let file = app.case(meta.at(), case).await?;
    if !app.may(meta.at(), zhixing_domain::ground::act::Act::AddMaterial, &file) {
        let act = zhixing_domain::ground::act::Act::AddMaterial;
        return Err(zhixing_app::error::Error::Forbidden(act).into());
    }
    let kind = sent.field("kind").unwrap_or("other");
    let kind: MaterialKind = serde_json::from_value(serde_json::Value::from(kind))
        .map_err(|_| Problem::malformed("材料种类不在可选范围内。").at("kind"))?;
    let pages = sent.field("pages").map_or(Ok(0), str::parse::<u32>);
    let pages = pages.map_err(|_| Problem::malformed("页数应为整数。").at("pages"))?;
    let digest = material::store(&app, &meta.actor, &sent.name, &sent.bytes).await?;
    let title = sent.field("title").filter(|title| !title.trim().is_empty());
    let title = title.unwrap_or(&sent.name).to_owned();
    let material = Material { kind, title, file: Some(digest.to_string()), pages };
    let done = filing::add_material(&app, &meta, case, &material).await?;
    Ok(Json(DoneView::of(&done, "filing.material_added")))
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
