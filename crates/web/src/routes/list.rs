//! 清单：one family of routes for every list. What a list shows, takes and allows is in its description.

use std::collections::BTreeMap;

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::{
    IntoParams, ToSchema,
    openapi::{
        ObjectBuilder, Required, Type,
        path::{Parameter, ParameterBuilder, ParameterIn},
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{
    App, export,
    list::{self, Asked, List, Page as PageOf},
};

use crate::{
    caller::Caller,
    extract::{Path, Query},
    problem::Problem,
    sent::Sent,
    view::Page,
};

pub mod describe;
pub mod row;
pub mod saved;

use describe::ListDescription;
use row::RowView;

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(lists))
        .routes(routes!(rows))
        .routes(routes!(total))
        .routes(routes!(export_list))
        .merge(saved::routes())
}

/// Rows of a page where nobody says how many, and the most that anybody gets.
const ROWS: (i64, i64) = (50, 200);

/// The list in the path.
pub struct ListPath;

impl IntoParams for ListPath {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let keys = list::ALL.iter().map(|list| list.key);
        let schema = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(keys));
        let key = ParameterBuilder::new()
            .name("list")
            .parameter_in(ParameterIn::Path)
            .required(Required::True)
            .description(Some("清单的代码，见 `/api/lists`"))
            .schema(Some(schema));
        vec![key.build()]
    }
}

/// What an address asks of a list: the filters of its description, the order, the page.
#[derive(Debug, Default)]
pub struct ListQuery(BTreeMap<String, String>);

/// Filters and order alone, for the total.
pub struct FilterQuery;

impl IntoParams for FilterQuery {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        // One list's filter is refused by another with a sentence; here stands what any of them takes.
        let mut known: BTreeMap<&str, String> = BTreeMap::new();
        for list in list::ALL {
            for filter in list.filters {
                let said = known.entry(filter.name).or_default();
                if !said.is_empty() {
                    said.push('；');
                }
                said.push_str(&format!("{}：{}", list.title, describe::takes(filter)));
            }
        }
        let orders = list::ALL.iter().flat_map(|list| list.orders.iter().map(|order| order.name));
        let orders: std::collections::BTreeSet<&str> = orders.collect();
        let orders = orders.into_iter().collect::<Vec<_>>().join("、");
        known.insert("sort", format!("排序：{orders}"));
        let text = |(name, said): (&str, String)| {
            let schema = ObjectBuilder::new().schema_type(Type::String).max_length(Some(100));
            ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Query)
                .required(Required::False)
                .description(Some(said))
                .schema(Some(schema))
                .build()
        };
        known.into_iter().map(text).collect()
    }
}

impl IntoParams for ListQuery {
    fn into_params(place: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let mut params = FilterQuery::into_params(place);
        let after = ObjectBuilder::new().schema_type(Type::String).max_length(Some(200));
        let limit =
            ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).maximum(Some(ROWS.1));
        for (name, said, schema) in
            [("after", "上一页给出的页码", after), ("limit", "每页条数，最多 200", limit)]
        {
            let param = ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Query)
                .required(Required::False)
                .description(Some(said))
                .schema(Some(schema));
            params.push(param.build());
        }
        params
    }
}

impl ListQuery {
    /// Takes the page out of it; the rest is the list's.
    fn page(&mut self) -> Result<PageOf, Problem> {
        let limit = match self.0.remove("limit") {
            None => ROWS.0,
            Some(text) => text.parse().map_err(|_| {
                Problem::malformed("查询条件不合格式：每页条数应当是 1 至 200 的整数。")
            })?,
        };
        Ok(PageOf { cursor: self.0.remove("after"), limit: limit.clamp(1, ROWS.1) })
    }

    async fn ask(&self, app: &App, caller: &Caller, key: &str) -> Result<Asked, Problem> {
        let values = self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        Ok(app.ask(caller.at(), key, values).await?)
    }
}

/// 清单的说明：列、筛选、排序、内置视图；只有本人可以打开的清单
#[utoipa::path(get, path = "/lists", tag = "lists", operation_id = "lists",
    extensions(("x-act" = json!("session"))),
    responses((status = 200, body = Page<ListDescription>)))]
async fn lists(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Page<ListDescription>>, Problem> {
    let mode = app.court_mode(caller.organisation())?;
    let may = |act| app.allow_rows(caller.at(), act).is_ok();
    let items = app.lists(caller.at());
    let items = items.map(|list| describe::describe(list, &mode, may)).collect();
    Ok(Json(Page { items, next: None }))
}

/// 清单的一页
#[derive(Debug, Serialize, ToSchema)]
pub struct ListPage {
    pub items: Vec<RowView>,
    /// 下一页的页码，最后一页为空
    pub next: Option<String>,
    /// 检索词符合的案件太多，只列出最近立案的 200 件的内容
    pub cases_capped: bool,
}

/// 清单的一页
#[utoipa::path(get, path = "/lists/{list}", tag = "lists", operation_id = "list",
    extensions(("x-act" = json!("list"))), params(ListPath, ListQuery),
    responses((status = 200, body = ListPage)))]
async fn rows(
    State(app): State<App>,
    caller: Caller,
    Path(key): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Json<ListPage>, Problem> {
    let mut query = ListQuery(query);
    let page = query.page()?;
    let asked = query.ask(&app, &caller, &key).await?;
    let found = app.list(&asked, &page).await?;
    let mode = app.court_mode(caller.organisation())?;
    let reader = row::Reader { app: &app, at: caller.at(), mode: &mode, today: asked.scope.today };
    let mut items = Vec::with_capacity(found.rows.len());
    for row in found.rows {
        items.push(reader.view(asked.list, row).await?);
    }
    Ok(Json(ListPage { items, next: found.next, cases_capped: found.capped }))
}

/// 合计
#[derive(Debug, Serialize, ToSchema)]
pub struct ListTotal {
    pub count: i64,
    /// 只数到上限，实际更多
    pub count_capped: bool,
    /// 清单所合计的金额列之和；只数到上限时没有
    pub sum_fen: Option<i64>,
}

/// 清单的合计
#[utoipa::path(get, path = "/lists/{list}/total", tag = "lists", operation_id = "list_total",
    extensions(("x-act" = json!("list"))), params(ListPath, FilterQuery),
    responses((status = 200, body = ListTotal)))]
async fn total(
    State(app): State<App>,
    caller: Caller,
    Path(key): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Json<ListTotal>, Problem> {
    let asked = ListQuery(query).ask(&app, &caller, &key).await?;
    let found = app.total(&asked).await?;
    let sum_fen = asked.list.sum.filter(|_| !found.capped).map(|_| found.sum.get());
    Ok(Json(ListTotal { count: found.count, count_capped: found.capped, sum_fen }))
}

/// 导出清单
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportRequest {
    /// 筛选条件和排序，与清单的查询条件相同
    #[schema(value_type = std::collections::HashMap<String, String>)]
    pub filter: BTreeMap<String, String>,
    /// 导出的列，不填为页面上通常显示的列
    #[serde(default)]
    #[schema(max_items = 50)]
    pub columns: Vec<String>,
    /// 只导出所选的各行，不填为符合筛选条件的全部
    #[serde(default)]
    #[schema(max_items = 1000)]
    pub rows: Vec<Uuid>,
}

/// 已发起的任务
#[derive(Debug, Serialize, ToSchema)]
pub struct Started {
    pub id: Option<Uuid>,
}

/// 导出清单：由后台任务做成表格文件
#[utoipa::path(post, path = "/lists/{list}/export", tag = "lists", operation_id = "export_list",
    extensions(("x-act" = json!("export_cases"))), params(ListPath),
    request_body = ExportRequest, responses((status = 200, body = Started)))]
async fn export_list(
    State(app): State<App>,
    Path(key): Path<String>,
    sent: Sent<ExportRequest>,
) -> Result<Json<Started>, Problem> {
    let meta = sent.meta("export.list");
    let list: &'static List = app.list_of(meta.at(), &key)?;
    let ExportRequest { filter, columns, rows } = &sent.body;
    let known = |name: &String| list.columns.iter().any(|column| column.name == name);
    if let Some(other) = columns.iter().find(|name| !known(name)) {
        return Err(Problem::unknown(other));
    }
    let wanted = export::Wanted {
        list: key,
        court: meta.court.clone(),
        filter: filter.clone(),
        columns: columns.clone(),
        rows: rows.clone(),
    };
    let done = export::start(&app, &meta, &wanted).await?;
    let id = done.note.get("job").and_then(|id| id.as_str());
    Ok(Json(Started { id: id.and_then(|id| Uuid::parse_str(id).ok()) }))
}
