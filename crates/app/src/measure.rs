//! 届满与到期预警：what the daily job does.

use zhixing_domain::{ground::act::Act, ground::id::CaseId, property::measure::expire};

use crate::{
    error::Error,
    settings::App,
    work::{Done, Meta},
};

/// 届满：measures past their end lose effect.
pub async fn lapse(app: &App, meta: &Meta, case: CaseId) -> Result<Done, Error> {
    app.on_case(meta, case, Act::RenewMeasure, None, expire::lapse).await
}

/// 到期预警：approaching ends get a warning with a named owner.
pub async fn warn(app: &App, meta: &Meta, case: CaseId) -> Result<Done, Error> {
    app.on_case(meta, case, Act::RenewMeasure, None, expire::warn).await
}
