//! 财产甄别

use zhixing_domain::{
    ground::act::Act,
    ground::id::{AssetId, CaseId},
    property::asset::{self, Verdict},
};

use crate::{
    error::Error,
    settings::App,
    work::{Done, Meta},
};

/// 甄别财产
pub async fn screen(
    app: &App,
    meta: &Meta,
    case: CaseId,
    id: AssetId,
    verdict: Verdict,
    reason: &str,
) -> Result<Done, Error> {
    app.on_case(meta, case, Act::ScreenAsset, Some(id.into()), |file, ctx| {
        asset::screen(file, id, verdict, reason, ctx)
    })
    .await
}
