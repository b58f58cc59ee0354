//! 惩戒与强制措施的期限 (§2.4)。

use super::{Bound, LimitRule, rule};
use crate::basis::Basis;
use crate::period::Limit;
use crate::sources::{cpl, cpl_note, dishonest, good_faith, objection, spending};

/// 纳入失信名单申请的审查：自收到申请起。
pub const C1: LimitRule = rule(
    "DL-C1",
    "纳入失信名单申请的审查",
    "收到申请",
    Limit::days(15),
    "",
    &[dishonest("5").recalled()],
    "决定书由院长签发，作出即生效，应当送达",
);

/// 失信名单的期限：自作出决定起。
pub const C2: LimitRule = rule("DL-C2", "失信名单的期限", "作出决定", Limit::years(2).no_roll(), "情节严重的可延长1—3年", &[dishonest("1、2")], "第一条第二至六项；暴力、威胁严重或多项失信的可延长1至3年；第一项无期限。起算日条文未写明，取决定日").bound(Bound::AtMost);

/// 删除、更正、撤销失信信息：自法定情形出现起。
pub const C3: LimitRule = rule(
    "DL-C3",
    "删除、更正、撤销失信信息",
    "法定情形出现",
    Limit::workdays(3),
    "",
    &[dishonest("9、10")],
    "期限届满后也在3个工作日内",
);

/// 失信、限消纠正申请的审查：自收到书面申请起。
pub const C4: LimitRule = rule(
    "DL-C4",
    "失信、限消纠正申请的审查",
    "收到书面申请",
    Limit::days(15),
    "",
    &[dishonest("11、12"), good_faith("18")],
    "成立的3个工作日内纠正；驳回的10日内可向上一级法院申请复议",
);

/// 纠正申请被驳回后申请复议：自收到驳回决定起。
pub const C4B: LimitRule = rule(
    "DL-C4b",
    "纠正申请被驳回后申请复议",
    "收到驳回决定",
    Limit::days(10),
    "",
    &[dishonest("12")],
    "上一级法院15日内决定，复议期间不停止执行",
);

/// 纠正成立后的纠正：自审查成立起。
pub const C4C: LimitRule =
    rule("DL-C4c", "纠正成立后的纠正", "审查成立", Limit::workdays(3), "", &[dishonest("12")], "");

/// 暂不发布失信、限消信息的宽限期：自作出决定起。
pub const C5: LimitRule = rule(
    "DL-C5",
    "暂不发布失信、限消信息的宽限期",
    "作出决定",
    Limit::months(3).no_roll(),
    "",
    &[good_faith("16")],
    "1至3个月，可选",
)
.bound(Bound::AtMost);

/// 依申请执行人同意删除后再次申请纳入：自删除失信信息起。
pub const C6: LimitRule = rule(
    "DL-C6",
    "依申请执行人同意删除后再次申请纳入",
    "删除失信信息",
    Limit::months(6).no_roll(),
    "",
    &[dishonest("10").recalled()],
    "期内不予支持",
)
.bound(Bound::After);

/// 司法拘留：自送拘起。
pub const C9: LimitRule = rule(
    "DL-C9",
    "司法拘留",
    "送拘",
    Limit::days(15).no_roll(),
    "",
    &[cpl("118"), cpl_note("178—182")],
    "院长批准；可提前解除；紧急时先拘留后报批",
)
.bound(Bound::AtMost);

/// 拘留后通知家属：自采取拘留起。
pub const C9B: LimitRule =
    rule("DL-C9b", "拘留后通知家属", "采取拘留", Limit::hours(24), "", &[cpl_note("178—182")], "");

/// 罚款、拘留的复议申请：自收到决定书起。
pub const C10: LimitRule = rule(
    "DL-C10",
    "罚款、拘留的复议申请",
    "收到决定书",
    Limit::days(3),
    "",
    &[cpl("119"), cpl_note("185")],
    "复议期间不停止执行；同一行为不得连续适用",
);

/// 罚款、拘留的复议决定：自收到复议申请起。
pub const C10B: LimitRule = rule(
    "DL-C10b",
    "罚款、拘留的复议决定",
    "收到复议申请",
    Limit::days(5),
    "",
    &[cpl_note("185")],
    "",
);

/// 拘传后的调查询问：自到场起。
pub const C11: LimitRule = rule(
    "DL-C11",
    "拘传后的调查询问",
    "到场",
    Limit::hours(8),
    "",
    &[cpl_note("482")],
    "情况复杂、可能拘留的不超过24小时",
)
.bound(Bound::AtMost);

/// 情况复杂、可能拘留的调查询问：自到场起。
pub const C11B: LimitRule = rule(
    "DL-C11b",
    "情况复杂、可能拘留的调查询问",
    "到场",
    Limit::hours(24),
    "",
    &[cpl_note("482")],
    "",
)
.bound(Bound::AtMost);

/// 限制出境的复议申请：自收到决定起。
pub const C12: LimitRule = rule(
    "DL-C12",
    "限制出境的复议申请",
    "收到决定",
    Limit::days(10),
    "",
    &[objection("9")],
    "复议期间不停止执行",
);

/// 限制出境的复议决定：自收到复议申请起。
pub const C12B: LimitRule = rule(
    "DL-C12b",
    "限制出境的复议决定",
    "收到复议申请",
    Limit::days(15),
    "",
    &[objection("9")],
    "",
);

/// 解除限制消费：自履行完毕起。
pub const C14: LimitRule = rule(
    "DL-C14",
    "解除限制消费",
    "履行完毕",
    Limit::workdays(3),
    "",
    &[spending("8、9"), good_faith("17"), Basis::design("“及时”按3个工作日掌握")],
    "规定只写“及时”，3个工作日为系统默认",
);

/// In the order of the catalogue.
pub(super) static TABLE: &[LimitRule] =
    &[C1, C2, C3, C4, C4B, C4C, C5, C6, C9, C9B, C10, C10B, C11, C11B, C12, C12B, C14];
