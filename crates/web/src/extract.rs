//! Extractors whose rejections are problems in Chinese.

use axum::{
    extract::{
        FromRequestParts,
        rejection::{PathRejection, QueryRejection},
    },
    http::{Uri, request::Parts},
};
use serde::de::DeserializeOwned;

use crate::problem::Problem;

/// Parts of the path.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T, S> FromRequestParts<S> for Path<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        if parts.uri.path().contains("%00") {
            return Err(Problem::not_found("所请求的内容"));
        }
        let read = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        read.map(|axum::extract::Path(value)| Path(value)).map_err(|rejection| match rejection {
            // An id that cannot be one names nothing that exists.
            PathRejection::FailedToDeserializePathParams(_) => Problem::not_found("所请求的内容"),
            other => {
                tracing::info!(error = %other, "path");
                Problem::malformed("地址不合格式，请从页面重新进入。")
            }
        })
    }
}

/// Name of the parameter that says which court is looked at. Any request may carry it: [`crate::caller::Caller`] reads it
/// and no query knows it.
pub const COURT: &str = "court";

fn without_court(uri: &Uri) -> Uri {
    let Some(query) = uri.query() else { return uri.clone() };
    let kept = query.split('&').filter(|pair| pair.split('=').next() != Some(COURT));
    let kept = kept.collect::<Vec<_>>().join("&");
    // A part of a query is a query.
    format!("{}?{kept}", uri.path()).parse().unwrap_or_else(|_| uri.clone())
}

/// Parts of the query.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T, S> FromRequestParts<S> for Query<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        // The databases do not keep a NUL in a text; nobody means one.
        if parts.uri.query().is_some_and(|query| query.contains("%00")) {
            return Err(Problem::malformed("查询条件含有不可见字符，请删除后重试。"));
        }
        let asked = without_court(&parts.uri);
        let read = axum::extract::Query::<T>::try_from_uri(&asked);
        read.map(|axum::extract::Query(value)| Query(value)).map_err(|rejection| {
            let detail = match &rejection {
                QueryRejection::FailedToDeserializeQueryString(error) => error.body_text(),
                other => other.body_text(),
            };
            Problem::malformed(format!("查询条件不合格式：{}。", crate::wording::serde(&detail)))
        })
    }
}
