//! 已存视图：filters of a list, with the columns that it hides, that a person keeps under a name.

use std::collections::BTreeMap;

use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use zhixing_app::{App, error::Error};
use zhixing_domain::ground::refusal::text;

use super::ListPath;
use crate::{
    caller::Caller,
    extract::Path,
    problem::Problem,
    sent::{Nothing, Sent},
    view::Page,
};

/// Longest saved filter, in bytes.
const FILTER_MAX: usize = 4096;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(views)).routes(routes!(save, forget))
}

/// 保存视图
#[derive(Debug, Serialize, Deserialize, ToSchema)]
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

/// 视图
#[derive(Debug, Serialize, ToSchema)]
pub struct SavedView {
    pub name: String,
    #[schema(value_type = std::collections::HashMap<String, String>)]
    pub filter: BTreeMap<String, String>,
    /// 不显示的列；内置视图不管列
    pub hidden: Option<Vec<String>>,
}

/// 本人的已存视图
#[utoipa::path(get, path = "/lists/{list}/views", tag = "lists", operation_id = "list_views",
    extensions(("x-act" = json!("list"))), params(ListPath),
    responses((status = 200, body = Page<SavedView>)))]
async fn views(
    State(app): State<App>,
    caller: Caller,
    Path(key): Path<String>,
) -> Result<Json<Page<SavedView>>, Problem> {
    let views = app.views(caller.actor(), &key).await?;
    let read = |(name, value): (String, String)| -> Result<SavedView, Error> {
        let ViewRequest { filter, hidden } = serde_json::from_str(&value).map_err(Error::from)?;
        Ok(SavedView { name, filter, hidden: Some(hidden) })
    };
    let items: Result<Vec<SavedView>, Error> = views.into_iter().map(read).collect();
    Ok(Json(Page { items: items?, next: None }))
}

/// 保存视图
#[utoipa::path(put, path = "/lists/{list}/views/{name}", tag = "lists",
    operation_id = "save_view", extensions(("x-act" = json!("list"))),
    params(ListPath, ("name" = String, Path, max_length = 40)),
    request_body = ViewRequest, responses((status = 204, description = "已保存")))]
async fn save(
    State(app): State<App>,
    Path((key, name)): Path<(String, String)>,
    sent: Sent<ViewRequest>,
) -> Result<StatusCode, Problem> {
    let name = text("name", &name, 40).map_err(Error::from)?;
    let actor = sent.caller().actor();
    let filter = &sent.body.filter;
    // A view that the list would refuse is refused when it is saved, not when it is opened.
    let values = filter.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    app.understood(actor, &key, values)?;
    let value = serde_json::to_string(&sent.body).map_err(Error::from)?;
    if FILTER_MAX < value.len() {
        return Err(Problem::too_large(FILTER_MAX));
    }
    app.save_view(actor, &key, &name, &value).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// 删除视图
#[utoipa::path(delete, path = "/lists/{list}/views/{name}", tag = "lists",
    operation_id = "delete_view", extensions(("x-act" = json!("list"))),
    params(ListPath, ("name" = String, Path, max_length = 40)),
    responses((status = 204, description = "已删除")))]
async fn forget(
    State(app): State<App>,
    Path((key, name)): Path<(String, String)>,
    sent: Sent<Nothing>,
) -> Result<StatusCode, Problem> {
    app.forget_view(sent.caller().actor(), &key, &name).await?;
    Ok(StatusCode::NO_CONTENT)
}
