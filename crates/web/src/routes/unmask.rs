//! 显示脱敏信息

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{
    App,
    unmask::{self, Field, Subject},
};
use zhixing_domain::id::{AssetId, CaseId, PartyId};

use crate::{problem::Problem, sent::Sent};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show))
}

/// 显示一项
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnmaskRequest {
    /// 页面给出的对象
    #[schema(max_length = 120)]
    pub subject: String,
    /// identity_number、phone、account
    #[schema(pattern = "^(identity_number|phone|account)$")]
    pub field: String,
    #[schema(min_length = 1, max_length = 300)]
    pub reason: String,
}

/// 完整的值
#[derive(Debug, Serialize, ToSchema)]
pub struct Unmasked {
    pub value: String,
}

/// What a page hands to this door for a party's values.
pub fn of_party(case: CaseId, party: PartyId) -> String {
    format!("case:{case}/party:{party}")
}

/// What a page hands to this door for an asset's number.
pub fn of_asset(case: CaseId, asset: AssetId) -> String {
    format!("case:{case}/asset:{asset}")
}

fn parse(text: &str) -> Option<(CaseId, Subject)> {
    let (case, part) = text.strip_prefix("case:")?.split_once('/')?;
    let case = CaseId(Uuid::parse_str(case).ok()?);
    let (kind, id) = part.split_once(':')?;
    let id = Uuid::parse_str(id).ok()?;
    match kind {
        "party" => Some((case, Subject::Party(PartyId(id)))),
        "asset" => Some((case, Subject::Asset(AssetId(id)))),
        _ => None,
    }
}

/// 显示脱敏信息，记入流水
#[utoipa::path(post, path = "/unmask", tag = "cases", operation_id = "unmask",
    extensions(("x-act" = json!("unmask"))),
    request_body = UnmaskRequest, responses((status = 200, body = Unmasked)))]
async fn show(
    State(app): State<App>,
    sent: Sent<UnmaskRequest>,
) -> Result<Json<Unmasked>, Problem> {
    let wanted = &sent.body;
    let (case, subject) = parse(&wanted.subject)
        .ok_or_else(|| Problem::malformed("对象不合格式，请从页面点“显示”。").at("subject"))?;
    let field = Field::from_code(&wanted.field)
        .ok_or_else(|| Problem::malformed("字段不在可选范围内。").at("field"))?;
    let meta = sent.meta("unmask");
    let value = unmask::unmask(&app, &meta, case, subject, field, &wanted.reason).await?;
    Ok(Json(Unmasked { value }))
}
