//! 送达

use zhixing_domain::{
    ground::act::Act,
    ground::id::CaseId,
    papers::service::{self, Attempt},
};

use crate::{
    error::Error,
    settings::App,
    work::{Done, Meta},
};

/// 登记送达
pub async fn record(
    app: &App,
    meta: &Meta,
    case: CaseId,
    attempt: &Attempt,
) -> Result<Done, Error> {
    let subject = Some(attempt.document.into());
    app.on_case(meta, case, Act::RecordService, subject, |file, ctx| {
        service::record(file, attempt, ctx)
    })
    .await
}
