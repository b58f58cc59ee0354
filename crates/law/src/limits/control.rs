//! 调查与控制阶段的期限 (§2.3)。

use super::{Bound, LimitRule, rule};
use crate::basis::Basis;
use crate::period::Limit;
use crate::sources::{
    cpl, cpl_note, enforcement, equity, first_seal, inquiry, limits_2006, net_query, preservation,
    sealing,
};

/// 首次网络查控发起：自接收案件起。
pub const B1: LimitRule = rule(
    "DL-B1",
    "首次网络查控发起",
    "接收案件",
    Limit::days(10),
    "",
    &[Basis::web("案卷核查规则", "公开", "")],
    "各地有1日、3日等更短的要求",
);

/// 财产线索核查：自收到明确具体的线索起。
pub const B2: LimitRule = rule(
    "DL-B2",
    "财产线索核查",
    "收到明确具体的线索",
    Limit::days(7),
    "",
    &[inquiry("2"), limits_2006("6")],
    "情况紧急的3日；2006年规定为5日，作内部预警值",
);

/// 紧急财产线索核查：自收到明确具体的线索起。
pub const B2B: LimitRule = rule(
    "DL-B2b",
    "紧急财产线索核查",
    "收到明确具体的线索",
    Limit::days(3),
    "",
    &[inquiry("2")],
    "情况紧急的",
);

/// 依申请启动财产调查：自申请执行人提出起。
pub const B3: LimitRule = rule(
    "DL-B3",
    "依申请启动财产调查",
    "申请执行人提出",
    Limit::days(10),
    "",
    &[limits_2006("6")],
    "",
);

/// 完成常规财产调查：自承办人收案起。
pub const B4: LimitRule = rule(
    "DL-B4",
    "完成常规财产调查",
    "承办人收案",
    Limit::months(1),
    "",
    &[limits_2006("7")],
    "“一般应当”",
);

/// 对审计、悬赏申请的决定：自收到书面申请起。
pub const B5: LimitRule = rule(
    "DL-B5",
    "对审计、悬赏申请的决定",
    "收到书面申请",
    Limit::days(10),
    "",
    &[inquiry("17、21")],
    "",
);

/// 答复金融机构的异议：自收到书面异议起。
pub const B6: LimitRule =
    rule("DL-B6", "答复金融机构的异议", "收到书面异议", Limit::days(15), "", &[net_query("6")], "");

/// 向登记机关送达协助执行通知：自作出过户或登记类裁定起。
pub const B7: LimitRule = rule(
    "DL-B7",
    "向登记机关送达协助执行通知",
    "作出过户或登记类裁定",
    Limit::days(5),
    "",
    &[limits_2006("9").recalled()],
    "",
);

/// 保全裁定：自接受申请或提供担保起。
pub const B8: LimitRule = rule(
    "DL-B8",
    "保全裁定",
    "接受申请或提供担保",
    Limit::days(5),
    "",
    &[preservation("4"), cpl("103、104")],
    "情况紧急的48小时内裁定并立即执行",
);

/// 紧急情况下的保全裁定：自接受申请起。
pub const B8B: LimitRule = rule(
    "DL-B8b",
    "紧急情况下的保全裁定",
    "接受申请",
    Limit::hours(48),
    "",
    &[cpl("103、104")],
    "裁定后立即开始执行；诉前保全同",
);

/// 保全裁定的执行：自作出裁定起。
pub const B8C: LimitRule =
    rule("DL-B8c", "保全裁定的执行", "作出裁定", Limit::days(5), "", &[preservation("4")], "");

/// 诉前保全后起诉或申请仲裁：自采取保全措施起。
pub const B9: LimitRule = rule(
    "DL-B9",
    "诉前保全后起诉或申请仲裁",
    "采取保全措施",
    Limit::days(30),
    "",
    &[cpl("104")],
    "逾期解除保全",
);

/// 执行前保全后申请执行：自生效文书指定的履行期间届满起。
pub const B10: LimitRule = rule(
    "DL-B10",
    "执行前保全后申请执行",
    "生效文书指定的履行期间届满",
    Limit::days(5),
    "",
    &[cpl_note("163")],
    "逾期解除保全",
);

/// 冻结银行存款：自实施冻结起。
pub const B11: LimitRule = rule(
    "DL-B11",
    "冻结银行存款",
    "实施冻结",
    Limit::years(1).no_roll(),
    "",
    &[cpl_note("485")],
    "续行不超过同样期限；届满日不顺延",
)
.bound(Bound::AtMost);

/// 查封、扣押动产：自实施查封、扣押起。
pub const B12: LimitRule = rule(
    "DL-B12",
    "查封、扣押动产",
    "实施查封、扣押",
    Limit::years(2).no_roll(),
    "",
    &[cpl_note("485")],
    "续行不超过同样期限；届满日不顺延",
)
.bound(Bound::AtMost);

/// 查封不动产、冻结其他财产权：自实施查封、冻结起。
pub const B13: LimitRule = rule(
    "DL-B13",
    "查封不动产、冻结其他财产权",
    "实施查封、冻结",
    Limit::years(3).no_roll(),
    "",
    &[cpl_note("485")],
    "续行不超过同样期限；届满日不顺延",
)
.bound(Bound::AtMost);

/// 保全注册商标：自商标局收到协助执行通知书起。
pub const B14: LimitRule = rule(
    "DL-B14",
    "保全注册商标",
    "商标局收到协助执行通知书",
    Limit::years(1).no_roll(),
    "",
    &[Basis::text("商标权财产保全的解释", "2020修正", "2")],
    "期满前可再次保全",
)
.bound(Bound::AtMost);

/// 保全专利权：自国家知识产权局收到协助执行通知书起。
pub const B15: LimitRule = rule(
    "DL-B15",
    "保全专利权",
    "国家知识产权局收到协助执行通知书",
    Limit::months(6).no_roll(),
    "",
    &[Basis::text("审理专利纠纷案件的规定", "2020修正", "13")],
    "期满前另行送达",
)
.bound(Bound::AtMost);

/// 冻结上市公司国有股、社会法人股：自实施冻结起。
pub const B16: LimitRule = rule(
    "DL-B16",
    "冻结上市公司国有股、社会法人股",
    "实施冻结",
    Limit::years(1).no_roll(),
    "",
    &[Basis::text("冻结、拍卖上市公司国有股和社会法人股的规定", "2001", "6")],
    "续行不超过6个月；与民诉解释485条不一致，取短者预警",
)
.bound(Bound::AtMost);

/// 申请续行保全：保全期限届满之前。
pub const B17: LimitRule = rule(
    "DL-B17",
    "申请续行保全",
    "保全期限届满",
    Limit::days(7),
    "",
    &[preservation("18")],
    "法院应当书面告知届满日",
)
.bound(Bound::Before);

/// 续行查封、扣押、冻结办结：查封、扣押、冻结期限届满之前。
pub const B18: LimitRule = rule(
    "DL-B18",
    "续行查封、扣押、冻结办结",
    "查封、扣押、冻结期限届满",
    Limit::days(0).no_roll(),
    "",
    &[cpl_note("485"), sealing("27")],
    "逾期效力消灭；首封失效的，轮候自动生效",
)
.bound(Bound::Before);

/// 续行预警（首次）：查封、扣押、冻结期限届满之前。
pub const B19: LimitRule = rule(
    "DL-B19",
    "续行预警（首次）",
    "查封、扣押、冻结期限届满",
    Limit::days(60).no_roll(),
    "",
    &[Basis::design("续行预警节奏")],
    "届满前60、30、15、7、1日",
)
.bound(Bound::Before);

/// 解除保全的裁定：自收到解除申请起。
pub const B20: LimitRule = rule(
    "DL-B20",
    "解除保全的裁定",
    "收到解除申请",
    Limit::days(5),
    "",
    &[preservation("23")],
    "情况紧急的48小时内",
);

/// 紧急解除保全的裁定：自收到解除申请起。
pub const B20B: LimitRule = rule(
    "DL-B20b",
    "紧急解除保全的裁定",
    "收到解除申请",
    Limit::hours(48),
    "",
    &[preservation("23")],
    "",
);

/// 股权超标的部分解除冻结：自异议成立的裁定生效起。
pub const B21: LimitRule = rule(
    "DL-B21",
    "股权超标的部分解除冻结",
    "异议成立的裁定生效",
    Limit::days(7),
    "",
    &[equity("5")],
    "",
);

/// 第三人对到期债务履行或提出异议：自第三人收到履行通知起。
pub const B22: LimitRule = rule(
    "DL-B22",
    "第三人对到期债务履行或提出异议",
    "第三人收到履行通知",
    Limit::days(15),
    "",
    &[enforcement("45—49"), cpl_note("499")],
    "通知须直接送达；有异议的不得强制执行也不审查，生效文书确认的债权除外",
);

/// 优先债权法院商请移送前首封法院未处分：自首先查封之日起。
pub const B23: LimitRule = rule(
    "DL-B23",
    "优先债权法院商请移送前首封法院未处分",
    "首先查封之日",
    Limit::days(60).no_roll(),
    "",
    &[first_seal("1")],
    "首封法院未发布拍卖公告、未进入变卖",
)
.bound(Bound::After);

/// 首封法院出具移送执行函：自收到商请移送执行函起。
pub const B24: LimitRule = rule(
    "DL-B24",
    "首封法院出具移送执行函",
    "收到商请移送执行函",
    Limit::days(15),
    "",
    &[first_seal("2、4")],
    "争议逐级报请共同上级法院",
);

/// 轮候执行法院商请保全法院移送：自首先保全查封之日起。
pub const B25: LimitRule = rule(
    "DL-B25",
    "轮候执行法院商请保全法院移送",
    "首先保全查封之日",
    Limit::years(1).no_roll(),
    "",
    &[preservation("21")],
    "争议标的除外",
)
.bound(Bound::After);

/// In the order of the catalogue.
pub(super) static TABLE: &[LimitRule] = &[
    B1, B2, B2B, B3, B4, B5, B6, B7, B8, B8B, B8C, B9, B10, B11, B12, B13, B14, B15, B16, B17, B18,
    B19, B20, B20B, B21, B22, B23, B24, B25,
];
