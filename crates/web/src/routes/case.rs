//! 案件清单、案件页、流水、检索

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{
    App, export,
    list::{CaseFilter, CaseRow, CaseSort, Listing, Page as PageOf},
};
use zhixing_domain::{
    ground::id::{CaseId, StaffId},
    ground::refusal::{FieldProblem, Refusal},
    matter::Stage,
    mode::Mode,
};
use zhixing_law::{day::Day, number::CaseKind};

use super::case_view::{self, CaseDetail};
use crate::{
    caller::Caller,
    extract::{Path, Query},
    problem::Problem,
    view::{LightName, Page, light, some, some_day},
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(summary))
        .routes(routes!(search))
        .routes(routes!(page))
        .routes(routes!(docket))
}

/// 案件筛选条件
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct CaseQuery {
    /// 案号、当事人、末几位
    #[param(max_length = 100)]
    #[schema(max_length = 100)]
    pub q: Option<String>,
    /// 阶段：received、open、closed
    pub state: Option<String>,
    pub lane: Option<String>,
    pub node: Option<String>,
    /// 承办人，本人为 me
    pub handler: Option<String>,
    pub team: Option<String>,
    /// 案件类型代码
    pub kind: Option<String>,
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub filed_from: Option<Day>,
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub filed_to: Option<Day>,
    /// 时限灯：overdue 已逾期、today 今日到期、soon 三日内到期、normal 期限尚远、idle 没有期限
    pub light: Option<String>,
    /// 标签：livelihood 涉民生、measure_expiring 控制措施将到期，尚无人答复
    pub tag: Option<String>,
    /// 排序：due_on、-filed_on、-claim
    pub sort: Option<String>,
    /// 上一页给出的页码
    #[param(max_length = 200)]
    #[schema(max_length = 200)]
    pub after: Option<String>,
    /// 每页条数，最多 200
    #[param(minimum = 1, maximum = 200)]
    #[schema(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

fn unknown(field: &'static str) -> Problem {
    zhixing_app::error::Error::from(Refusal::field(field, FieldProblem::Unknown)).into()
}

impl CaseQuery {
    /// The filter for the use case.
    pub fn wanted(&self, me: StaffId) -> Result<export::Wanted, Problem> {
        let known = |ok: bool, field| if ok { Ok(()) } else { Err(unknown(field)) };
        known(self.state.as_deref().is_none_or(|s| Stage::from_code(s).is_some()), "state")?;
        known(self.light.as_deref().is_none_or(|l| export::light(l).is_some()), "light")?;
        known(self.kind.as_deref().is_none_or(|k| CaseKind::from_code(k).is_some()), "kind")?;
        let tags = ["livelihood", "measure_expiring"];
        known(self.tag.as_deref().is_none_or(|tag| tags.contains(&tag)), "tag")?;
        let tag = |wanted| self.tag.as_deref() == Some(wanted);
        let handler = match self.handler.as_deref() {
            None => None,
            Some("me") => Some(me),
            Some(id) => Some(Uuid::parse_str(id).map(StaffId).map_err(|_| unknown("handler"))?),
        };
        Ok(export::Wanted {
            court: None,
            text: self.q.clone().filter(|q| !q.trim().is_empty()),
            stage: self.state.clone(),
            lane: self.lane.clone(),
            team: self.team.clone(),
            node: self.node.clone(),
            kind: self.kind.clone(),
            handler,
            filed_from: self.filed_from,
            filed_to: self.filed_to,
            light: self.light.clone(),
            livelihood: tag("livelihood").then_some(true),
            warned: tag("measure_expiring"),
        })
    }

    fn filter(&self, app: &App, caller: &Caller) -> Result<CaseFilter, Problem> {
        let at = caller.at();
        let mut filter = self.wanted(at.actor.id)?.filter(at.court, app.clock.today());
        let sort = self.sort.as_deref().map(|sort| sort.trim_start_matches('-'));
        filter.sort = match sort {
            None | Some("due_on" | "due") => CaseSort::Due,
            Some("filed_on" | "filed" | "case_no") => CaseSort::Filed,
            Some("claim" | "claim_fen") => CaseSort::Claim,
            Some(_) => return Err(unknown("sort")),
        };
        Ok(filter)
    }
}

/// Which page of a list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// 上一页给出的页码
    #[param(max_length = 200)]
    pub after: Option<String>,
    /// 每页条数，最多 200
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// The page for the use case.
pub fn page_of(after: Option<&String>, limit: Option<i64>) -> PageOf {
    PageOf { cursor: after.cloned(), limit: limit.unwrap_or(50) }
}

/// 清单中的案件
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseRowView {
    pub id: Uuid,
    pub case_no: String,
    pub light: LightName,
    pub node: Option<String>,
    #[schema(format = Date)]
    pub node_due_on: Option<String>,
    #[schema(format = Date)]
    pub next_due_on: Option<String>,
    pub applicants: String,
    pub respondents: String,
    pub cause: String,
    pub claim_fen: i64,
    pub received_fen: i64,
    pub balance_fen: i64,
    pub lane: Option<String>,
    pub state: String,
    pub state_label: String,
    pub team: Option<String>,
    pub handler: Option<String>,
    pub tags: Vec<String>,
    #[schema(format = Date)]
    pub filed_on: Option<String>,
    #[schema(format = Date)]
    pub closed_on: Option<String>,
    pub open_tasks: i64,
}

/// 标签 of a case in the lists and on its page.
pub fn tags(livelihood: bool, warned_end: Option<Day>) -> Vec<String> {
    let livelihood = livelihood.then(|| "涉民生".to_owned());
    let warned = warned_end.map(|end| format!("控制措施{end}到期待答复"));
    livelihood.into_iter().chain(warned).collect()
}

/// A row with the mode's names.
pub fn row_view(row: CaseRow, mode: &Mode, today: Day) -> CaseRowView {
    let closed = row.closed_on.is_some();
    let due = row.next_due_on.filter(|_| !closed);
    let lane = mode.lane(&row.lane).map(|lane| lane.name.clone());
    let team = mode.team(&row.team).map(|team| team.name.clone());
    CaseRowView {
        id: row.case.0,
        light: light(due, today),
        node: some(&row.node_name),
        node_due_on: some_day(row.node_due_on),
        next_due_on: some_day(due),
        claim_fen: row.claim.get(),
        received_fen: row.received.get(),
        balance_fen: row.balance.get(),
        lane: lane.or_else(|| some(&row.lane)),
        state_label: row.stage.title().to_owned(),
        team: team.or_else(|| some(&row.team)),
        handler: some(&row.handler_name),
        tags: tags(row.livelihood, row.warned_end),
        filed_on: some_day(row.filed_on),
        closed_on: some_day(row.closed_on),
        open_tasks: row.open_tasks,
        case_no: row.number,
        applicants: row.applicants,
        respondents: row.respondents,
        cause: row.cause,
        state: row.stage.code().to_owned(),
    }
}

/// A page of rows with the mode's names.
pub fn rows_view(
    app: &App,
    caller: &Caller,
    listing: Listing<CaseRow>,
) -> Result<Page<CaseRowView>, Problem> {
    let mode = app.mode(caller.organisation())?;
    let today = app.clock.today();
    let items = listing.rows.into_iter().map(|row| row_view(row, mode, today)).collect();
    Ok(Page { items, next: listing.next })
}

/// 案件清单
#[utoipa::path(get, path = "/cases", tag = "cases", operation_id = "list_cases",
    extensions(("x-act" = json!("list_cases"))), params(CaseQuery),
    responses((status = 200, body = Page<CaseRowView>)))]
async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<CaseQuery>,
) -> Result<Json<Page<CaseRowView>>, Problem> {
    let filter = query.filter(&app, &caller)?;
    let page = page_of(query.after.as_ref(), query.limit);
    let listing = app.list_cases(caller.at(), &filter, &page).await?;
    Ok(Json(rows_view(&app, &caller, listing)?))
}

/// 合计
#[derive(Debug, Serialize, ToSchema)]
pub struct Summary {
    pub count: i64,
    /// 只数到上限，实际更多
    pub count_capped: bool,
    pub claim_fen: Option<i64>,
}

/// 案件合计
#[utoipa::path(get, path = "/cases/summary", tag = "cases", operation_id = "summarise_cases",
    extensions(("x-act" = json!("list_cases"))), params(CaseQuery),
    responses((status = 200, body = Summary)))]
async fn summary(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<CaseQuery>,
) -> Result<Json<Summary>, Problem> {
    let filter = query.filter(&app, &caller)?;
    let found = app.summarise_cases(caller.at(), &filter).await?;
    let claim_fen = (!found.capped).then(|| found.claim.get());
    Ok(Json(Summary { count: found.count, count_capped: found.capped, claim_fen }))
}

/// 检索词
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// 案号、当事人、末几位
    #[param(min_length = 1, max_length = 100)]
    pub q: String,
}

/// 快速检索
#[utoipa::path(get, path = "/search", tag = "cases", operation_id = "search",
    extensions(("x-act" = json!("list_cases"))), params(SearchQuery),
    responses((status = 200, body = Page<CaseRowView>)))]
async fn search(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<SearchQuery>,
) -> Result<Json<Page<CaseRowView>>, Problem> {
    let at = caller.at();
    let mut filter = CaseFilter::of(at.court, app.clock.today());
    filter.text = Some(query.q).filter(|q| !q.trim().is_empty());
    filter.sort = CaseSort::Filed;
    let listing = app.list_cases(at, &filter, &PageOf::first(20)).await?;
    Ok(Json(rows_view(&app, &caller, Listing { next: None, ..listing })?))
}

/// 案件页
#[utoipa::path(get, path = "/cases/{id}", tag = "cases", operation_id = "case",
    extensions(("x-act" = json!("view_case"))), params(("id" = Uuid, Path)),
    responses((status = 200, body = CaseDetail)))]
async fn page(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<CaseDetail>, Problem> {
    let at = caller.at();
    let file = app.case(at, CaseId(id)).await?;
    Ok(Json(case_view::detail(&app, &caller, &file).await?))
}

/// 流水的一行
#[derive(Debug, Serialize, ToSchema)]
pub struct DocketLine {
    pub seq: i64,
    #[schema(format = DateTime)]
    pub at: String,
    #[schema(format = DateTime)]
    pub recorded_at: String,
    pub actor: String,
    pub kind: String,
    pub text: String,
    pub light: LightName,
}

/// 办案流水，新的在前
#[utoipa::path(get, path = "/cases/{id}/docket", tag = "cases", operation_id = "docket",
    extensions(("x-act" = json!("view_case"))), params(("id" = Uuid, Path), PageQuery),
    responses((status = 200, body = Page<DocketLine>)))]
async fn docket(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<DocketLine>>, Problem> {
    let before = match &query.after {
        None => None,
        Some(text) => Some(text.parse::<i64>().map_err(|_| unknown("after"))?),
    };
    let limit = query.limit.unwrap_or(50).clamp(1, 200);
    let case = CaseId(id);
    let entries = app.docket(caller.at(), case, before, limit).await?;
    let file = app.case(caller.at(), case).await?;
    let full = i64::try_from(entries.len()).unwrap_or(i64::MAX) == limit;
    let last = entries.last().map(|entry| entry.seq);
    let next = last.filter(|seq| full && 1 < *seq).map(|seq| seq.to_string());
    let items = entries.iter().map(|entry| DocketLine {
        seq: entry.seq,
        at: entry.happened_at.to_string(),
        recorded_at: entry.recorded_at.to_string(),
        actor: entry.actor_name.clone(),
        kind: entry.kind.clone(),
        text: case_view::docket_text(&file, &entry.kind, &entry.subject, &entry.body),
        light: case_view::docket_light(&entry.kind),
    });
    Ok(Json(Page { items: items.collect(), next }))
}
