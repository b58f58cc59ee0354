//! 执行计算：the public calculators. Nobody signs in; how often an address may ask is bounded, and so is every
//! list in a question. Amounts are asked in yuan, as people type them, so that what is wrong with one is said in the
//! law's own words; answers are in 分 like everywhere.

use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Request, State},
    http::{StatusCode, request::Parts},
};
use serde::de::DeserializeOwned;
use utoipa_axum::{router::OpenApiRouter, routes};
use zhixing_app::App;
use zhixing_calc::{Answer, Span, Wrong, distribution, fee, interest, period, rules, words};
use zhixing_law::{basis::RuleInfo, period::Limit};

use crate::{caller, extract::Path, limits::PublicGate, problem::Problem, sent};

pub mod ask;
pub mod found;

use ask::{DistributionRequest, FeeRequest, InterestRequest, PeriodRequest, WordsRequest};
use found::{DistributionView, FeeView, InterestView, PeriodView, RuleView, WordsView, Working};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(period_end))
        .routes(routes!(charge))
        .routes(routes!(delay_interest))
        .routes(routes!(distribute))
        .routes(routes!(capital_words))
        .routes(routes!(all_rules))
        .routes(routes!(one_rule))
}

/// Somebody who has not asked too often.
struct Visitor;

impl FromRequestParts<App> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        let gate = parts.extensions.get::<PublicGate>().ok_or_else(Problem::internal)?;
        gate.pass(caller::address(parts))?;
        Ok(Visitor)
    }
}

/// A question of such a visitor.
struct Asked<T>(T);

impl<T: DeserializeOwned + Send> FromRequest<App> for Asked<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let Visitor = Visitor::from_request_parts(&mut parts, app).await?;
        let (question, _) = sent::json(&parts.headers, body).await?;
        Ok(Asked(question))
    }
}

impl From<Wrong> for Problem {
    fn from(wrong: Wrong) -> Problem {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Problem::new(status, wrong.code, "不能计算", wrong.message).at(&wrong.place)
    }
}

/// The answer to a question that may take a while, away from the threads that serve everybody.
async fn computed<R, F>(answer: F) -> Result<Answer<R>, Problem>
where
    R: Send + 'static,
    F: FnOnce() -> Result<Answer<R>, Wrong> + Send + 'static,
{
    let answered = tokio::task::spawn_blocking(answer).await.map_err(|_| Problem::internal())?;
    answered.map_err(Problem::from)
}

/// The working as the views carry it.
fn working<R>(app: &App, answer: &Answer<R>) -> Working {
    Working::new(answer, app.clock.now().day())
}

/// 期间
#[utoipa::path(post, path = "/calc/period", tag = "calc", operation_id = "calc_period",
    extensions(("x-act" = json!("open"))),
    request_body = PeriodRequest, responses((status = 200, body = PeriodView)))]
async fn period_end(
    State(app): State<App>,
    Asked(asked): Asked<PeriodRequest>,
) -> Result<Json<PeriodView>, Problem> {
    let question = asked.question()?;
    let answer = computed(move || period::answer(&question)).await?;
    let working = working(&app, &answer);
    Ok(Json(PeriodView::new(answer.result, working)))
}

/// 费用
#[utoipa::path(post, path = "/calc/fee", tag = "calc", operation_id = "calc_fee",
    extensions(("x-act" = json!("open"))),
    request_body = FeeRequest, responses((status = 200, body = FeeView)))]
async fn charge(
    State(app): State<App>,
    Asked(asked): Asked<FeeRequest>,
) -> Result<Json<FeeView>, Problem> {
    let answer = fee::answer(&asked.question())?;
    let working = working(&app, &answer);
    Ok(Json(FeeView::new(&answer.result, working)))
}

/// 迟延履行期间的债务利息
#[utoipa::path(post, path = "/calc/interest", tag = "calc", operation_id = "calc_interest",
    extensions(("x-act" = json!("open"))),
    request_body = InterestRequest, responses((status = 200, body = InterestView)))]
async fn delay_interest(
    State(app): State<App>,
    Asked(asked): Asked<InterestRequest>,
) -> Result<Json<InterestView>, Problem> {
    let question = asked.question()?;
    let answer = computed(move || interest::answer(&question)).await?;
    let working = working(&app, &answer);
    Ok(Json(InterestView::new(&answer.result, working)))
}

/// 分配
#[utoipa::path(post, path = "/calc/distribution", tag = "calc", operation_id = "calc_distribution",
    extensions(("x-act" = json!("open"))),
    request_body = DistributionRequest, responses((status = 200, body = DistributionView)))]
async fn distribute(
    State(app): State<App>,
    Asked(asked): Asked<DistributionRequest>,
) -> Result<Json<DistributionView>, Problem> {
    let question = asked.question();
    let answer = computed(move || distribution::answer(&question)).await?;
    let working = working(&app, &answer);
    Ok(Json(DistributionView::new(answer.result, working)))
}

/// 大写金额
#[utoipa::path(post, path = "/calc/words", tag = "calc", operation_id = "calc_words",
    extensions(("x-act" = json!("open"))),
    request_body = WordsRequest, responses((status = 200, body = WordsView)))]
async fn capital_words(
    State(app): State<App>,
    Asked(asked): Asked<WordsRequest>,
) -> Result<Json<WordsView>, Problem> {
    let answer = words::answer(&asked.amount)?;
    let working = working(&app, &answer);
    Ok(Json(WordsView::new(answer.result, working)))
}

/// 规则目录
#[utoipa::path(get, path = "/calc/rules", tag = "calc", operation_id = "calc_rules",
    extensions(("x-act" = json!("open"))),
    responses((status = 200, body = Vec<RuleView>)))]
async fn all_rules(_: Visitor) -> Json<Vec<RuleView>> {
    Json(rules::all().iter().map(RuleView::new).collect())
}

/// 一条规则
#[utoipa::path(get, path = "/calc/rules/{id}", tag = "calc", operation_id = "calc_rule",
    extensions(("x-act" = json!("open"))),
    params(("id" = String, Path, description = "规则编号，例如 R-F1")),
    responses((status = 200, body = RuleView)))]
async fn one_rule(_: Visitor, Path(id): Path<String>) -> Result<Json<RuleView>, Problem> {
    let rule: &RuleInfo = rules::find(&id).map_err(|_| Problem::not_found("这条规则"))?;
    Ok(Json(RuleView::new(rule)))
}

/// A period of one's own length, or one of the catalogue's, never both.
fn length(asked: &PeriodRequest) -> Result<period::Length, Problem> {
    match (asked.length, asked.unit, &asked.rule) {
        (Some(length), Some(unit), None) => {
            let roll = if asked.rolls.unwrap_or(true) {
                zhixing_law::period::Roll::Forward
            } else {
                zhixing_law::period::Roll::None
            };
            Ok(period::Length::Own(Limit { length, unit: unit.into(), roll }))
        }
        (None, None, Some(rule)) => Ok(period::Length::Rule(rule.clone())),
        _ => {
            let message = "请填写期限的长度和单位，或者选择期限表中的一条，二者只取其一。";
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Err(Problem::new(status, "calc.length", "不能计算", message).at("length"))
        }
    }
}

/// Stretches as the calculators take them.
fn spans(given: &[ask::SpanRequest]) -> Vec<Span> {
    given.iter().map(|span| Span { from: span.from.clone(), to: span.to.clone() }).collect()
}
