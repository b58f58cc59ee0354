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
use zhixing_domain::ground::id::{AssetId, CaseId, PartyId, PayoutId, ReceiptId};

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

/// What a page hands to this door for the account that a line of a payout goes to.
pub fn of_payout_line(case: CaseId, payout: PayoutId, line: usize) -> String {
    format!("case:{case}/payout:{payout}:{line}")
}
/// Whose value is asked for.
enum Asked {
    InCase(CaseId, Subject),
    Receipt(ReceiptId),
}

fn parse(text: &str) -> Option<Asked> {
    let uuid = |text: &str| Uuid::parse_str(text).ok();
    if let Some(receipt) = text.strip_prefix("receipt:") {
        return uuid(receipt).map(|id| Asked::Receipt(ReceiptId(id)));
    }
    let (case, part) = text.strip_prefix("case:")?.split_once('/')?;
    let (kind, id) = part.split_once(':')?;
    let subject = match kind {
        "party" => Subject::Party(PartyId(uuid(id)?)),
        "asset" => Subject::Asset(AssetId(uuid(id)?)),
        "payout" => {
            let (payout, line) = id.split_once(':')?;
            Subject::PayoutLine(PayoutId(uuid(payout)?), line.parse().ok()?)
        }
        _ => return None,
    };
    Some(Asked::InCase(CaseId(uuid(case)?), subject))
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
    let asked = parse(&wanted.subject)
        .ok_or_else(|| Problem::malformed("对象不合格式，请从页面点“显示”。").at("subject"))?;
    let field = Field::from_code(&wanted.field)
        .ok_or_else(|| Problem::malformed("字段不在可选范围内。").at("field"))?;
    let meta = sent.meta("unmask");
    let reason = &wanted.reason;
    let value = match asked {
        Asked::InCase(case, subject) => {
            unmask::unmask(&app, &meta, case, subject, field, reason).await?
        }
        Asked::Receipt(id) if field == Field::Account => {
            unmask::receipt(&app, &meta, id, reason).await?
        }
        Asked::Receipt(_) => return Err(Problem::malformed("到账款项只有付款账号。").at("field")),
    };
    Ok(Json(Unmasked { value }))
}
