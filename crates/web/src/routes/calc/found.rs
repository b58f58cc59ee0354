//! 答：the answers as they are sent, each with its working.

use serde::Serialize;
use utoipa::ToSchema;
use zhixing_calc::{Answer, interest, period, words};
use zhixing_law::{
    basis::{Basis, BasisMark, RuleInfo},
    day::Day,
    distribution::Distribution,
    fee::Charge,
    interest::{Balance, Entry},
};

/// 依据的可信程度
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MarkName {
    /// 已核正文
    Text,
    /// 公开摘录
    Web,
    /// 待核
    Memory,
    /// 系统设定
    Design,
    /// 推算
    Derived,
    /// 各地做法
    Seed,
}

impl From<BasisMark> for MarkName {
    fn from(mark: BasisMark) -> MarkName {
        match mark {
            BasisMark::Text => MarkName::Text,
            BasisMark::Web => MarkName::Web,
            BasisMark::Memory => MarkName::Memory,
            BasisMark::Design => MarkName::Design,
            BasisMark::Derived => MarkName::Derived,
            BasisMark::Seed => MarkName::Seed,
        }
    }
}

/// 一处依据
#[derive(Debug, Serialize, ToSchema)]
pub struct SourceView {
    /// 法律、版本和条
    pub source: String,
    #[schema(inline)]
    pub mark: MarkName,
    pub mark_label: String,
}

impl SourceView {
    fn new(basis: &Basis) -> SourceView {
        SourceView {
            source: basis.to_string(),
            mark: basis.mark.into(),
            mark_label: basis.mark.chinese().to_owned(),
        }
    }
}

/// 规则
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleView {
    pub id: String,
    pub chapter: String,
    pub title: String,
    /// 参数的文字表述
    pub parameters: String,
    pub basis: Vec<SourceView>,
    /// 例外、口径与说明
    pub note: String,
}

impl RuleView {
    pub(super) fn new(rule: &RuleInfo) -> RuleView {
        RuleView {
            id: rule.id.to_string(),
            chapter: rule.chapter.to_owned(),
            title: rule.title.to_string(),
            parameters: rule.parameters.to_string(),
            basis: rule.basis.iter().map(SourceView::new).collect(),
            note: rule.note.to_string(),
        }
    }
}

/// 计算的一步
#[derive(Debug, Serialize, ToSchema)]
pub struct StepView {
    pub text: String,
    /// 所用规则的编号
    pub rules: Vec<String>,
}

/// 计算过程
#[derive(Debug, Serialize, ToSchema)]
pub struct Working {
    pub steps: Vec<StepView>,
    /// 所用的规则，按首次用到的次序
    pub rules: Vec<RuleView>,
    /// 使用前应当核对的事项
    pub cautions: Vec<String>,
    /// 计算之日
    #[schema(format = Date)]
    pub computed_on: String,
}

impl Working {
    pub(super) fn new<R>(answer: &Answer<R>, today: Day) -> Working {
        let step = |step: &zhixing_calc::Step| StepView {
            text: step.text.clone(),
            rules: step.rules.iter().map(|id| (*id).to_owned()).collect(),
        };
        Working {
            steps: answer.steps.iter().map(step).collect(),
            rules: answer.rules.iter().map(|rule| RuleView::new(rule)).collect(),
            cautions: answer.cautions.clone(),
            computed_on: today.to_string(),
        }
    }
}

/// 期间届满日
#[derive(Debug, Serialize, ToSchema)]
pub struct PeriodView {
    #[schema(format = Date)]
    pub end: String,
    /// 以小时计的，届满的时刻（北京时间）
    pub at: Option<String>,
    pub weekday: String,
    /// 只按长度推算的末日
    #[schema(format = Date)]
    pub nominal: String,
    pub excluded_days: i64,
    /// 顺延前的末日
    #[schema(format = Date)]
    pub rolled_from: Option<String>,
    /// 用到了尚未公布放假安排的年份
    pub assumed: bool,
    pub working: Working,
}

impl PeriodView {
    pub(super) fn new(end: period::End, working: Working) -> PeriodView {
        PeriodView {
            end: end.end.to_string(),
            at: end.at,
            weekday: end.weekday.chinese().to_owned(),
            nominal: end.nominal.to_string(),
            excluded_days: end.excluded_days,
            rolled_from: end.rolled_from.map(|day| day.to_string()),
            assumed: end.assumed,
            working,
        }
    }
}

/// 费用
#[derive(Debug, Serialize, ToSchema)]
pub struct FeeView {
    pub amount_fen: i64,
    pub fee_fen: i64,
    pub working: Working,
}

impl FeeView {
    pub(super) fn new(charge: &Charge, working: Working) -> FeeView {
        FeeView { amount_fen: charge.amount.get(), fee_fen: charge.fee.get(), working }
    }
}

/// 大写金额
#[derive(Debug, Serialize, ToSchema)]
pub struct WordsView {
    pub amount_fen: i64,
    pub words: String,
    pub working: Working,
}

impl WordsView {
    pub(super) fn new(found: words::Words, working: Working) -> WordsView {
        WordsView { amount_fen: found.amount.get(), words: found.words, working }
    }
}

/// 一次清偿的冲抵
#[derive(Debug, Serialize, ToSchema)]
pub struct SetOffView {
    #[schema(format = Date)]
    pub on: String,
    pub amount_fen: i64,
    pub to_costs_fen: i64,
    pub to_general_fen: i64,
    pub to_principal_fen: i64,
    pub to_double_fen: i64,
    /// 超过全部债务的部分
    pub surplus_fen: i64,
}

impl SetOffView {
    fn new(entry: &Entry) -> SetOffView {
        SetOffView {
            on: entry.on.to_string(),
            amount_fen: entry.amount.get(),
            to_costs_fen: entry.to_costs.get(),
            to_general_fen: entry.to_interest.get(),
            to_principal_fen: entry.to_principal.get(),
            to_double_fen: entry.to_double_interest.get(),
            surplus_fen: entry.surplus.get(),
        }
    }
}

/// 余额
#[derive(Debug, Serialize, ToSchema)]
pub struct OwedView {
    pub costs_fen: i64,
    pub general_fen: i64,
    pub principal_fen: i64,
    pub double_fen: i64,
    pub total_fen: i64,
}

impl OwedView {
    fn new(balance: &Balance) -> OwedView {
        OwedView {
            costs_fen: balance.costs.get(),
            general_fen: balance.interest.get(),
            principal_fen: balance.principal.get(),
            double_fen: balance.double_interest.get(),
            total_fen: balance.total.get(),
        }
    }
}

/// 迟延履行期间的债务利息
#[derive(Debug, Serialize, ToSchema)]
pub struct InterestView {
    #[schema(format = Date)]
    pub until: String,
    /// 加倍部分，已经清偿的也在内
    pub interest_fen: i64,
    /// 一般债务利息，已经清偿的也在内
    pub general_fen: i64,
    /// 计息天数；分期或者分次清偿的各笔不同，见过程
    pub days: Option<i64>,
    pub excluded_days: Option<i64>,
    pub payments: Vec<SetOffView>,
    pub balance: OwedView,
    pub working: Working,
}

impl InterestView {
    pub(super) fn new(found: &interest::Interest, working: Working) -> InterestView {
        InterestView {
            until: found.until.to_string(),
            interest_fen: found.interest.get(),
            general_fen: found.general.get(),
            days: found.days,
            excluded_days: found.excluded_days,
            payments: found.entries.iter().map(SetOffView::new).collect(),
            balance: OwedView::new(&found.balance),
            working,
        }
    }
}

/// 一笔债权分得的
#[derive(Debug, Serialize, ToSchema)]
pub struct ShareView {
    pub name: String,
    pub claim_fen: i64,
    pub share_fen: i64,
}

/// 分配
#[derive(Debug, Serialize, ToSchema)]
pub struct DistributionView {
    pub pool_fen: i64,
    pub shares: Vec<ShareView>,
    /// 余款
    pub surplus_fen: i64,
    pub working: Working,
}

impl DistributionView {
    pub(super) fn new(split: Distribution, working: Working) -> DistributionView {
        let share = |share: zhixing_law::distribution::Share| ShareView {
            name: share.name,
            claim_fen: share.claim.get(),
            share_fen: share.share.get(),
        };
        DistributionView {
            pool_fen: split.pool.get(),
            shares: split.shares.into_iter().map(share).collect(),
            surplus_fen: split.surplus.get(),
            working,
        }
    }
}
