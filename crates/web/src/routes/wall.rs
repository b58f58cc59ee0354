//! 指挥大屏

use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{
    App,
    list::{Limit, LimitKind},
};
use zhixing_domain::mode::{HANDLER, Mode};

use crate::{
    caller::Caller,
    problem::Problem,
    view::{LightName, light, remaining},
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(wall))
}

/// 大屏数字
#[derive(Debug, Serialize, ToSchema)]
pub struct Figure {
    pub code: String,
    pub label: String,
    pub value: String,
    pub unit: String,
    pub note: Option<String>,
    pub light: LightName,
    /// 打开所数的各件，没有清单的为空
    pub opens: Option<String>,
}

/// 各节点在办
#[derive(Debug, Serialize, ToSchema)]
pub struct NodeFigure {
    pub code: String,
    pub name: String,
    pub limit: String,
    pub open: i64,
    pub due_today: i64,
    pub late: i64,
    pub opens: String,
}

/// 各团队在办
#[derive(Debug, Serialize, ToSchema)]
pub struct TeamFigure {
    pub name: String,
    pub open: i64,
    pub late: i64,
    /// 没有分到团队的，没有清单
    pub opens: Option<String>,
}

/// 最近到期
#[derive(Debug, Serialize, ToSchema)]
pub struct DueLine {
    pub case_id: Uuid,
    pub case_no: String,
    pub node: String,
    pub holder: String,
    pub light: LightName,
    pub remaining: String,
}

/// 指挥大屏
#[derive(Debug, Serialize, ToSchema)]
pub struct WallView {
    pub court: String,
    #[schema(format = DateTime)]
    pub at: String,
    #[schema(format = Date)]
    pub today: String,
    pub figures: Vec<Figure>,
    pub nodes: Vec<NodeFigure>,
    pub teams: Vec<TeamFigure>,
    pub next_due: Vec<DueLine>,
}

fn figure(code: &str, label: &str, value: String, unit: &str, light: LightName) -> Figure {
    let [code, label, unit] = [code, label, unit].map(str::to_owned);
    Figure { code, label, value, unit, note: None, light, opens: None }
}

impl Figure {
    /// The list of what it counts.
    fn opening(self, path: impl Into<String>) -> Figure {
        Figure { opens: Some(path.into()), ..self }
    }
}

/// Who a limit waits for: who has taken the task, else its post; the handler of the case for the rest.
fn holder(mode: &Mode, limit: &Limit) -> String {
    let post = Some(limit.post.as_str()).filter(|post| !post.is_empty() && *post != HANDLER);
    let post = post.and_then(|post| mode.post(post)).map(|post| post.name.clone());
    let taken = crate::view::some(&limit.assignee_name);
    let held = taken.or(post).unwrap_or_else(|| limit.handler_name.clone());
    if held.is_empty() { "待分案".to_owned() } else { held }
}

/// 指挥大屏
#[utoipa::path(get, path = "/wall", tag = "wall", operation_id = "wall",
    extensions(("x-act" = json!("view_wall"))), responses((status = 200, body = WallView)))]
async fn wall(State(app): State<App>, caller: Caller) -> Result<Json<WallView>, Problem> {
    let wall = app.wall(caller.at()).await?;
    let organisation = caller.organisation();
    let mode = app.court_mode(organisation)?;
    let now = app.clock.now();
    let today = now.day();
    let open: i64 = wall.teams.iter().map(|team| team.open).sum();
    let late: i64 = wall.teams.iter().map(|team| team.late).sum();
    let due: i64 = wall.nodes.iter().map(|node| node.due_today).sum();
    let month = wall.received_this_month.sum;
    let figures = vec![
        figure("open", "在办案件", open.to_string(), "件", LightName::Normal)
            .opening("/cases?state=open"),
        figure("filed", "今日立案", wall.filed_today.to_string(), "件", LightName::Normal)
            .opening(format!("/cases?filed_from={today}")),
        figure("closed", "今日结案", wall.closed_today.to_string(), "件", LightName::Normal),
        figure("received", "本月到账", month.grouped(), "元", LightName::Normal),
        figure("due", "今日到期节点", due.to_string(), "个", LightName::Soon),
        figure("expiring", "控制措施到期待答复", wall.warned.to_string(), "件", LightName::Soon)
            .opening("/cases?tag=measure_expiring"),
        figure("late", "逾期案件", late.to_string(), "件", LightName::Overdue)
            .opening("/cases?state=open&light=overdue"),
        figure("climbed", "催办到局长、院长", wall.climbed.to_string(), "项", LightName::Overdue)
            .opening("/lists/lateness?level=leaders"),
    ];
    let nodes = mode.node.iter().filter_map(|node| {
        let load = wall.nodes.iter().find(|load| load.node == node.key);
        // Objections and visits stand beside the way of a case while there are any.
        (node.is_of_cases() || load.is_some()).then(|| NodeFigure {
            code: node.key.clone(),
            name: node.name.clone(),
            limit: node.limit.to_string(),
            open: load.map_or(0, |load| load.open),
            due_today: load.map_or(0, |load| load.due_today),
            late: load.map_or(0, |load| load.late),
            opens: format!("/cases?state=open&node={}", node.key),
        })
    });
    let teams = wall.teams.iter().map(|team| TeamFigure {
        name: mode.team(&team.team).map_or_else(|| "未分案".to_owned(), |known| known.name.clone()),
        open: team.open,
        late: team.late,
        opens: mode.team(&team.team).map(|known| format!("/cases?state=open&team={}", known.key)),
    });
    let next_due = wall.overdue.iter().chain(&wall.next).map(|limit| DueLine {
        case_id: limit.case.0,
        case_no: crate::view::some(&limit.number).unwrap_or_else(|| "未立案".to_owned()),
        node: match limit.kind {
            LimitKind::Node | LimitKind::Task => limit.name.clone(),
            LimitKind::Measure => format!("{} 届满", limit.name),
        },
        holder: holder(&mode, limit),
        light: light(Some(limit.due_on), today),
        remaining: remaining(Some(limit.due_on), today).unwrap_or_default(),
    });
    Ok(Json(WallView {
        court: organisation.court.name.clone(),
        at: now.to_string(),
        today: today.to_string(),
        figures,
        nodes: nodes.collect(),
        teams: teams.collect(),
        next_due: next_due.collect(),
    }))
}
