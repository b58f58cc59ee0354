//! 终本以后、委托与破产的期限 (§2.9)。

use super::{Bound, LimitRule, rule};
use crate::basis::Basis;
use crate::period::Limit;
use crate::sources::{cpl_note, delegation, terminate_round, to_bankruptcy};

/// 终结本次执行程序前的最短经过：自立案起。
pub const I1: LimitRule = rule(
    "DL-I1",
    "终结本次执行程序前的最短经过",
    "立案",
    Limit::months(3).no_roll(),
    "",
    &[terminate_round("1")],
    "须超过三个月；条文未设因申请人同意而免的例外",
)
.bound(Bound::After);

/// 录入终本案件信息库：自裁定送达申请执行人起。
pub const I2: LimitRule = rule(
    "DL-I2",
    "录入终本案件信息库",
    "裁定送达申请执行人",
    Limit::days(7),
    "",
    &[terminate_round("12").recalled()],
    "并向社会公布",
);

/// 终本信息更正：自查明属实起。
pub const I3: LimitRule = rule(
    "DL-I3",
    "终本信息更正",
    "查明属实",
    Limit::days(3),
    "",
    &[terminate_round("14、15").recalled()],
    "",
);

/// 终本信息屏蔽：自执行完毕、终结等情形出现起。
pub const I3B: LimitRule = rule(
    "DL-I3b",
    "终本信息屏蔽",
    "执行完毕、终结等情形出现",
    Limit::days(3),
    "",
    &[terminate_round("15").recalled()],
    "",
);

/// 终本后网络查询：自终结本次执行程序起。
pub const I4: LimitRule = rule(
    "DL-I4",
    "终本后网络查询",
    "终结本次执行程序",
    Limit::months(6).no_roll(),
    "",
    &[terminate_round("9")],
    "五年内每6个月一次，共10次；结果告知申请执行人",
);

/// 终本后网络查询（更严的节奏）：自终结本次执行程序起。
pub const I5: LimitRule = rule(
    "DL-I5",
    "终本后网络查询（更严的节奏）",
    "终结本次执行程序",
    Limit::months(3).no_roll(),
    "",
    &[Basis::web("案卷核查规则", "公开", "")],
    "第n次窗口为结案日后3(n−1)至3n个月，可选",
);

/// 受托法院立案：自收到委托函起。
pub const J1: LimitRule = rule(
    "DL-J1",
    "受托法院立案",
    "收到委托函",
    Limit::days(7),
    "",
    &[delegation("2、7")],
    "委托法院收到立案通知后7日内告知申请人并销案",
);

/// 委托法院告知申请人并销案：自收到受托法院立案通知起。
pub const J1B: LimitRule = rule(
    "DL-J1b",
    "委托法院告知申请人并销案",
    "收到受托法院立案通知",
    Limit::days(7),
    "",
    &[delegation("2")],
    "",
);

/// 补办委托手续：自要求补办起。
pub const J2: LimitRule = rule(
    "DL-J2",
    "补办委托手续",
    "要求补办",
    Limit::days(30),
    "",
    &[delegation("8")],
    "不补办又不说明的视为撤回委托",
);

/// 退回委托材料：自高级人民法院同意退回起。
pub const J3: LimitRule = rule(
    "DL-J3",
    "退回委托材料",
    "高级人民法院同意退回",
    Limit::days(15),
    "",
    &[delegation("9")],
    "",
);

/// 移交前应先续行的查封余期：自移交委托材料起。
pub const J4: LimitRule = rule(
    "DL-J4",
    "移交前应先续行的查封余期",
    "移交委托材料",
    Limit::months(1).no_roll(),
    "",
    &[delegation("6")],
    "余期不足一个月的，委托法院先续行；顺位保持原委托法院",
)
.bound(Bound::After);

/// 受委托送达：自收到委托函起。
pub const J5: LimitRule =
    rule("DL-J5", "受委托送达", "收到委托函", Limit::days(10), "", &[cpl_note("134")], "");

/// 事项委托办结：自平台收到委托起。
pub const J6: LimitRule = rule(
    "DL-J6",
    "事项委托办结",
    "平台收到委托",
    Limit::days(10),
    "",
    &[Basis::design("事项委托期限未查实，默认10日，紧急当日")],
    "办理期限规范未查实，可按院配置",
);

/// 受移送法院裁定是否受理破产：自收到移送材料起。
pub const K1: LimitRule = rule(
    "DL-K1",
    "受移送法院裁定是否受理破产",
    "收到移送材料",
    Limit::days(30),
    "",
    &[cpl_note("512")],
    "",
);

/// 不予受理后退回材料和财产：自裁定生效起。
pub const K2: LimitRule = rule(
    "DL-K2",
    "不予受理后退回材料和财产",
    "裁定生效",
    Limit::days(7),
    "",
    &[to_bankruptcy("18、19")],
    "执行法院恢复执行；不得重复启动",
);

/// 受理后移交已变价款项：自收到受理裁定起。
pub const K3: LimitRule = rule(
    "DL-K3",
    "受理后移交已变价款项",
    "收到受理裁定",
    Limit::days(7),
    "",
    &[to_bankruptcy("")],
    "",
);

/// In the order of the catalogue.
pub(super) static TABLE: &[LimitRule] =
    &[I1, I2, I3, I3B, I4, I5, J1, J1B, J2, J3, J4, J5, J6, K1, K2, K3];
