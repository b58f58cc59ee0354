//! 指标：the formulas of §7 over counted facts, exact, with the variants that sources use.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::basis::{Basis, BasisMark};
use crate::error::LawError;
use crate::money::{Fen, round_half_up};

/// 比率：an exact fraction; shown as a percentage with two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Ratio {
    /// 分子。
    pub numerator: i64,
    /// 分母，大于零。
    pub denominator: i64,
}

impl Ratio {
    /// `None` when there is nothing to divide by.
    pub fn new(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator > 0).then_some(Self { numerator, denominator })
    }

    /// Percent × 100, rounded half up: 92.42% is 9242.
    pub fn hundredths_of_percent(self) -> Result<i64, LawError> {
        round_half_up(i128::from(self.numerator) * 10_000, i128::from(self.denominator))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.hundredths_of_percent() {
            Ok(n) => {
                let (sign, n) = (if n < 0 { "-" } else { "" }, n.unsigned_abs());
                write!(f, "{sign}{}.{:02}%", n / 100, n % 100)
            }
            Err(_) => f.write_str("—"),
        }
    }
}

/// 统计期内的计数；期初至期末，受理 = 旧存 + 新收。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Counts {
    /// 旧存。
    pub brought_forward: i64,
    /// 新收。
    pub received: i64,
    /// 结案。
    pub closed: i64,
    /// 其中执行完毕。
    pub completed: i64,
    /// 其中终结本次执行程序。
    pub terminated_round: i64,
    /// 首次执行案件结案。
    pub first_closed: i64,
    /// 抽查或核查的终本案件。
    pub rounds_reviewed: i64,
    /// 其中合格。
    pub rounds_qualified: i64,
    /// 有财产可供执行案件。
    pub with_property: i64,
    /// 有财产可供执行案件结案。
    pub with_property_closed: i64,
    /// 其中在法定期限内结案。
    pub with_property_in_time: i64,
    /// 其中在法定期限内实际执结（不含终本）。
    pub with_property_realised_in_time: i64,
    /// 在法定期限内实际执结的全部案件。
    pub realised_in_time: i64,
    /// 登记的执行信访。
    pub petitions: i64,
    /// 办结的执行信访。
    pub petitions_done: i64,
    /// 上拍标的。
    pub lots: i64,
    /// 成交标的。
    pub lots_sold: i64,
    /// 其中一拍成交。
    pub lots_sold_first: i64,
    /// 到账笔数。
    pub receipts: i64,
    /// 超期未发笔数。
    pub receipts_overdue: i64,
    /// 应完成的节点。
    pub nodes_due: i64,
    /// 超期的节点。
    pub nodes_late: i64,
    /// 强制执行结案（2008 年口径）。
    pub enforced: i64,
    /// 自动履行结案（2008 年口径）。
    pub voluntary: i64,
    /// 和解履行结案（2008 年口径）。
    pub settled: i64,
    /// 期末未结。
    pub open: i64,
    /// 其中已发执行期限预警。
    pub limits_warned: i64,
    /// 其中立案超过十二个月。
    pub open_over_a_year: i64,
    /// 应完成的任务。
    pub tasks_due: i64,
    /// 其中按时完成。
    pub tasks_in_time: i64,
    /// 办结的任务。
    pub tasks_done: i64,
    /// 其中未经退回、一次办结。
    pub tasks_done_at_once: i64,
}

/// 比率类指标。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Indicator {
    /// 结案率（执结率）：结案 ÷ 受理。
    Clearance,
    /// 结收案比：结案 ÷ 新收。
    ClosedToReceived,
    /// 实际执结率：(结案 − 终本) ÷ 受理。
    RealClearance,
    /// 实结占比：(结案 − 终本) ÷ 结案。
    RealShare,
    /// 执行完毕率：执行完毕 ÷ 结案。
    Completion,
    /// 执行完毕率（另一口径）：执行完毕 ÷ 受理。
    CompletionOfAccepted,
    /// 终本率：终本 ÷ 首执结案。
    TerminatedRound,
    /// 终本合格率：合格 ÷ 核查。
    QualifiedRounds,
    /// 有财产可供执行案件法定期限内结案率。
    PropertyInTime,
    /// 有财产可供执行案件法定期限内实际执结率。
    PropertyRealisedInTime,
    /// 执行信访办结率。
    PetitionsDone,
    /// 三年整体执结率：(终本 + 法定期限内实际执结) ÷ 受理。
    ThreeYears,
    /// 成交率：成交标的 ÷ 上拍标的。
    LotsSold,
    /// 流拍率：流拍标的 ÷ 上拍标的。
    LotsUnsold,
    /// 一拍成交率：一拍成交 ÷ 成交。
    LotsSoldFirst,
    /// 案款超期未发率。
    ReceiptsOverdue,
    /// 节点超期率。
    NodesLate,
    /// 案拍比（候选口径）：网拍标的 ÷ 结案。
    LotsToClosed,
    /// 案拍比（另一候选口径）：网拍标的 ÷ 首执结案。
    LotsToFirstClosed,
    /// 实际执行率（2008 年口径）：(强制 + 自动 + 和解) ÷ 结案。
    ActualEnforcement,
    /// 执限预警率：已预警 ÷ 未结。
    LimitsWarned,
    /// 超十二个月未结比：立案超过十二个月 ÷ 未结。
    OpenOverAYear,
    /// 任务按时率。
    TasksInTime,
    /// 一次办结率。
    TasksDoneAtOnce,
}

impl Indicator {
    /// Every indicator.
    pub const ALL: [Self; 24] = [
        Self::Clearance,
        Self::ClosedToReceived,
        Self::RealClearance,
        Self::RealShare,
        Self::Completion,
        Self::CompletionOfAccepted,
        Self::TerminatedRound,
        Self::QualifiedRounds,
        Self::PropertyInTime,
        Self::PropertyRealisedInTime,
        Self::PetitionsDone,
        Self::ThreeYears,
        Self::LotsSold,
        Self::LotsUnsold,
        Self::LotsSoldFirst,
        Self::ReceiptsOverdue,
        Self::NodesLate,
        Self::LotsToClosed,
        Self::LotsToFirstClosed,
        Self::ActualEnforcement,
        Self::LimitsWarned,
        Self::OpenOverAYear,
        Self::TasksInTime,
        Self::TasksDoneAtOnce,
    ];

    /// 指标的名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Clearance => "执结率",
            Self::ClosedToReceived => "结收案比",
            Self::RealClearance => "实际执结率",
            Self::RealShare => "实结占比",
            Self::Completion => "执行完毕率",
            Self::CompletionOfAccepted => "执行完毕率（占受理）",
            Self::TerminatedRound => "终本率",
            Self::QualifiedRounds => "终本合格率",
            Self::PropertyInTime => "有财产案件法定期限内结案率",
            Self::PropertyRealisedInTime => "有财产案件法定期限内实际执结率",
            Self::PetitionsDone => "执行信访办结率",
            Self::ThreeYears => "三年整体执结率",
            Self::LotsSold => "成交率",
            Self::LotsUnsold => "流拍率",
            Self::LotsSoldFirst => "一拍成交率",
            Self::ReceiptsOverdue => "案款超期未发率",
            Self::NodesLate => "节点超期率",
            Self::LotsToClosed => "案拍比",
            Self::LotsToFirstClosed => "案拍比（占首执结案）",
            Self::ActualEnforcement => "实际执行率（2008年口径）",
            Self::LimitsWarned => "执限预警率",
            Self::OpenOverAYear => "超十二个月未结比",
            Self::TasksInTime => "任务按时率",
            Self::TasksDoneAtOnce => "一次办结率",
        }
    }

    /// 口径，显示在指标旁。
    pub fn formula(self) -> &'static str {
        match self {
            Self::Clearance => "结案（含终本）÷受理（旧存+新收）",
            Self::ClosedToReceived => "结案÷新收",
            Self::RealClearance => "（结案−终本）÷受理",
            Self::RealShare => "（结案−终本）÷结案",
            Self::Completion => "执行完毕÷结案",
            Self::CompletionOfAccepted => "执行完毕÷受理",
            Self::TerminatedRound => "终本÷首执结案",
            Self::QualifiedRounds => "合格终本÷核查终本",
            Self::PropertyInTime => "期限内结案的有财产案件÷有财产结案",
            Self::PropertyRealisedInTime => "期限内实际执结÷有财产可供执行",
            Self::PetitionsDone => "办结÷登记",
            Self::ThreeYears => "（终本+期限内实际执结）÷受理",
            Self::LotsSold => "成交标的÷上拍标的",
            Self::LotsUnsold => "流拍标的÷上拍标的",
            Self::LotsSoldFirst => "一拍成交÷成交",
            Self::ReceiptsOverdue => "超期未发笔数÷到账笔数",
            Self::NodesLate => "超期节点÷应完成节点",
            Self::LotsToClosed => "上拍标的÷结案（候选口径，官方定义未查实）",
            Self::LotsToFirstClosed => "上拍标的÷首执结案（候选口径，官方定义未查实）",
            Self::ActualEnforcement => "（强制执行+自动履行+和解履行）÷结案",
            Self::LimitsWarned => "已发执行期限预警的未结案件÷未结",
            Self::OpenOverAYear => "立案超过十二个月的未结案件÷未结",
            Self::TasksInTime => "按时完成的任务÷应完成的任务",
            Self::TasksDoneAtOnce => "未经退回一次办结的任务÷办结的任务",
        }
    }

    /// 目标值，百分数；没有公开目标的为空。
    pub fn target_percent(self) -> Option<i64> {
        match self {
            Self::QualifiedRounds | Self::PropertyRealisedInTime | Self::PetitionsDone => Some(90),
            Self::ThreeYears => Some(80),
            _ => None,
        }
    }

    /// 依据。
    pub fn basis(self) -> Basis {
        let mark = match self {
            Self::ClosedToReceived
            | Self::RealShare
            | Self::PropertyRealisedInTime
            | Self::PetitionsDone
            | Self::ActualEnforcement
            | Self::OpenOverAYear
            | Self::ThreeYears => BasisMark::Web,
            Self::RealClearance => BasisMark::Derived,
            Self::Clearance
            | Self::PropertyInTime
            | Self::LotsToClosed
            | Self::LotsToFirstClosed => BasisMark::Seed,
            Self::NodesLate => return Basis::design("节点超期率的口径"),
            Self::LimitsWarned => return Basis::design("执限预警率的口径"),
            Self::TasksInTime => return Basis::design("任务按时率的口径"),
            Self::TasksDoneAtOnce => return Basis::design("一次办结率的口径"),
            _ => BasisMark::Memory,
        };
        Basis::new("执行质效指标（各地公开口径）", "", "", mark)
    }

    /// The value over the counts; `None` when there is nothing to divide by.
    pub fn of(self, c: &Counts) -> Option<Ratio> {
        let accepted = c.brought_forward.checked_add(c.received)?;
        let real = c.closed.checked_sub(c.terminated_round)?;
        let (numerator, denominator) = match self {
            Self::Clearance => (c.closed, accepted),
            Self::ClosedToReceived => (c.closed, c.received),
            Self::RealClearance => (real, accepted),
            Self::RealShare => (real, c.closed),
            Self::Completion => (c.completed, c.closed),
            Self::CompletionOfAccepted => (c.completed, accepted),
            Self::TerminatedRound => (c.terminated_round, c.first_closed),
            Self::QualifiedRounds => (c.rounds_qualified, c.rounds_reviewed),
            Self::PropertyInTime => (c.with_property_in_time, c.with_property_closed),
            Self::PropertyRealisedInTime => (c.with_property_realised_in_time, c.with_property),
            Self::PetitionsDone => (c.petitions_done, c.petitions),
            Self::ThreeYears => (c.terminated_round.checked_add(c.realised_in_time)?, accepted),
            Self::LotsSold => (c.lots_sold, c.lots),
            Self::LotsUnsold => (c.lots.checked_sub(c.lots_sold)?, c.lots),
            Self::LotsSoldFirst => (c.lots_sold_first, c.lots_sold),
            Self::ReceiptsOverdue => (c.receipts_overdue, c.receipts),
            Self::NodesLate => (c.nodes_late, c.nodes_due),
            Self::LotsToClosed => (c.lots, c.closed),
            Self::LotsToFirstClosed => (c.lots, c.first_closed),
            Self::ActualEnforcement => {
                (c.enforced.checked_add(c.voluntary)?.checked_add(c.settled)?, c.closed)
            }
            Self::LimitsWarned => (c.limits_warned, c.open),
            Self::OpenOverAYear => (c.open_over_a_year, c.open),
            Self::TasksInTime => (c.tasks_in_time, c.tasks_due),
            Self::TasksDoneAtOnce => (c.tasks_done_at_once, c.tasks_done),
        };
        Ratio::new(numerator, denominator)
    }
}

/// 执行到位率：到位金额 ÷ 申请执行标的。
pub fn realisation(realised: Fen, claimed: Fen) -> Option<Ratio> {
    Ratio::new(realised.get(), claimed.get())
}

/// 溢价率：(成交价 − 起拍价) ÷ 起拍价.
pub fn premium(price: Fen, start: Fen) -> Option<Ratio> {
    Ratio::new(price.checked_sub(start).ok()?.get(), start.get())
}

/// 结案平均用时：hundredths of a day, rounded half up; `None` without cases.
pub fn average_days(total_days: i64, cases: i64) -> Option<i64> {
    if cases <= 0 {
        return None;
    }
    round_half_up(i128::from(total_days) * 100, i128::from(cases)).ok()
}

/// 加权平均用时 of groups (cases, average in hundredths of a day), in hundredths of a day.
pub fn weighted_days(groups: &[(i64, i64)]) -> Option<i64> {
    let (mut cases, mut total) = (0i128, 0i128);
    for (n, average) in groups {
        cases += i128::from(*n);
        total = total.checked_add(i128::from(*n) * i128::from(*average))?;
    }
    if cases <= 0 { None } else { round_half_up(total, cases).ok() }
}

/// 人均结案：(结案 − 执恢 − 执保) ÷ 员额法官, in hundredths, rounded half up; `None` without judges.
pub fn closed_per_judge(closed: i64, resumed: i64, preservation: i64, judges: i64) -> Option<i64> {
    let own = closed.checked_sub(resumed)?.checked_sub(preservation)?;
    if judges <= 0 {
        return None;
    }
    round_half_up(i128::from(own) * 100, i128::from(judges)).ok()
}

/// 同比：本期 − 上期; negative is a fall. `None` when it cannot be represented.
pub fn change(now: i64, before: i64) -> Option<i64> {
    now.checked_sub(before)
}

/// 均衡结案的月度下限，百分数 (某法院 2022 年的地方样例)；三月以前没有。
pub fn monthly_floor_percent(month: i8) -> Option<i64> {
    const FLOORS: [i64; 10] = [18, 29, 42, 55, 63, 70, 76, 82, 88, 93];
    let place = usize::try_from(month.checked_sub(3)?).ok()?;
    FLOORS.get(place).copied()
}

#[cfg(test)]
mod tests;
