//! 执行期限与提级的期限 (§2.7)。

use super::{Bound, LimitRule, rule};
use crate::basis::Basis;
use crate::exclusion::Clock;
use crate::period::Limit;
use crate::sources::{
    add_party, cpl, cpl_note, criminal, delegation, enforcement, guarantee, limits_2006, procedure,
    trial_limits,
};

/// 有财产可供执行案件的执行期限：自立案起。
pub const G1: LimitRule = rule(
    "DL-G1",
    "有财产可供执行案件的执行期限",
    "立案",
    Limit::months(6),
    "院长批准",
    &[enforcement("63"), trial_limits("5"), limits_2006("1")],
    "扣除期间见附表；期满前5日内提出延长",
)
.stopped_by(Clock::Enforcement);

/// 延长执行期限，每次：自原期限届满起；执行规定(2020)第63条不限次数，每次的长度依审限规定。
pub const G1B: LimitRule = rule(
    "DL-G1b",
    "延长执行期限，每次",
    "原期限届满",
    Limit::months(3),
    "",
    &[trial_limits("5"), enforcement("63")],
    "期满前提出，院长批准",
)
.bound(Bound::AtMost)
.stopped_by(Clock::Enforcement);

/// 非诉执行案件的执行期限：自立案起。
pub const G2: LimitRule = rule(
    "DL-G2",
    "非诉执行案件的执行期限",
    "立案",
    Limit::months(3),
    "院长批准",
    &[trial_limits("5")],
    "",
)
.stopped_by(Clock::Enforcement);

/// 刑事裁判涉财产部分的执行期限：自立案起。
pub const G3: LimitRule = rule(
    "DL-G3",
    "刑事裁判涉财产部分的执行期限",
    "立案",
    Limit::months(6),
    "院长批准",
    &[criminal("3")],
    "",
)
.stopped_by(Clock::Enforcement);

/// 罚金刑的执行期限：自裁判生效起。
pub const G4: LimitRule = rule(
    "DL-G4",
    "罚金刑的执行期限",
    "裁判生效",
    Limit::months(3),
    "至迟6个月",
    &[trial_limits("5")],
    "至迟6个月",
);

/// 罚金刑的最长执行期限：自裁判生效起。
pub const G4B: LimitRule = rule(
    "DL-G4b",
    "罚金刑的最长执行期限",
    "裁判生效",
    Limit::months(6),
    "",
    &[trial_limits("5")],
    "",
);

/// 受托案件开始执行：自收到委托函起。
pub const G5: LimitRule =
    rule("DL-G5", "受托案件开始执行", "收到委托函", Limit::days(15), "", &[cpl("240")], "");

/// 受托案件未执行完毕的函告：自收到委托函起。
pub const G5B: LimitRule = rule(
    "DL-G5b",
    "受托案件未执行完毕的函告",
    "收到委托函",
    Limit::days(30),
    "",
    &[cpl("240")],
    "",
);

/// 受托案件未结可申请提级：自收到委托函起。
pub const G5C: LimitRule = rule(
    "DL-G5c",
    "受托案件未结可申请提级",
    "收到委托函",
    Limit::months(6),
    "",
    &[delegation("11")],
    "",
)
.bound(Bound::After);

/// 向上一级法院申请执行：自收到申请执行书或发现财产起。
pub const G6: LimitRule = rule(
    "DL-G6",
    "向上一级法院申请执行",
    "收到申请执行书或发现财产",
    Limit::months(6),
    "",
    &[cpl("237"), procedure("10—13")],
    "扣除公告、鉴定评估、管辖争议、协调、暂缓、中止期间，不扣除拍卖变卖期间",
)
.bound(Bound::After)
.stopped_by(Clock::Superior);

/// 执行期限届满前催办（首次）：执行期限届满之前。
pub const G7: LimitRule = rule(
    "DL-G7",
    "执行期限届满前催办（首次）",
    "执行期限届满",
    Limit::days(60).no_roll(),
    "",
    &[trial_limits("21"), Basis::design("催办节奏60、30、15、10日")],
    "",
)
.bound(Bound::Before);

/// 变更、追加当事人的裁定：自收到书面申请起。
pub const G8: LimitRule = rule(
    "DL-G8",
    "变更、追加当事人的裁定",
    "收到书面申请",
    Limit::days(60),
    "院长批准",
    &[add_party("28、30—32")],
    "复议10日内申请、60日内审查；出资类15日内提起异议之诉",
);

/// 因担保暂缓执行：自决定暂缓起。
pub const G9: LimitRule = rule(
    "DL-G9",
    "因担保暂缓执行",
    "决定暂缓",
    Limit::years(1).no_roll(),
    "",
    &[guarantee("10、12")],
    "担保期间自暂缓届满起算，未载明的为1年",
)
.bound(Bound::AtMost);

/// 结案后申请排除妨害：自执行终结起。
pub const G10: LimitRule =
    rule("DL-G10", "结案后申请排除妨害", "执行终结", Limit::months(6), "", &[cpl_note("519")], "");

/// In the order of the catalogue.
pub(super) static TABLE: &[LimitRule] =
    &[G1, G1B, G2, G3, G4, G4B, G5, G5B, G5C, G6, G7, G8, G9, G10];
