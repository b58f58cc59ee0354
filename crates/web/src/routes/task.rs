//! 事项

use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, error::Error};

use super::case_view::next::ActAt;
use crate::{
    caller::Caller,
    problem::Problem,
    view::{Action, LightName},
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(focus))
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
    /// 扣除的天数和事由，或者因何停止计算
    pub excluded: Option<String>,
    #[schema(format = Date)]
    pub done_on: Option<String>,
    pub result: Option<String>,
    /// 由本人办理的，现在就能办理的事
    pub act: Option<ActAt>,
    /// 在案件页的哪一栏办理，或者在哪一页一并办理
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
