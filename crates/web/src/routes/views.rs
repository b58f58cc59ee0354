//! 已存视图：filters of the case list, with the columns it shows, that a person keeps under a name.

use std::collections::BTreeMap;

use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use zhixing_app::App;
use zhixing_domain::ground::refusal::text;

use crate::{
    caller::Caller,
    extract::Path,
    problem::Problem,
    sent::{Nothing, Sent},
    view::Page,
};

/// Longest saved filter, in bytes.
const FILTER_MAX: usize = 4096;

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(save, forget))
}

/// 保存视图
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ViewRequest {
    /// 筛选条件，与清单的查询条件相同
    #[schema(value_type = std::collections::HashMap<String, String>)]
    pub filter: BTreeMap<String, String>,
    /// 不显示的列
    #[serde(default)]
    #[schema(max_items = 50)]
    pub hidden: Vec<String>,
}

/// 已存视图
#[derive(Debug, Serialize, ToSchema)]
pub struct SavedView {
    pub name: String,
    #[schema(value_type = std::collections::HashMap<String, String>)]
    pub filter: BTreeMap<String, String>,
    /// 不显示的列
    pub hidden: Vec<String>,
}

/// A view as it is kept.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    filter: BTreeMap<String, String>,
    hidden: Vec<String>,
}

impl Kept {
    /// Reads a kept view; those kept before the columns were part of it are the filter alone.
    fn read(text: &str) -> Kept {
        serde_json::from_str(text).unwrap_or_else(|_| Kept {
            filter: serde_json::from_str(text).unwrap_or_default(),
            hidden: Vec::new(),
        })
    }
}

/// 已存视图清单
#[utoipa::path(get, path = "/views", tag = "cases", operation_id = "list_views",
    extensions(("x-act" = json!("list_cases"))),
    responses((status = 200, body = Page<SavedView>)))]
async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Page<SavedView>>, Problem> {
    let views = app.views(caller.actor()).await?;
    let items = views.into_iter().map(|(name, value)| {
        let Kept { filter, hidden } = Kept::read(&value);
        SavedView { name, filter, hidden }
    });
    Ok(Json(Page { items: items.collect(), next: None }))
}

/// 保存视图
#[utoipa::path(put, path = "/views/{name}", tag = "cases", operation_id = "save_view",
    extensions(("x-act" = json!("list_cases"))), params(("name" = String, Path, max_length = 40)),
    request_body = ViewRequest, responses((status = 204, description = "已保存")))]
async fn save(
    State(app): State<App>,
    Path(name): Path<String>,
    sent: Sent<ViewRequest>,
) -> Result<StatusCode, Problem> {
    let name = text("name", &name, 40).map_err(zhixing_app::error::Error::from)?;
    let ViewRequest { filter, hidden } = &sent.body;
    let kept = Kept { filter: filter.clone(), hidden: hidden.clone() };
    let value = serde_json::to_string(&kept).map_err(zhixing_app::error::Error::from)?;
    if FILTER_MAX < value.len() {
        return Err(Problem::too_large(FILTER_MAX));
    }
    app.save_view(sent.caller().actor(), &name, &value).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// 删除视图
#[utoipa::path(delete, path = "/views/{name}", tag = "cases", operation_id = "delete_view",
    extensions(("x-act" = json!("list_cases"))), params(("name" = String, Path, max_length = 40)),
    responses((status = 204, description = "已删除")))]
async fn forget(
    State(app): State<App>,
    Path(name): Path<String>,
    sent: Sent<Nothing>,
) -> Result<StatusCode, Problem> {
    app.forget_view(sent.caller().actor(), &name).await?;
    Ok(StatusCode::NO_CONTENT)
}
