//! 立案：the window files an application; a number is used only when the case is accepted.

use zhixing_domain::{
    ground::act::Act,
    ground::id::CaseId,
    ground::refusal::{Need, Refusal},
    ground::subject::Subject,
    intake::filing::{self, Application, Interview, Material},
    matter::kind::Number,
};
use zhixing_law::number::CaseNumber;

use crate::{
    error::Error,
    settings::App,
    work::{Done, Meta, Started, Work},
};

/// 收件：files the case when nothing is missing, otherwise keeps the application and tells what it lacks.
pub async fn receive(app: &App, meta: &Meta, application: &Application) -> Result<Done, Error> {
    let result = try_receive(app, meta, application).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn try_receive(app: &App, meta: &Meta, application: &Application) -> Result<Done, Error> {
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    work.allow_court(Act::FileCase)?;
    // Papers and payment files are written with it from the first day on.
    if work.organisation.court.name.is_empty() {
        return Err(Refusal::needs(Need::CourtDescribed).into());
    }
    let case = CaseId(work.id());
    work.begin_case(case).await?;
    let number = number_if_complete(&mut work, application).await?;
    work.decide(case, |_, ctx| filing::receive(application, number, ctx))?;
    work.commit().await
}

/// 补正
pub async fn supplement(
    app: &App,
    meta: &Meta,
    case: CaseId,
    application: &Application,
) -> Result<Done, Error> {
    let result = try_supplement(app, meta, case, application).await;
    app.leave_attempt(meta, Some(case), &result).await;
    result
}

async fn try_supplement(
    app: &App,
    meta: &Meta,
    case: CaseId,
    application: &Application,
) -> Result<Done, Error> {
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    work.open(case).await?;
    work.allow_case(case, Act::SupplementFiling)?;
    work.must_be_fresh(case, Subject::Filing).await?;
    let number = number_if_complete(&mut work, application).await?;
    work.decide(case, |file, ctx| filing::supplement(file, application, number, ctx))?;
    work.commit().await
}

/// The next 案号, taken only when the application is complete: an incomplete one must not use a number up.
/// The counter moves in the same transaction, so a refusal gives the number back.
async fn number_if_complete(
    work: &mut Work<'_>,
    application: &Application,
) -> Result<Option<CaseNumber>, Error> {
    if !filing::missing(application, work.today).is_empty() {
        return Ok(None);
    }
    match work.next_number(application.kind.into(), work.today).await? {
        Number::Case(number) => Ok(Some(number)),
        Number::Register(number) => Err(Error::Internal(format!("{number} is no case number"))),
    }
}

/// What an application still lacks, before it is sent: the same check that filing makes.
pub fn check(app: &App, application: &Application) -> Vec<zhixing_law::checklist::Finding> {
    filing::findings(application, app.clock.today())
}

/// 登记执前谈话
pub async fn interview(
    app: &App,
    meta: &Meta,
    case: CaseId,
    interview: &Interview,
) -> Result<Done, Error> {
    app.on_case(meta, case, Act::RecordInterview, Some(Subject::Filing), |file, ctx| {
        filing::interview(file, interview, ctx)
    })
    .await
}

/// 材料入卷
pub async fn add_material(
    app: &App,
    meta: &Meta,
    case: CaseId,
    material: &Material,
) -> Result<Done, Error> {
    app.on_case(meta, case, Act::AddMaterial, None, |file, ctx| {
        filing::add_material(file, material, ctx)
    })
    .await
}
