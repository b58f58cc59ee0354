//! 事项的由来：why each task of a matter is there, why another is not, and what would change it.

use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, error::Error};
use zhixing_domain::{
    engine::why::{Clause, Why, why},
    ground::id::CaseId,
    matter::{Matter, event},
    mode::{Mode, each::Each},
};

use super::case_view::docket::named;
use crate::{caller::Caller, extract::Path, problem::Problem, wording};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(tasks))
}

/// 一项条件
#[derive(Debug, Serialize, ToSchema)]
pub struct ClauseView {
    pub text: String,
    pub holds: bool,
    /// 所问的情况现在如何
    pub now: String,
}

/// 一种事项为何有、为何没有
#[derive(Debug, Serialize, ToSchema)]
pub struct WhyView {
    pub task: String,
    /// 针对的财产、当事人、文书等；针对整件事的为空
    pub about: Option<String>,
    /// 现在有这一事项
    pub live: bool,
    /// 现在的情形
    pub standing: String,
    /// 各组条件满足其一即派出
    pub needs: Vec<Vec<ClauseView>>,
    /// 办结前还须满足
    pub until: Vec<Vec<ClauseView>>,
    /// 由哪些办理办结
    pub done_by: Vec<String>,
    /// 几日内、自何时起算、哪些期间不计入
    pub limit: String,
    pub basis: String,
}

/// 事项的由来
#[derive(Debug, Serialize, ToSchema)]
pub struct WhyTasks {
    pub mode: String,
    pub items: Vec<WhyView>,
}

/// 事项为何有、为何没有
#[utoipa::path(get, path = "/cases/{id}/why", tag = "tasks", operation_id = "why_tasks",
    extensions(("x-act" = json!("view_case"))), params(("id" = Uuid, Path)),
    responses((status = 200, body = WhyTasks)))]
async fn tasks(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<WhyTasks>, Problem> {
    let at = caller.at();
    let file = app.case(at, CaseId(id)).await?;
    let found = app
        .look(at, file.id, |file, ctx| {
            let known = why(file, ctx)?;
            Ok(known.iter().map(|one| view(file, ctx.mode, one)).collect())
        })
        .await?
        .map_err(Error::Refused)?;
    let mode = app.matter_mode(caller.organisation(), &file)?;
    Ok(Json(WhyTasks { mode: format!("{}第{}版", mode.name, mode.version), items: found }))
}

fn view(file: &Matter, mode: &Mode, known: &Why<'_>) -> WhyView {
    let clauses = |groups: &[Vec<Clause>]| -> Vec<Vec<ClauseView>> {
        let one = |clause: &Clause| ClauseView {
            text: wording::condition::clause(clause, mode),
            holds: clause.holds,
            now: wording::condition::now(clause, mode),
        };
        groups.iter().map(|group| group.iter().map(one).collect()).collect()
    };
    let whole = known.rule.each == Each::Matter;
    let done_by = known.rule.done_by.iter().filter_map(|kind| event::title(kind));
    WhyView {
        task: known.rule.name.clone(),
        about: (!whole).then(|| named(file, &known.on.to_string()).unwrap_or_default()),
        live: known.live,
        standing: standing(known),
        needs: clauses(&known.needs),
        until: clauses(&known.until),
        done_by: done_by.map(str::to_owned).collect(),
        limit: format!("{}，{}", known.rule.limit, known.rule.stopped_by().title()),
        basis: known.rule.basis.clone(),
    }
}

/// Whether it is there, and in what way it comes about.
fn standing(known: &Why<'_>) -> String {
    let rule = known.rule;
    if known.over {
        return "已结案，不再派出".to_owned();
    }
    if known.live && rule.needs.is_some() {
        return "现有：下列条件成立期间都在".to_owned();
    }
    if known.live {
        return "现有：由人办结".to_owned();
    }
    if rule.by_people {
        return "没有：由人员派出".to_owned();
    }
    if rule.needs.is_none() {
        let raised = rule.once_on.iter().filter_map(|kind| event::title(kind));
        return format!("没有：发生“{}”时派出", raised.collect::<Vec<_>>().join("”“"));
    }
    "没有：下列标▲的条件尚不成立".to_owned()
}
