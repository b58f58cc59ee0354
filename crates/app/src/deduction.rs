//! 扣划

use zhixing_domain::{
    ground::act::Act,
    ground::id::{CaseId, MeasureId},
    property::deduction,
};
use zhixing_law::money::Fen;

use crate::{
    error::Error,
    settings::App,
    work::{Done, Meta},
};

/// 决定扣划
pub async fn order(
    app: &App,
    meta: &Meta,
    case: CaseId,
    measure: MeasureId,
    amount: Fen,
) -> Result<Done, Error> {
    let subject = Some(measure.into());
    app.on_case(meta, case, Act::OrderDeduction, subject, |file, ctx| {
        deduction::order(file, measure, amount, ctx)
    })
    .await
}
