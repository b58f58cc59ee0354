//! 结案

use zhixing_domain::{
    closing::closure, ground::act::Act, ground::id::CaseId, ground::subject::Subject,
};
use zhixing_law::checklist::Finding;

use crate::{
    error::Error,
    settings::App,
    work::{Done, Meta},
};

/// 以执行完毕方式结案
pub async fn close(app: &App, meta: &Meta, case: CaseId, remark: &str) -> Result<Done, Error> {
    let subject = Some(Subject::Closing);
    app.on_case(meta, case, Act::CloseCase, subject, |file, ctx| closure::close(file, remark, ctx))
        .await
}

/// 登记放弃剩余债权
pub async fn waive(
    app: &App,
    meta: &Meta,
    case: CaseId,
    statement: &closure::Statement,
) -> Result<Done, Error> {
    let subject = Some(Subject::Closing);
    app.on_case(meta, case, Act::RecordWaiver, subject, |file, ctx| {
        closure::waive(file, statement, ctx)
    })
    .await
}

/// Every condition of closing, met or not, with its evidence.
pub async fn conditions(app: &App, meta: &Meta, case: CaseId) -> Result<Vec<Finding>, Error> {
    app.look(meta.at(), case, |file, ctx| closure::conditions(file, ctx))
        .await?
        .map_err(Error::from)
}
