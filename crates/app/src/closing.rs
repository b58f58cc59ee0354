//! 结案

use zhixing_domain::{
    closing::closure,
    closing::waived::Statement,
    ground::act::Act,
    ground::id::CaseId,
    ground::refusal::optional_text,
    ground::subject::Subject,
    work::approval::{What, ask::ask},
};
use zhixing_law::checklist::Finding;

use crate::{
    error::Error,
    settings::App,
    work::{Done, Meta},
};

/// 以执行完毕方式结案, or the request that it be signed where the mode has a chain for it.
pub async fn close(app: &App, meta: &Meta, case: CaseId, remark: &str) -> Result<Done, Error> {
    let subject = Some(Subject::Closing);
    let remark = optional_text("remark", remark, 500)?;
    app.on_case(meta, case, Act::CloseCase, subject, |file, ctx| {
        ask(file, What::Closing { remark: remark.clone() }, ctx)
    })
    .await
}

/// 登记放弃剩余债权
pub async fn waive(
    app: &App,
    meta: &Meta,
    case: CaseId,
    statement: &Statement,
) -> Result<Done, Error> {
    let subject = Some(Subject::Closing);
    app.on_case(meta, case, Act::RecordWaiver, subject, |file, ctx| {
        ask(file, What::Waiver { statement: statement.clone() }, ctx)
    })
    .await
}

/// Every condition of closing, met or not, with its evidence.
pub async fn conditions(app: &App, meta: &Meta, case: CaseId) -> Result<Vec<Finding>, Error> {
    app.look(meta.at(), case, |file, ctx| closure::conditions(file, ctx))
        .await?
        .map_err(Error::from)
}
