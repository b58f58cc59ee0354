//! 提问：the questions as they are sent. The form of the interest question is also that of the command line's file.

use serde::Deserialize;
use utoipa::ToSchema;
use zhixing_calc::{distribution, fee, interest, period};
use zhixing_law::period::Unit;

use super::{length, spans};
use crate::problem::Problem;

/// 扣除期间，两日均计入
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpanRequest {
    #[schema(max_length = 64, example = "2024-06-01")]
    pub from: String,
    #[schema(max_length = 64, example = "2024-08-31")]
    pub to: String,
}

/// 期间的单位
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PeriodUnit {
    Hour,
    Day,
    Workday,
    Month,
    Year,
}

impl From<PeriodUnit> for Unit {
    fn from(unit: PeriodUnit) -> Unit {
        match unit {
            PeriodUnit::Hour => Unit::Hour,
            PeriodUnit::Day => Unit::Day,
            PeriodUnit::Workday => Unit::Workday,
            PeriodUnit::Month => Unit::Month,
            PeriodUnit::Year => Unit::Year,
        }
    }
}

/// 期间：长度和单位，或者期限表中的一条
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PeriodRequest {
    /// 起算事由发生之日；以小时计的写明时刻，例如 2026-11-21 10:30
    #[schema(max_length = 64, example = "2024-09-24")]
    pub from: String,
    #[schema(minimum = 1, maximum = 100_000)]
    pub length: Option<u32>,
    #[schema(inline)]
    pub unit: Option<PeriodUnit>,
    /// 末日遇休假日是否顺延，不写为顺延
    pub rolls: Option<bool>,
    /// 期限表中的编号
    #[schema(max_length = 64, example = "DL-A6")]
    pub rule: Option<String>,
    #[serde(default)]
    #[schema(max_items = 100)]
    pub exclusions: Vec<SpanRequest>,
}

impl PeriodRequest {
    pub(super) fn question(&self) -> Result<period::Question, Problem> {
        let length = length(self)?;
        let exclusions = spans(&self.exclusions);
        Ok(period::Question { from: self.from.clone(), length, exclusions })
    }
}

/// 费用的种类
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FeeKind {
    /// 申请执行费
    Application,
    /// 保全申请费
    Preservation,
}

/// 费用
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeRequest {
    #[schema(inline)]
    pub kind: FeeKind,
    /// 元，最多两位小数
    #[schema(max_length = 64, example = "50000.00")]
    pub amount: String,
}

impl FeeRequest {
    pub(super) fn question(&self) -> fee::Question {
        let kind = match self.kind {
            FeeKind::Application => fee::Kind::Application,
            FeeKind::Preservation => fee::Kind::Preservation,
        };
        fee::Question { kind, amount: self.amount.clone() }
    }
}

/// 大写金额
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WordsRequest {
    /// 元，最多两位小数
    #[schema(max_length = 64, example = "5289.00")]
    pub amount: String,
}

/// 一期债务
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InstalmentRequest {
    /// 本金，元
    #[schema(max_length = 64, example = "100000.00")]
    pub principal: String,
    /// 履行期限届满日
    #[schema(max_length = 64, example = "2023-03-10")]
    pub due: String,
}

/// 一次清偿
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaymentRequest {
    #[schema(max_length = 64, example = "2023-06-10")]
    pub on: String,
    /// 元
    #[schema(max_length = 64, example = "30000.00")]
    pub amount: String,
}

/// 贷款市场报价利率的期限
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LprName {
    OneYear,
    FiveYears,
}

/// 贷款基准利率的期限档次
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TierName {
    /// 六个月以内（含）
    SixMonths,
    /// 六个月至一年（含）
    OneYear,
    /// 一至三年（含）
    ThreeYears,
    /// 三至五年（含）
    FiveYears,
    /// 五年以上
    Longer,
}

/// 一般债务利息的约定：固定年利率，或者贷款市场报价利率的倍数
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GeneralRequest {
    /// 年利率，百分数
    #[schema(max_length = 64, example = "4.35")]
    pub rate: Option<String>,
    #[schema(inline)]
    pub lpr: Option<LprName>,
    /// 倍数，只用于贷款市场报价利率，最多两位小数，不写为一倍
    #[schema(max_length = 64, example = "4")]
    pub times: Option<String>,
    /// 2019 年 8 月 20 日以前贷款基准利率的期限档次，不写按计息的期间或者所选的报价利率取
    #[schema(inline)]
    pub tier: Option<TierName>,
    /// 起算日，当日不计
    #[schema(max_length = 64, example = "2022-01-01")]
    pub from: String,
    /// 止算日，不写计至清偿之日
    #[schema(max_length = 64)]
    pub until: Option<String>,
    /// 年基数，不写为 365
    #[schema(minimum = 360, maximum = 366)]
    pub year_base: Option<i64>,
}

impl GeneralRequest {
    fn ordered(&self) -> Result<interest::Ordered, Problem> {
        let term = |name| match name {
            LprName::OneYear => interest::LprTerm::OneYear,
            LprName::FiveYears => interest::LprTerm::FiveYears,
        };
        let tier = |name| match name {
            TierName::SixMonths => interest::Tier::SixMonths,
            TierName::OneYear => interest::Tier::OneYear,
            TierName::ThreeYears => interest::Tier::ThreeYears,
            TierName::FiveYears => interest::Tier::FiveYears,
            TierName::Longer => interest::Tier::Longer,
        };
        let (fixed, lpr, tier) = (self.rate.clone(), self.lpr.map(term), self.tier.map(tier));
        let rate = interest::Rate::given(fixed, lpr, self.times.clone(), tier)?;
        Ok(interest::Ordered {
            rate,
            from: self.from.clone(),
            until: self.until.clone(),
            year_base: self.year_base,
        })
    }
}

/// 迟延履行期间的债务利息
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InterestRequest {
    #[schema(min_items = 1, max_items = 100)]
    pub instalments: Vec<InstalmentRequest>,
    /// 实现债权的费用，元
    #[schema(max_length = 64)]
    pub costs: Option<String>,
    pub general: Option<GeneralRequest>,
    #[serde(default)]
    #[schema(max_items = 300)]
    pub payments: Vec<PaymentRequest>,
    /// 清偿日，或者账目的截止日
    #[schema(max_length = 64, example = "2023-09-06")]
    pub until: String,
    #[serde(default)]
    #[schema(max_items = 100)]
    pub exclusions: Vec<SpanRequest>,
    /// 届满日当天是否计息，不写为不计
    pub start_inclusive: Option<bool>,
    /// 2014 年 7 月 31 日及以前的年基数 365 或者 360，不写为 365
    #[schema(minimum = 360, maximum = 365)]
    pub old_year_base: Option<i64>,
}

impl InterestRequest {
    pub(super) fn question(&self) -> Result<interest::Question, Problem> {
        let instalment = |given: &InstalmentRequest| interest::Instalment {
            principal: given.principal.clone(),
            due: given.due.clone(),
        };
        let paid = |given: &PaymentRequest| interest::Paid {
            on: given.on.clone(),
            amount: given.amount.clone(),
        };
        Ok(interest::Question {
            instalments: self.instalments.iter().map(instalment).collect(),
            costs: self.costs.clone(),
            general: self.general.as_ref().map(GeneralRequest::ordered).transpose()?,
            payments: self.payments.iter().map(paid).collect(),
            until: self.until.clone(),
            exclusions: spans(&self.exclusions),
            start_inclusive: self.start_inclusive,
            old_year_base: self.old_year_base,
        })
    }
}

/// 分配规则
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DistributionRule {
    /// 参与分配，普通债权按比例
    ProRata,
    /// 企业法人未移送破产，普通债权按查封先后，即所列次序
    SealingOrder,
    /// 同一文书的多个债权人，按比例
    SameTitle,
}

/// 债权的性质
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClaimClass {
    /// 执行费用
    Costs,
    /// 优先受偿权、担保物权，先后即所列次序
    Secured,
    /// 普通债权
    Ordinary,
}

/// 一笔债权
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PoolClaim {
    #[schema(min_length = 1, max_length = 64, example = "甲")]
    pub name: String,
    /// 元
    #[schema(max_length = 64, example = "300000.00")]
    pub amount: String,
    #[schema(inline)]
    pub class: ClaimClass,
}

/// 分配
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DistributionRequest {
    /// 可供分配的款项，元
    #[schema(max_length = 64, example = "390000.00")]
    pub pool: String,
    #[schema(inline)]
    pub rule: DistributionRule,
    #[schema(min_items = 1, max_items = 200)]
    pub claims: Vec<PoolClaim>,
}

impl DistributionRequest {
    pub(super) fn question(&self) -> distribution::Question {
        let rule = match self.rule {
            DistributionRule::ProRata => distribution::Rule::ProRata,
            DistributionRule::SealingOrder => distribution::Rule::SealingOrder,
            DistributionRule::SameTitle => distribution::Rule::SameTitle,
        };
        let claim = |given: &PoolClaim| distribution::Entry {
            name: given.name.clone(),
            amount: given.amount.clone(),
            class: match given.class {
                ClaimClass::Costs => distribution::Class::Costs,
                ClaimClass::Secured => distribution::Class::Secured,
                ClaimClass::Ordinary => distribution::Class::Ordinary,
            },
        };
        let claims = self.claims.iter().map(claim).collect();
        distribution::Question { pool: self.pool.clone(), rule, claims }
    }
}
