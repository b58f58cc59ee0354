//! 查封、扣押、冻结

use zhixing_domain::{
    ground::act::Act,
    ground::id::{CaseId, MeasureId},
    ground::subject::Subject,
    property::measure::{self, Order},
};
use zhixing_law::day::Day;

use crate::{
    error::Error,
    settings::App,
    work::{Done, Meta},
};

fn about(id: MeasureId) -> Option<Subject> {
    Some(id.into())
}

/// 决定冻结
pub async fn order(app: &App, meta: &Meta, case: CaseId, order: &Order) -> Result<Done, Error> {
    let subject = Some(order.asset.into());
    app.on_case(meta, case, Act::OrderMeasure, subject, |file, ctx| {
        measure::order(file, order, ctx)
    })
    .await
}

/// 续行
pub async fn renew(
    app: &App,
    meta: &Meta,
    case: CaseId,
    id: MeasureId,
    ends_on: Option<Day>,
) -> Result<Done, Error> {
    app.on_case(meta, case, Act::RenewMeasure, about(id), |file, ctx| {
        measure::renew(file, id, ends_on, ctx)
    })
    .await
}

/// 解除
pub async fn release(
    app: &App,
    meta: &Meta,
    case: CaseId,
    id: MeasureId,
    reason: &str,
) -> Result<Done, Error> {
    app.on_case(meta, case, Act::ReleaseMeasure, about(id), |file, ctx| {
        measure::release(file, id, reason, ctx)
    })
    .await
}

/// 确认到期预警
pub async fn acknowledge(
    app: &App,
    meta: &Meta,
    case: CaseId,
    id: MeasureId,
    note: &str,
) -> Result<Done, Error> {
    app.on_case(meta, case, Act::AcknowledgeExpiry, about(id), |file, ctx| {
        measure::acknowledge(file, id, note, ctx)
    })
    .await
}

/// 届满：the daily job; measures past their end lose effect.
pub async fn lapse(app: &App, meta: &Meta, case: CaseId) -> Result<Done, Error> {
    app.on_case(meta, case, Act::RenewMeasure, None, measure::lapse).await
}

/// 到期预警：the daily job; approaching ends get a warning with a named owner.
pub async fn warn(app: &App, meta: &Meta, case: CaseId) -> Result<Done, Error> {
    app.on_case(meta, case, Act::RenewMeasure, None, measure::warn).await
}
