//! 一般债务利息的利率：fixed, or the loan prime rate with, for the days before it, the benchmark loan rate.

use zhixing_law::day::Day;
use zhixing_law::error::LawError;
pub use zhixing_law::interest::benchmark::Tier;
pub use zhixing_law::interest::series::LprTerm;
use zhixing_law::interest::series::Series;
use zhixing_law::interest::terms::{self, Times};
use zhixing_law::interest::{General, GeneralRate, benchmark};

use crate::answer::{Place, Step, Wrong};
use crate::entry;

/// 一般债务利息的利率，按填写的内容。
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rate {
    /// 固定年利率，百分数。
    Fixed(String),
    /// 浮动：2019-08-20 起为贷款市场报价利率，以前为贷款基准利率 (R-I10)。
    Lpr {
        /// 贷款市场报价利率的期限。
        term: LprTerm,
        /// 倍数，最多两位小数：“4”、“1.5”；不填为一倍。
        times: Option<String>,
        /// 2019-08-20 以前贷款基准利率的期限档次；不填按计息的期间或者所选的报价利率取。
        tier: Option<Tier>,
    },
}

impl Rate {
    /// From what was filled in on one form: a fixed rate, or the loan prime rate with its multiple and, for the days
    /// before it, the benchmark's tier.
    ///
    /// # Errors
    /// Both of them, or neither; a multiple or a tier of a fixed rate.
    pub fn given(
        fixed: Option<String>,
        lpr: Option<LprTerm>,
        times: Option<String>,
        tier: Option<Tier>,
    ) -> Result<Self, Wrong> {
        match (fixed, lpr) {
            (Some(_), None) if times.is_some() => {
                let message = "倍数只用于贷款市场报价利率，按固定年利率计算的，请删去倍数。";
                Err(Wrong::new(&times_at(), "calc.times", message))
            }
            (Some(_), None) if tier.is_some() => {
                let message = "期限档次只用于贷款基准利率，按固定年利率计算的，请删去期限档次。";
                Err(Wrong::new(&tier_at(), "calc.tier", message))
            }
            (Some(percent), None) => Ok(Self::Fixed(percent)),
            (None, Some(term)) => Ok(Self::Lpr { term, times, tier }),
            _ => {
                let message = "请填写固定年利率，或者选择贷款市场报价利率，二者只取其一。";
                Err(Wrong::new(&rate_at(), "calc.rate", message))
            }
        }
    }
}

fn rate_at() -> Place {
    Place::new("general.rate", "一般债务利息的年利率")
}

fn times_at() -> Place {
    Place::new("general.times", "利率的倍数")
}

fn tier_at() -> Place {
    Place::new("general.tier", "贷款基准利率的期限档次")
}

fn from_at() -> Place {
    Place::new("general.from", "一般债务利息的起算日")
}

/// 一般债务利息的约定，按填写的内容。
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered {
    /// 利率。
    pub rate: Rate,
    /// 起算日；当日不计。
    pub from: String,
    /// 止算日；不填计至清偿之日。
    pub until: Option<String>,
    /// 年基数；不填按 [`terms::YEAR_BASE`]。
    pub year_base: Option<i64>,
}

/// The terms as the law takes them, for an account up to `as_of`, and what is to be said of the rate beforehand.
pub(super) fn read(given: &Ordered, as_of: Day) -> Result<(General, Option<Step>), Wrong> {
    let from = entry::day(&given.from, &from_at())?;
    let until_at = Place::new("general.until", "一般债务利息的止算日");
    let until = given.until.as_deref().map(|text| entry::day(text, &until_at)).transpose()?;
    if let Some(until) = until.filter(|until| *until < from) {
        let error = LawError::Order {
            earlier_name: "计息起日",
            earlier: from,
            later_name: "计息止日",
            later: until,
        };
        return Err(until_at.law(error));
    }
    let year_base = terms::year_base(given.year_base.unwrap_or(terms::YEAR_BASE))
        .map_err(|e| Place::new("general.year_base", "一般债务利息的年基数").law(e))?;
    let (rate, opening) = match &given.rate {
        Rate::Fixed(percent) => (GeneralRate::Fixed(entry::percent(percent, &rate_at())?), None),
        Rate::Lpr { term, times, tier } => {
            let read = |text: &str| entry::times(text, &times_at());
            let times = times.as_deref().map_or(Ok(Times::ONE), read)?;
            let last = until.map_or(as_of, |until| until.min(as_of));
            let (series, opening) = floating(*term, *tier, (from, last))?;
            (GeneralRate::Floating { series, times }, opening)
        }
    };
    Ok((General { rate, from, until, year_base }, opening))
}

/// The series for the days after `from` up to `last`. Where some of them lie before the loan prime rate, the series
/// that joins the benchmark to it, and a sentence on the tier.
fn floating(
    term: LprTerm,
    tier: Option<Tier>,
    (from, last): (Day, Day),
) -> Result<(Series, Option<Step>), Wrong> {
    let law = |error| from_at().law(error);
    let lpr_from = Series::Lpr(term).known_from().map_err(law)?;
    let benchmark_last = lpr_from.plus_days(-1).map_err(law)?.min(last);
    if benchmark_last <= from {
        return match tier {
            None => Ok((Series::Lpr(term), None)),
            Some(_) => {
                let message = "没有2019年8月20日以前的计息日，用不到贷款基准利率，请删去期限档次。";
                Err(Wrong::new(&tier_at(), "calc.tier", message))
            }
        };
    }
    let (tier, why) = match (tier, term) {
        (Some(tier), _) => (tier, "期限档次按所填写的".to_owned()),
        (None, LprTerm::FiveYears) => {
            (Tier::Longer, "与五年期以上贷款市场报价利率对应的档次".to_owned())
        }
        (None, LprTerm::OneYear) => {
            let why = format!("自{from}次日起至{benchmark_last}的期间对应的档次");
            (Tier::of(from, benchmark_last), format!("{why}，文书另有写明的请填写期限档次"))
        }
    };
    fits(term, tier)?;
    known(tier, from)?;
    let text = format!(
        "2019年8月20日以前的计息日，按贷款基准利率{}一档（{why}）；该日起按{}。",
        name(tier),
        Series::Lpr(term).chinese()
    );
    let opening = Step { text, rules: vec!["R-I10"] };
    Ok((Series::BenchmarkThenLpr(tier), Some(opening)))
}

/// 五年以上档之后是五年期以上的报价利率，其余各档之后是一年期的：the law joins no others.
fn fits(term: LprTerm, tier: Tier) -> Result<(), Wrong> {
    let message = match (term, tier == Tier::Longer) {
        (LprTerm::OneYear, false) | (LprTerm::FiveYears, true) => return Ok(()),
        (LprTerm::OneYear, true) => {
            "2019年8月20日以前按五年以上一档的，以后为五年期以上贷款市场报价利率，请改选五年期以上，或者按文书填写五年以内的期限档次。"
        }
        (LprTerm::FiveYears, false) => {
            "2019年8月20日以前按五年以内各档的，以后为一年期贷款市场报价利率，请改选一年期，或者把期限档次改为五年以上。"
        }
    };
    Err(Wrong::new(&tier_at(), "calc.tier", message))
}

/// No day before the first benchmark loan rate that the law's table has.
fn known(tier: Tier, from: Day) -> Result<(), Wrong> {
    let law = |error| from_at().law(error);
    let changes = benchmark::changes(tier).map_err(law)?;
    let counted = from.plus_days(1).map_err(law)?;
    let Some((first, _)) = changes.first().filter(|(first, _)| counted < *first) else {
        return Ok(());
    };
    let message = format!("没有{first}以前的贷款基准利率，请改填文书确定的固定年利率。");
    Err(Wrong::new(&from_at(), "calc.rate_unknown", message))
}

/// 期限档次的名称。
fn name(tier: Tier) -> &'static str {
    match tier {
        Tier::SixMonths => "六个月以内（含）",
        Tier::OneYear => "六个月至一年（含）",
        Tier::ThreeYears => "一至三年（含）",
        Tier::FiveYears => "三至五年（含）",
        Tier::Longer => "五年以上",
    }
}
