//! 事项

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, error::Error};
use zhixing_domain::{ground::id::CaseId, work::triage::Round};

use crate::{
    caller::Caller,
    extract::Path,
    problem::Problem,
    sent::Sent,
    view::{Action, DoneView, LightName},
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(focus))
        .routes(routes!(run_triage))
        .routes(routes!(override_triage))
}

/// 事项
#[derive(Debug, Serialize, ToSchema)]
pub struct TaskRowView {
    pub id: Uuid,
    pub case_id: Uuid,
    pub case_no: String,
    pub title: String,
    pub node: Option<String>,
    pub state: String,
    pub state_label: String,
    pub light: LightName,
    pub post: Option<String>,
    pub holder: Option<String>,
    /// 由本人办理
    pub mine: bool,
    #[schema(format = Date)]
    pub due_on: Option<String>,
    #[schema(format = Date)]
    pub done_on: Option<String>,
    pub result: Option<String>,
    /// 在案件页的哪一栏办理
    pub opens: String,
    /// 随办理结果自动办结，不需要手工勾销
    pub automatic: bool,
    pub basis: Option<String>,
    /// 由人员派出的：办理要求
    pub asks: Option<String>,
    /// 由人员派出的：派出人
    pub raised_by: Option<String>,
    /// 紧急
    pub urgent: bool,
    pub respondents: String,
    pub actions: Vec<Action>,
}

/// 件数与金额
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct CountAndSum {
    pub count: i64,
    pub amount_fen: i64,
}

/// 件数
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct CountOnly {
    pub count: i64,
}

/// 今日关注
#[derive(Debug, Serialize, ToSchema)]
pub struct Focus {
    pub unknown_receipts: CountAndSum,
    pub unpaid_funds: CountAndSum,
    /// 控制措施将到期、尚无人答复的案件
    pub measures_expiring: CountOnly,
    pub overdue_tasks: CountOnly,
}

/// 今日关注
#[utoipa::path(get, path = "/focus", tag = "tasks", operation_id = "focus",
    extensions(("x-act" = json!("list_tasks"))),
    responses((status = 200, body = Focus)))]
async fn focus(State(app): State<App>, caller: Caller) -> Result<Json<Focus>, Problem> {
    let at = caller.at();
    let count = async |list: &str, filter: [(&str, &str); 1]| -> Result<i64, Error> {
        let asked = app.ask(at, list, filter).await?;
        Ok(app.total(&asked).await?.count)
    };
    let overdue = count("tasks", [("due", "overdue")]).await?;
    let warned = count("cases", [("tag", "measure_expiring")]).await?;
    // Whoever may not see the funds sees no figure, not a refusal: the page is for everyone.
    let funds = match app.fund_summary(at).await {
        Ok(funds) => Some(funds),
        Err(Error::Forbidden(_) | Error::NotFound(_)) => None,
        Err(error) => return Err(error.into()),
    };
    let unknown = funds.as_ref().map_or_else(CountAndSum::default, |funds| CountAndSum {
        count: funds.unknown.count,
        amount_fen: funds.unknown.sum.get(),
    });
    let unpaid = funds.iter().flat_map(|funds| &funds.undistributed);
    let unpaid = unpaid.fold(CountAndSum::default(), |sum, age| CountAndSum {
        count: sum.count + age.cases.count,
        amount_fen: sum.amount_fen.saturating_add(age.cases.sum.get()),
    });
    Ok(Json(Focus {
        unknown_receipts: unknown,
        unpaid_funds: unpaid,
        measures_expiring: CountOnly { count: warned },
        overdue_tasks: CountOnly { count: overdue },
    }))
}

/// 运行分流
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoundRequest {
    /// first 立案时，second 查控反馈后
    #[schema(value_type = String, pattern = "^(first|second)$")]
    pub round: Round,
}

/// 调整分流结果
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OverrideRequest {
    #[schema(max_length = 50)]
    pub lane: String,
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// 运行繁简分流
#[utoipa::path(post, path = "/cases/{id}/triage/run", tag = "tasks",
    operation_id = "run_triage", extensions(("x-act" = json!("run_triage"))),
    params(("id" = Uuid, Path)),
    request_body = RoundRequest, responses((status = 200, body = DoneView)))]
async fn run_triage(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<RoundRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("triage.run");
    let done = zhixing_app::triage::run(&app, &meta, CaseId(id), sent.body.round).await?;
    Ok(Json(DoneView::of(&done, "triage.decided")))
}

/// 调整分流结果
#[utoipa::path(post, path = "/cases/{id}/triage/override", tag = "tasks",
    operation_id = "override_triage", extensions(("x-act" = json!("override_triage"))),
    params(("id" = Uuid, Path)),
    request_body = OverrideRequest, responses((status = 200, body = DoneView)))]
async fn override_triage(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    sent: Sent<OverrideRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("triage.override");
    let OverrideRequest { lane, reason } = &sent.body;
    let done = zhixing_app::triage::override_lane(&app, &meta, CaseId(id), lane, reason).await?;
    Ok(Json(DoneView::of(&done, "approval.asked")))
}
