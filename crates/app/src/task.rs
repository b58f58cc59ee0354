//! 事项：签收、办结、退回、指派.

use zhixing_domain::{
    ground::act::Act,
    ground::id::{CaseId, StaffId, TaskId},
    ground::subject::Subject,
    work::task,
};

use crate::{
    error::Error,
    settings::App,
    work::{Done, Meta},
};

fn about(task: TaskId) -> Option<Subject> {
    Some(task.into())
}

/// 签收事项
pub async fn accept(app: &App, meta: &Meta, case: CaseId, id: TaskId) -> Result<Done, Error> {
    app.on_case(meta, case, Act::AcceptTask, about(id), |file, ctx| task::accept(file, id, ctx))
        .await
}

/// 办结回填
pub async fn complete(
    app: &App,
    meta: &Meta,
    case: CaseId,
    id: TaskId,
    result: &str,
) -> Result<Done, Error> {
    app.on_case(meta, case, Act::CompleteTask, about(id), |file, ctx| {
        task::complete(file, id, result, ctx)
    })
    .await
}

/// 退回事项
pub async fn give_back(
    app: &App,
    meta: &Meta,
    case: CaseId,
    id: TaskId,
    reason: &str,
) -> Result<Done, Error> {
    app.on_case(meta, case, Act::ReturnTask, about(id), |file, ctx| {
        task::give_back(file, id, reason, ctx)
    })
    .await
}

/// 指派事项
pub async fn assign(
    app: &App,
    meta: &Meta,
    case: CaseId,
    id: TaskId,
    to: StaffId,
    reason: &str,
) -> Result<Done, Error> {
    app.in_case(meta, case, Act::AssignTask, about(id), |work| {
        let person = work.organisation.person(to).filter(|staff| staff.active);
        let name = person.map(|staff| staff.name.clone()).ok_or(Error::NotFound("人员"))?;
        work.decide(case, |file, ctx| task::assign(file, id, (to, name), reason, ctx))
    })
    .await
}
