//! 结案条件：each condition of 执行完毕, met or not, with its evidence; nothing closes while something has no owner.

use zhixing_law::checklist::{Finding, completed};

use super::claims;
use crate::{
    ground::actor::Role,
    ground::refusal::Refusal,
    matter::Matter,
    matter::context::Context,
    mode::TaskRule,
    money::payout::{Purpose, account::account},
    papers::document::DocumentState,
    papers::kind::DocumentKind,
    property::deduction::DeductionState,
    property::measure::MeasureState,
    work::task::Task,
};

/// The facts that the conditions of 执行完毕 look at.
pub fn completed_facts(
    matter: &Matter,
    ctx: &Context<'_>,
) -> Result<completed::CompletedFacts, Refusal> {
    let account = account(matter, ctx.today)?;
    let is_open = |state: MeasureState| matches!(state, MeasureState::Live | MeasureState::Ordered);
    let title_of = |asset| matter.asset(asset).map(|a| a.title.clone()).unwrap_or_default();
    let money = matter.funds.balance().checked_add(matter.funds.in_flight)?;
    let fee_paid = matter.paid_for(Purpose::Fee);
    let in_hand = matter
        .deductions
        .iter()
        .filter(|d| matches!(d.state, DeductionState::Ordered | DeductionState::Deducted))
        .map(|d| format!("扣划{}尚未到账", d.request_no));
    let searches =
        matter.searches.iter().filter(|s| s.is_open()).map(|s| format!("查询{}", s.request_no));
    let drafts = matter
        .documents
        .iter()
        .filter(|d| d.state == DocumentState::Drafted)
        .map(|d| format!("{}待签发", d.kind.title()));
    let tasks = matter
        .tasks
        .iter()
        .filter(|task| task.state.is_live() && !closes_with_the_case(&task.key, ctx))
        .map(|task| task.name.clone());
    let makes_notice = ctx
        .mode
        .document
        .iter()
        .any(|rule| rule.on == "closing.closed" && rule.kind == DocumentKind::ClosingNotice);
    Ok(completed::CompletedFacts {
        claims: claims::settled(matter, &account)?,
        undistributed: Some(money),
        live_measures: Some(
            matter
                .measures
                .iter()
                .filter(|m| is_open(m.state))
                .map(|m| title_of(m.asset))
                .collect(),
        ),
        sanctions_to_lift: Some(Vec::new()),
        documents: Some(documents(matter, ctx)),
        open_tasks: Some(tasks.chain(in_hand).chain(searches).chain(drafts).collect()),
        open_petitions: Some(
            matter
                .objections_open()
                .map(|raised| format!("{}的执行异议", raised.objector))
                .collect(),
        ),
        closing_notice: makes_notice.then(|| "随结案决定同时制发".to_owned()),
        notice_waiver: None,
        fee_left: Some(account.owed.fee.checked_sub(fee_paid)?.at_least_zero()),
    })
}

/// Whether a task is done by the closing itself and so does not stand in its way.
fn closes_with_the_case(task: &str, ctx: &Context<'_>) -> bool {
    let done = |rule: &TaskRule| rule.done_by.iter().any(|kind| kind == "closing.closed");
    ctx.mode.task(task).is_some_and(done)
}

/// Who serves what has been issued: whoever has the live task of the service officer on papers. In a mode without such
/// a post it is whoever has a live task on papers at all.
fn serves(matter: &Matter, ctx: &Context<'_>) -> Option<String> {
    let role = |task: &Task| ctx.mode.post(&task.post).map(|post| post.role);
    let has_officer = ctx.mode.post.iter().any(|post| post.role == Role::ServiceOfficer);
    let on_papers = |task: &&Task| task.state.is_live() && task.opens == PAPERS;
    let task = matter
        .tasks
        .iter()
        .filter(on_papers)
        .find(|task| !has_officer || role(task) == Some(Role::ServiceOfficer))?;
    let post = ctx.mode.post(&task.post).map(|post| post.name.clone());
    Some(task.assignee.as_ref().map(|(_, name)| name.clone()).or(post).unwrap_or_default())
}

/// The part of the page on which papers are signed and served.
const PAPERS: &str = "documents";

fn documents(matter: &Matter, ctx: &Context<'_>) -> Vec<completed::DocumentService> {
    let owner = serves(matter, ctx);
    let issued = matter
        .documents
        .iter()
        .filter(|d| d.state == DocumentState::Issued && d.kind.needs_service())
        .filter(|d| d.kind != DocumentKind::SupplementNotice || matter.number.is_none());
    issued
        .flat_map(|document| {
            matter.service_targets(document).into_iter().map(move |party| (document, party))
        })
        .map(|(document, party)| {
            let name = matter.party(party).map(|p| p.details.name.clone()).unwrap_or_default();
            completed::DocumentService {
                label: format!("{}（{name}）", document.kind.title()),
                served: matter.served(document.id, party).is_some(),
                owner: owner.clone(),
            }
        })
        .collect()
}

/// Every condition of closing as 执行完毕, met or not, with its evidence.
pub fn conditions(matter: &Matter, ctx: &Context<'_>) -> Result<Vec<Finding>, Refusal> {
    Ok(completed::check(&completed_facts(matter, ctx)?))
}
