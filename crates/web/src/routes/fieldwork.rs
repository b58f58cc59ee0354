//! 外勤：what a person takes along, and the evidence that is sent ahead of a report.

use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{
    App,
    fieldwork::{self, Outside},
};
use zhixing_domain::{
    intake::party::{Party, PartyRole},
    work::task::Urgency,
};
use zhixing_law::{day::Day, mask};

use super::case_view::fieldwork::{FieldReportView, RiskView, reports};
use crate::{
    caller::Caller,
    problem::Problem,
    sent::SentFile,
    view::{Coded, LightName, light, remaining, some, some_day},
};

/// Where photographs and recordings are sent.
pub const EVIDENCE: &str = "/api/field/evidence";

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(field_tasks)).routes(routes!(receive_evidence))
}

/// 当事人，证件号码和电话已脱敏
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldParty {
    pub role_label: String,
    /// 是否被执行人
    pub respondent: bool,
    pub kind_label: String,
    pub name: String,
    pub representative: Option<String>,
    pub identity_number: Option<String>,
    pub phone: Option<String>,
    pub address: Option<String>,
    pub service_address: Option<String>,
}

/// 外勤事项
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldTask {
    pub id: Uuid,
    pub case_id: Uuid,
    pub case_no: String,
    pub cause: String,
    pub title: String,
    /// 办理要求，没有写明的是期限的依据
    pub asks: String,
    pub raised_by: Option<String>,
    pub urgent: bool,
    /// 已指派给本人或者由本人签收；否则是本岗位待领的
    pub own: bool,
    #[schema(format = Date)]
    pub due_on: Option<String>,
    pub light: LightName,
    pub light_label: Option<String>,
    pub handler: Option<String>,
    pub parties: Vec<FieldParty>,
    pub risk: Option<RiskView>,
    /// 本案以前的外勤，后来的在前
    pub earlier: Vec<FieldReportView>,
}

/// 随身带的外勤事项，紧急的在前，再按期限
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldTasks {
    pub items: Vec<FieldTask>,
    /// 还有没有列出的
    pub more: bool,
    /// 本院的电话，紧急时拨打
    pub court_phone: Option<String>,
    /// 风险的种类
    pub risks: Vec<Coded>,
}

/// 本人的和本岗位待领的外勤事项
#[utoipa::path(get, path = "/field/tasks", tag = "field", operation_id = "field_tasks",
    extensions(("x-act" = json!("list_tasks"))), responses((status = 200, body = FieldTasks)))]
async fn field_tasks(State(app): State<App>, caller: Caller) -> Result<Json<FieldTasks>, Problem> {
    let taken = fieldwork::tasks(&app, caller.at()).await?;
    let today = app.clock.today();
    let mut found = taken.tasks;
    let urgent =
        |one: &Outside| one.task.raised.as_ref().is_some_and(|r| r.urgency == Urgency::Urgent);
    found.sort_by_key(|one| (!urgent(one), one.task.due_on.is_none(), one.task.due_on));
    let risks = zhixing_domain::work::risk::Risk::WORDS;
    Ok(Json(FieldTasks {
        items: found.iter().map(|one| view(one, urgent(one), today)).collect(),
        more: taken.more,
        court_phone: some(&caller.organisation().court.phone),
        risks: risks.iter().map(|word| Coded::new(word.code, word.title)).collect(),
    }))
}

fn view(one: &Outside, urgent: bool, today: Day) -> FieldTask {
    let Outside { file, task, .. } = one;
    let asked = task.raised.as_ref().map(|raised| raised.asks.clone());
    FieldTask {
        id: task.id.0,
        case_id: file.id.0,
        case_no: file.number_text(),
        cause: file.claim.as_ref().map(|claim| claim.cause.clone()).unwrap_or_default(),
        title: task.name.clone(),
        asks: asked.unwrap_or_else(|| task.basis.clone()),
        raised_by: task.raised.as_ref().map(|raised| raised.by.name.clone()),
        urgent,
        own: task.assignee.is_some(),
        due_on: some_day(task.due_on),
        light: light(task.due_on, today),
        light_label: remaining(task.due_on, today),
        handler: file.handler.as_ref().map(|(_, name)| name.clone()),
        parties: file.parties.iter().map(party).collect(),
        risk: RiskView::of(file),
        earlier: reports(file),
    }
}

fn party(party: &Party) -> FieldParty {
    let details = &party.details;
    FieldParty {
        role_label: details.role.title().to_owned(),
        respondent: details.role == PartyRole::Respondent,
        kind_label: details.kind.title().to_owned(),
        name: details.name.clone(),
        representative: some(&details.representative),
        identity_number: some(&mask::id(&details.identity_number)),
        phone: some(&mask::phone(&details.phone)),
        address: some(&details.address),
        service_address: some(&details.service_address),
    }
}

/// 一件现场证据和它的校验码
#[derive(ToSchema)]
pub struct EvidenceUpload {
    #[schema(value_type = String, format = Binary)]
    pub file: Vec<u8>,
    /// 拍摄、录制时算出的 SHA-256
    #[schema(min_length = 64, max_length = 64)]
    pub sha256: String,
}

/// 收下的现场证据
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceReceived {
    /// SM3, by which a report names it
    pub file: String,
    /// photo 或者 sound
    pub kind: String,
}

/// 先收下照片、录音，外勤回填时写明它；内容与拍摄时的校验码不符的不收
#[utoipa::path(post, path = "/field/evidence", tag = "field", operation_id = "receive_evidence",
    extensions(("x-act" = json!("report_from_field"))),
    request_body(content = EvidenceUpload, content_type = "multipart/form-data"),
    responses((status = 200, body = EvidenceReceived)))]
async fn receive_evidence(
    State(app): State<App>,
    sent: SentFile,
) -> Result<Json<EvidenceReceived>, Problem> {
    let meta = sent.meta("field.receive");
    let sha256 = sent.field("sha256").unwrap_or_default();
    let received = fieldwork::receive(&app, &meta, &sent.name, sha256, &sent.bytes).await?;
    let kind = received.kind.code().to_owned();
    Ok(Json(EvidenceReceived { file: received.file, kind }))
}
