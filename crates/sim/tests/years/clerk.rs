//! 办案的人: looks at a case, sees what can be done in it now, and does one of these things. Nothing is remembered from
//! day to day but what stands in the case, as with people who come back after the machine was down.

use serde_json::json;
use zhixing_app::{error::Error, work::Meta};
use zhixing_connectors::simulator::chance::Chance;
use zhixing_domain::{
    closing::closure::close::CloseCase,
    command::Command,
    ground::{
        field::{Note, Text},
        id::{DeductionId, MeasureId, SearchId},
        subject::Subject,
    },
    matter::{Matter, Stage, kind::MatterKind},
    papers::document::DocumentState,
    property::{
        deduction::{DeductionState, repeat::RepeatDeduction, withdraw::WithdrawDeduction},
        measure::{
            MeasureState, acknowledge::AcknowledgeExpiry, renew::RenewMeasure,
            repeat::RepeatRequest, withdraw::WithdrawRequest,
        },
        search::close::CloseSearch,
    },
    roof,
    work::panel::PanelTopic,
    work::task::{Task, TaskState, accept::AcceptTask, complete::CompleteTask},
};
use zhixing_law::{day::Day, service::Method};
use zhixing_sim::Desk;

use crate::court;

/// Days after which somebody asks why a body has not answered.
const PATIENCE: i64 = 7;

/// What the posts of a mode do on foot and report back by hand.
const LEGWORK: &[&str] = &[
    "search_housing",
    "search_provident_fund",
    "search_social_security",
    "search_financial",
    "local_enquiry",
    "site_enquiry",
    "three_pushes",
];

/// Something that can be done in a matter now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Interview,
    TakeOver,
    Search,
    SearchAgain,
    CloseSearch(SearchId),
    Sign,
    Serve,
    Screen,
    Legwork,
    Plan,
    Freeze,
    Deduct,
    AskAgain(MeasureId),
    TakeBack(MeasureId),
    AskAgainToDeduct(DeductionId),
    TakeBackDeduction(DeductionId),
    AnswerEnd(MeasureId),
    Propose,
    Approve,
    Release,
    Close,
    /// 材料不齐时硬要结案：what the conditions of closing are for.
    CloseTooEarly,
    /// 连按两下
    AcceptTwice,
    Decide,
    CloseObjection,
    AnswerVisit,
    CarryOut,
}

/// Everything that can be done now. `paid` says whether the bank says that it has paid out of an account.
pub(crate) fn steps(file: &Matter, today: Day, paid: impl Fn(&str, Day) -> bool) -> Vec<Step> {
    let mut steps = Vec::new();
    let live = |key: &str| file.tasks.iter().any(|t| t.key == key && t.state.is_live());
    let tasks: [(&str, Step); 18] = [
        ("interview", Step::Interview),
        ("receive_case", Step::TakeOver),
        ("start_search", Step::Search),
        ("screen_assets", Step::Screen),
        ("plan", Step::Plan),
        ("freeze", Step::Freeze),
        ("deduct", Step::Deduct),
        ("serve_documents", Step::Serve),
        ("serve_first", Step::Serve),
        ("panel_measures", Step::Plan),
        ("propose_payout", Step::Propose),
        ("approve_payout", Step::Approve),
        ("release_measures", Step::Release),
        ("close_case", Step::Close),
        ("review_objection", Step::Decide),
        ("close_objection", Step::CloseObjection),
        ("answer_visit", Step::AnswerVisit),
        ("carry_out_ruling", Step::CarryOut),
    ];
    steps.extend(tasks.iter().filter(|(key, _)| live(key)).map(|(_, step)| *step));
    if LEGWORK.iter().any(|key| live(key)) {
        steps.push(Step::Legwork);
    }
    // What is the handler's waits until there is one.
    let handlers = |step: &Step| matches!(step, Step::Propose | Step::Plan | Step::Close);
    steps.retain(|step| file.handler.is_some() || !handlers(step));
    // What has been asked for already waits for its answer.
    let held = file.measures.iter().any(|m| m.state == MeasureState::Live && m.pending.is_none());
    steps.retain(|step| *step != Step::Release || held);
    let any = |state| file.documents.iter().any(|document| document.state == state);
    if any(DocumentState::Drafted) {
        steps.push(Step::Sign);
    }
    let unserved = file.kind != MatterKind::First && 0 < file.documents_unserved();
    if unserved {
        steps.push(Step::Serve);
    }
    if file.kind == MatterKind::First && file.stage == Stage::Open {
        property(file, today, &paid, &mut steps);
        if file.handler.is_some() {
            steps.push(Step::CloseTooEarly);
        }
    }
    if !file.tasks.is_empty() {
        steps.push(Step::AcceptTwice);
    }
    steps
}

/// What nobody has a task for: bodies that do not answer, and ends that come near.
fn property(file: &Matter, today: Day, paid: &impl Fn(&str, Day) -> bool, steps: &mut Vec<Step>) {
    let long = |since: Day| PATIENCE < since.days_until(today);
    let open = file.searches.iter().filter(|search| search.is_open());
    for search in open.filter(|search| long(search.requested_on)) {
        steps.push(Step::CloseSearch(search.id));
    }
    let nothing = file.assets.is_empty() && file.searches_open() == 0;
    if nothing && (1..3).contains(&file.searches.len()) {
        steps.push(Step::SearchAgain);
    }
    let issued = |subject: Subject| {
        let rulings = file.documents.iter().filter(|d| d.subject == Some(subject));
        rulings.filter_map(|ruling| ruling.issued_on).max()
    };
    for measure in &file.measures {
        if measure.pending.is_some() && issued(measure.id.into()).is_some_and(long) {
            steps.extend([Step::AskAgain(measure.id), Step::TakeBack(measure.id)]);
        }
        if measure.awaits_answer() {
            steps.push(Step::AnswerEnd(measure.id));
        }
    }
    let ordered = file.deductions.iter().filter(|d| d.state == DeductionState::Ordered);
    for deduction in ordered.filter(|d| issued(d.id.into()).is_some_and(long)) {
        let account = file.asset(deduction.asset).map(|asset| asset.number.as_str());
        // Whoever asks is told so, and waits for the money; it must not be taken twice.
        if !paid(account.unwrap_or_default(), deduction.ordered_on) {
            let (again, back) = (deduction.id, deduction.id);
            steps.extend([Step::AskAgainToDeduct(again), Step::TakeBackDeduction(back)]);
        }
    }
}

/// Does one thing in a matter.
///
/// # Errors
/// What the court refused, which may well be right; or that something is broken.
pub(crate) async fn take(
    desk: &Desk,
    file: &Matter,
    step: Step,
    chance: &mut Chance,
) -> Result<(), Error> {
    let case = file.id;
    match step {
        Step::Interview => desk.interview(case, &court::interview(chance)?).await,
        Step::TakeOver => take_over(desk, file).await,
        Step::Search | Step::SearchAgain => desk.search(case).await,
        Step::CloseSearch(search) => {
            let reason = Text::try_new("电话催问后仍未反馈，不再等待")?;
            by_duty(desk, file, &CloseSearch { search, reason }).await
        }
        Step::Sign => desk.sign(case).await.map(drop),
        Step::Serve => {
            let ways = [Method::Direct, Method::Post, Method::Electronic];
            let method = chance.pick(&ways).copied().unwrap_or(Method::Direct);
            desk.serve(case, method).await.map(drop)
        }
        Step::Screen => desk.screen(case).await.map(drop),
        Step::Legwork => desk.legwork(case).await,
        Step::Plan => desk.plan(case, "先行处置存款").await,
        Step::Freeze => {
            // Some are short, so that their ends come within the year.
            let days = 25 + i64::try_from(chance.below(60)).unwrap_or(0);
            let short = desk.today().plus_days(days)?;
            desk.freeze(case, None, chance.percent(50).then_some(short)).await.map(drop)
        }
        Step::Deduct => desk.deduct(case, None).await.map(drop),
        Step::AskAgain(measure) => {
            let reason = Text::try_new("电话核实，对方称没有收到")?;
            by_duty(desk, file, &RepeatRequest { measure, reason }).await
        }
        Step::TakeBack(measure) => {
            let reason = Text::try_new("多次催问没有答复")?;
            by_duty(desk, file, &WithdrawRequest { measure, reason }).await
        }
        Step::AskAgainToDeduct(deduction) => {
            let reason = Text::try_new("电话核实，对方没有扣划")?;
            by_handler(desk, file, &RepeatDeduction { deduction, reason }).await
        }
        Step::TakeBackDeduction(deduction) => {
            let reason = Text::try_new("电话核实，对方没有扣划")?;
            by_handler(desk, file, &WithdrawDeduction { deduction, reason }).await
        }
        Step::AnswerEnd(measure) => answer_end(desk, file, measure, chance).await,
        Step::Propose => {
            if file.returned_payout() {
                desk.correct_accounts(case).await?;
            }
            desk.propose(case).await
        }
        Step::Approve => desk.approve(case).await,
        Step::Release => desk.release(case, "债务已经清偿").await.map(drop),
        Step::Close => desk.close(case, "").await,
        Step::CloseTooEarly => {
            let meta = handler(desk, file, CloseCase::NAME).await?;
            let close = CloseCase { remark: Note::default() };
            desk.app.send(&meta, case, &close).await.map(drop)
        }
        Step::AcceptTwice => accept_twice(desk, file).await,
        Step::Decide => {
            desk.deliberate(case, PanelTopic::Objection, "异议能否成立。承办人意见：驳回").await?;
            let ruling = json!({
                "outcome": "dismissed", "operative": "驳回异议请求", "reasons": "账户户名为被执行人"
            });
            named(desk, file, "decide_objection", ruling).await
        }
        Step::CloseObjection => named(desk, file, "close_objection", json!({ "remark": "" })).await,
        Step::CarryOut => {
            let of = |task: &&Task| task.key == "carry_out_ruling" && task.state.is_live();
            let task = file.tasks.iter().find(of).ok_or(Error::NotFound("事项"))?.id;
            let result = Text::try_new("已按裁定办理")?;
            desk.explain(case, Some(task)).await?;
            by_handler(desk, file, &CompleteTask { task, result }).await
        }
        Step::AnswerVisit => {
            let answer = json!({
                "way": "phone", "on": desk.today(), "answer": "案款到账后十个工作日内发放"
            });
            named(desk, file, "answer_visit", answer).await
        }
    }
}

async fn handler(desk: &Desk, file: &Matter, name: &'static str) -> Result<Meta, Error> {
    let organisation = desk.app.organisation(desk.court()).await?;
    let known = file.handler.as_ref().and_then(|(id, _)| organisation.person(*id));
    match known.map(|person| person.account.clone()) {
        Some(account) => desk.by(&account, name).await,
        None => desk.on_duty("intake", name).await,
    }
}

async fn by_handler<C: Command>(desk: &Desk, file: &Matter, command: &C) -> Result<(), Error> {
    let meta = handler(desk, file, C::NAME).await?;
    desk.app.send(&meta, file.id, command).await?;
    desk.settle().await
}

async fn by_duty<C: Command>(desk: &Desk, file: &Matter, command: &C) -> Result<(), Error> {
    let meta = desk.on_duty("searcher", C::NAME).await?;
    desk.app.send(&meta, file.id, command).await?;
    desk.settle().await
}

/// A command as a page sends it, by its name.
async fn named(
    desk: &Desk,
    file: &Matter,
    name: &str,
    body: serde_json::Value,
) -> Result<(), Error> {
    let kind = roof::find(name).ok_or(Error::NotFound("办理事项"))?;
    let command = kind.read(body).unwrap();
    let meta = handler(desk, file, kind.name).await?;
    desk.app.send(&meta, file.id, &*command).await?;
    desk.settle().await
}

/// Accepted and reported back; whoever accepted it before the machine died reports it now.
async fn take_over(desk: &Desk, file: &Matter) -> Result<(), Error> {
    let of = |task: &&Task| task.key == "receive_case" && task.state.is_live();
    let task = file.tasks.iter().find(of).ok_or(Error::NotFound("事项"))?;
    if task.state == TaskState::Open {
        return desk.take_over(file.id).await;
    }
    desk.explain(file.id, Some(task.id)).await?;
    let meta = desk.on_duty("receiver", CompleteTask::NAME).await?;
    let result = Text::try_new("材料齐全，已接收")?;
    desk.app.send(&meta, file.id, &CompleteTask { task: task.id, result }).await.map(drop)
}

/// Renewed while it lives, or somebody says that nothing more is wanted.
async fn answer_end(
    desk: &Desk,
    file: &Matter,
    measure: MeasureId,
    chance: &mut Chance,
) -> Result<(), Error> {
    let known = file.measure(measure).ok_or(Error::NotFound("控制措施"))?;
    let lives = known.state == MeasureState::Live && known.pending.is_none();
    if lives && desk.today() <= known.ends_on && chance.percent(50) {
        return by_handler(desk, file, &RenewMeasure { measure, ends_on: None }).await;
    }
    let note = Text::try_new("届满后不再续行，由我负责")?;
    by_handler(desk, file, &AcknowledgeExpiry { measure, note }).await
}

/// One command sent twice at the same moment is one command with one answer.
async fn accept_twice(desk: &Desk, file: &Matter) -> Result<(), Error> {
    let Some(task) = file.tasks.iter().find(|task| task.state.is_live()) else { return Ok(()) };
    let meta = match task.post.as_str() {
        "handler" => handler(desk, file, AcceptTask::NAME).await?,
        post => desk.on_duty(post, AcceptTask::NAME).await?,
    };
    let accept = AcceptTask { task: task.id };
    let (one, other) = tokio::join!(
        desk.app.send(&meta, file.id, &accept),
        desk.app.send(&meta, file.id, &accept)
    );
    if let (Ok(one), Ok(other)) = (&one, &other) {
        assert_eq!(one, other, "one command has two answers");
    }
    // One of the two may have been told that the other was under way.
    match (one, other) {
        (Ok(_), _) | (_, Ok(_)) => Ok(()),
        (Err(error), Err(_)) => Err(error),
    }
}
