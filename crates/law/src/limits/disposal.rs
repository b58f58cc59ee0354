//! 变价阶段的期限 (§2.5)。

use super::{Bound, LimitRule, rule};
use crate::basis::Basis;
use crate::period::Limit;
use crate::sources::{auction, cpl_note, equity, net_auction, objection, reference_price};

/// 启动确定参考价程序：自查封、扣押、冻结后需要拍卖、变卖起。
pub const D1: LimitRule = rule(
    "DL-D1",
    "启动确定参考价程序",
    "查封、扣押、冻结后需要拍卖、变卖",
    Limit::days(30),
    "",
    &[reference_price("1")],
    "",
);

/// 网络询价报告：自平台收到委托起。
pub const D2: LimitRule = rule(
    "DL-D2",
    "网络询价报告",
    "平台收到委托",
    Limit::days(3),
    "",
    &[reference_price("12、13")],
    "取在期限内出具的报告的平均值；均未出具的转委托评估",
);

/// 网络询价补正：自通知补正起。
pub const D3: LimitRule = rule(
    "DL-D3",
    "网络询价补正",
    "通知补正",
    Limit::days(3),
    "",
    &[reference_price("12")],
    "仅当全部报告均有错误时",
);

/// 评估报告：自收到评估委托书起。
pub const D4: LimitRule = rule(
    "DL-D4",
    "评估报告",
    "收到评估委托书",
    Limit::days(30),
    "法院，至多两次，每次15日",
    &[reference_price("19").recalled()],
    "期满5日前申请延长，不超过两次，每次不超过15日",
);

/// 评估、询价报告发送当事人：自收到报告起。
pub const D5: LimitRule = rule(
    "DL-D5",
    "评估、询价报告发送当事人",
    "收到报告",
    Limit::days(3),
    "",
    &[reference_price("21").recalled()],
    "下落不明的，公示满15日视为收到",
);

/// 对评估报告提出书面异议：自收到报告起。
pub const D6: LimitRule = rule(
    "DL-D6",
    "对评估报告提出书面异议",
    "收到报告",
    Limit::days(5),
    "",
    &[reference_price("22、23").recalled()],
    "程序性的按执行行为异议；技术性的转机构说明、行业协会评审",
);

/// 参考价的有效期：自作出参考价起。
pub const D7: LimitRule = rule(
    "DL-D7",
    "参考价的有效期",
    "作出参考价",
    Limit::years(1).no_roll(),
    "",
    &[reference_price("27").recalled()],
    "有效期内已发一拍公告或进入变卖，拍卖时未超过有效期6个月的不必重新确定",
)
.bound(Bound::AtMost);

/// 启动财产变价：自参考价确定起。
pub const D8: LimitRule = rule(
    "DL-D8",
    "启动财产变价",
    "参考价确定",
    Limit::days(10),
    "",
    &[reference_price("30").recalled()],
    "",
);

/// 一拍公告（动产）：拍卖日之前。
pub const D9: LimitRule = rule(
    "DL-D9",
    "一拍公告（动产）",
    "拍卖日",
    Limit::days(15).no_roll(),
    "",
    &[net_auction("12")],
    "法定途径与平台同时发布",
)
.bound(Bound::Before);

/// 一拍公告（不动产及其他财产权）：拍卖日之前。
pub const D9B: LimitRule = rule(
    "DL-D9b",
    "一拍公告（不动产及其他财产权）",
    "拍卖日",
    Limit::days(30).no_roll(),
    "",
    &[net_auction("12")],
    "法定途径与平台同时发布",
)
.bound(Bound::Before);

/// 通知当事人与已知优先购买权人：拍卖公告发布之前。
pub const D10: LimitRule = rule(
    "DL-D10",
    "通知当事人与已知优先购买权人",
    "拍卖公告发布",
    Limit::days(3).no_roll(),
    "",
    &[net_auction("16")],
    "无法通知的，公示满5日视为通知；书面放弃的可不通知",
)
.bound(Bound::Before);

/// 网络竞价时间：自开始竞价起。
pub const D11: LimitRule = rule(
    "DL-D11",
    "网络竞价时间",
    "开始竞价",
    Limit::hours(24),
    "",
    &[net_auction("20")],
    "不少于24小时；末5分钟有出价的顺延5分钟",
)
.bound(Bound::After);

/// 退还未成交竞买人的保证金：自竞价结束起。
pub const D12: LimitRule = rule(
    "DL-D12",
    "退还未成交竞买人的保证金",
    "竞价结束",
    Limit::hours(24),
    "",
    &[net_auction("23、25")],
    "",
);

/// 流拍后第二次拍卖：自流拍起。
pub const D13: LimitRule = rule(
    "DL-D13",
    "流拍后第二次拍卖",
    "流拍",
    Limit::days(30),
    "",
    &[net_auction("26")],
    "同一平台；公告动产7日、其他15日",
);

/// 二拍公告（动产）：拍卖日之前。
pub const D13B: LimitRule = rule(
    "DL-D13b",
    "二拍公告（动产）",
    "拍卖日",
    Limit::days(7).no_roll(),
    "",
    &[net_auction("26")],
    "",
)
.bound(Bound::Before);

/// 二拍公告（不动产及其他财产权）：拍卖日之前。
pub const D13C: LimitRule = rule(
    "DL-D13c",
    "二拍公告（不动产及其他财产权）",
    "拍卖日",
    Limit::days(15).no_roll(),
    "",
    &[net_auction("26")],
    "",
)
.bound(Bound::Before);

/// 网络变卖期：自开始变卖起。
pub const D14: LimitRule = rule(
    "DL-D14",
    "网络变卖期",
    "开始变卖",
    Limit::days(60).no_roll(),
    "",
    &[Basis::memory("网络司法变卖的通知", "法明传〔2017〕455号", "")],
    "变卖价为二拍起拍价；有人出价转入24小时竞价",
)
.bound(Bound::AtMost);

/// 恢复中止、暂缓的网络拍卖：自事由消失起。
pub const D15: LimitRule = rule(
    "DL-D15",
    "恢复中止、暂缓的网络拍卖",
    "事由消失",
    Limit::days(5),
    "",
    &[net_auction("28")],
    "",
);

/// 成交、抵债裁定送达：自价款或差价全额交付起。
pub const D16: LimitRule = rule(
    "DL-D16",
    "成交、抵债裁定送达",
    "价款或差价全额交付",
    Limit::days(10),
    "",
    &[auction("20、26"), net_auction("22"), cpl_note("491")],
    "裁定送达买受人时所有权转移",
);

/// 移交拍卖、抵债标的：自裁定送达起。
pub const D17: LimitRule = rule(
    "DL-D17",
    "移交拍卖、抵债标的",
    "裁定送达",
    Limit::days(15),
    "",
    &[auction("27")],
    "拒不移交的强制执行",
);

/// 传统拍卖公告（动产）：拍卖日之前。
pub const D20: LimitRule = rule(
    "DL-D20",
    "传统拍卖公告（动产）",
    "拍卖日",
    Limit::days(7).no_roll(),
    "",
    &[auction("8")],
    "",
)
.bound(Bound::Before);

/// 传统拍卖公告（不动产及其他财产权）：拍卖日之前。
pub const D20B: LimitRule = rule(
    "DL-D20b",
    "传统拍卖公告（不动产及其他财产权）",
    "拍卖日",
    Limit::days(15).no_roll(),
    "",
    &[auction("8")],
    "",
)
.bound(Bound::Before);

/// 传统拍卖：流拍后再拍：自流拍起。
pub const D20C: LimitRule =
    rule("DL-D20c", "传统拍卖：流拍后再拍", "流拍", Limit::days(60), "", &[auction("23、25")], "");

/// 无益拍卖中申请执行人要求继续：自收到通知起。
pub const D21: LimitRule = rule(
    "DL-D21",
    "无益拍卖中申请执行人要求继续",
    "收到通知",
    Limit::days(5),
    "",
    &[auction("6")],
    "重新确定的保留价须高于优先债权与执行费用之和",
);

/// 被执行人自行变价股权：自准许自行变价起。
pub const D22: LimitRule = rule(
    "DL-D22",
    "被执行人自行变价股权",
    "准许自行变价",
    Limit::months(3).no_roll(),
    "",
    &[equity("10")],
    "控制相应价款",
)
.bound(Bound::AtMost);

/// 抵押住房的腾退宽限：自作出拍卖、抵债裁定起。
pub const D23: LimitRule = rule(
    "DL-D23",
    "抵押住房的腾退宽限",
    "作出拍卖、抵债裁定",
    Limit::months(6).no_roll(),
    "",
    &[Basis::text("执行设定抵押的房屋的规定", "2020修正", "2")],
    "属低保对象且无法自行解决居住的不强制迁出",
)
.bound(Bound::AtMost);

/// 交付居住房屋的宽限：自执行通知送达起。
pub const D24: LimitRule = rule(
    "DL-D24",
    "交付居住房屋的宽限",
    "执行通知送达",
    Limit::months(3).no_roll(),
    "",
    &[objection("20")],
    "",
)
.bound(Bound::AtMost);

/// In the order of the catalogue.
pub(super) static TABLE: &[LimitRule] = &[
    D1, D2, D3, D4, D5, D6, D7, D8, D9, D9B, D10, D11, D12, D13, D13B, D13C, D14, D15, D16, D17,
    D20, D20B, D20C, D21, D22, D23, D24,
];
