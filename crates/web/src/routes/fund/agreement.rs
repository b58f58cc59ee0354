//! 账实核对：what the bank says of the court's account against the books

use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use zhixing_app::{
    App,
    list::{Compared, StrangePayment},
};
use zhixing_domain::money::agreement::{Disagreement, Stated};

use crate::{caller::Caller, problem::Problem};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(agreement))
}

/// 账实核对的结果
#[derive(Debug, Serialize, ToSchema)]
pub struct FundsAgreement {
    /// 银行流水的期末余额
    pub bank_fen: i64,
    /// 流水的截止日
    #[schema(format = Date)]
    pub bank_on: String,
    /// 按账面应有的余额
    pub expected_fen: i64,
    /// 第一份流水之前的余额，不在账内
    pub opening_fen: i64,
    /// 账面已付、流水截止日以后的
    pub paid_since_fen: i64,
    /// 流水已付、银行还没有回单的
    pub unreported_fen: i64,
    pub agrees: bool,
    /// 不符之处，以及到哪里去查
    pub problems: Vec<String>,
    /// 流水中对不上本院付款的支出，最近的在前
    pub strange: Vec<StrangeView>,
}

/// 对不上本院付款的一笔支出
#[derive(Debug, Serialize, ToSchema)]
pub struct StrangeView {
    #[schema(format = Date)]
    pub on: String,
    pub amount_fen: i64,
    pub payee: String,
}

impl From<&StrangePayment> for StrangeView {
    fn from(payment: &StrangePayment) -> StrangeView {
        StrangeView {
            on: payment.on.to_string(),
            amount_fen: payment.amount.get(),
            payee: payment.payee.clone(),
        }
    }
}

/// 账实核对
#[utoipa::path(get, path = "/funds/agreement", tag = "funds", operation_id = "funds_agreement",
    extensions(("x-act" = json!("view_funds"))),
    responses((status = 200, body = Option<FundsAgreement>)))]
async fn agreement(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Option<FundsAgreement>>, Problem> {
    let Some((found, compared)) = app.agreement(caller.at()).await? else {
        return Ok(Json(None));
    };
    let strange = compared.strange.as_ref();
    let named = strange.map(|(_, named)| named.iter().map(StrangeView::from).collect());
    Ok(Json(Some(FundsAgreement {
        bank_fen: found.bank.get(),
        bank_on: found.on.to_string(),
        expected_fen: found.expected.get(),
        opening_fen: found.opening.get(),
        paid_since_fen: compared.books.paid_since.get(),
        unreported_fen: compared.books.unreported.get(),
        agrees: found.agrees(),
        problems: problems(&found.disagreements, &compared),
        strange: named.unwrap_or_default(),
    })))
}

/// Places that are said one by one; what is missing is brought in and the rest is seen then.
const SAID_MAX: usize = 10;

fn problems(disagreements: &[Disagreement], compared: &Compared) -> Vec<String> {
    let mut problems: Vec<String> =
        disagreements.iter().take(SAID_MAX).map(|one| said(one, compared)).collect();
    let more = disagreements.len().saturating_sub(SAID_MAX);
    if 0 < more {
        problems.push(format!("另有{more}处不符，补齐以上各处后再看。"));
    }
    problems
}

fn period(stated: &Stated) -> String {
    if stated.from == stated.to {
        return stated.from.to_string();
    }
    format!("{}至{}", stated.from, stated.to)
}

/// What is wrong, where, and what to do about it.
fn said(one: &Disagreement, compared: &Compared) -> String {
    match one {
        Disagreement::Gap { stated, expected } => format!(
            "{}的流水期初余额{}元，此前导入的流水合计应为{}元：其间的流水没有导入，或者导入的不全。请向银行取得缺少的流水并导入。",
            period(stated),
            stated.opening.grouped(),
            expected.grouped()
        ),
        Disagreement::Difference { bank, expected } => {
            let strange = match &compared.strange {
                None => "请核对流水和付款回单是否都已导入。".to_owned(),
                Some((sum, _)) => format!(
                    "流水中有{}笔支出对不上本院的付款，共{}元，请逐笔查明。",
                    sum.count,
                    sum.sum.grouped()
                ),
            };
            format!("银行余额{}元，按账面应为{}元。{strange}", bank.grouped(), expected.grouped())
        }
        Disagreement::Pool { ledger, listed } => format!(
            "不明款账面{}元，清单合计{}元：请管理员核验数据。",
            ledger.grouped(),
            listed.grouped()
        ),
    }
}
