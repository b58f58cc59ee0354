//! 立案与启动阶段的期限 (§2.2)。

use super::{Bound, LimitRule, rule};
use crate::basis::Basis;
use crate::period::Limit;
use crate::sources::{
    admin_coercion, admin_note, cpl, cpl_note, criminal, enforcement, inquiry, limits_2006,
    notarial, openness, procedure, trial_limits,
};

/// 立案或裁定不予受理：自收到执行申请起。
pub const A1: LimitRule = rule(
    "DL-A1",
    "立案或裁定不予受理",
    "收到执行申请",
    Limit::days(7),
    "",
    &[enforcement("16"), trial_limits("6")],
    "",
);

/// 刑事涉财产部分移送立案：自收到齐全的移送材料起。
pub const A2: LimitRule = rule(
    "DL-A2",
    "刑事涉财产部分移送立案",
    "收到齐全的移送材料",
    Limit::days(7),
    "",
    &[criminal("7")],
    "",
);

/// 非诉行政执行申请的受理：自收到申请起。
pub const A3: LimitRule = rule(
    "DL-A3",
    "非诉行政执行申请的受理",
    "收到申请",
    Limit::days(5),
    "",
    &[admin_coercion("56"), admin_note("155")],
    "对不受理裁定可在15日内申请复议，上一级法院15日内裁定",
);

/// 非诉行政：准予与否的裁定：自受理起。
pub const A4: LimitRule = rule(
    "DL-A4",
    "非诉行政：准予与否的裁定",
    "受理",
    Limit::days(7),
    "",
    &[admin_coercion("57、58"), admin_note("160、161")],
    "对不准予的裁定可在15日内申请复议，30日内裁定",
);

/// 非诉行政：听取意见后的裁定：自受理起。
pub const A4B: LimitRule = rule(
    "DL-A4b",
    "非诉行政：听取意见后的裁定",
    "受理",
    Limit::days(30),
    "",
    &[admin_coercion("58")],
    "裁定前听取意见的情形",
);

/// 非诉行政：紧急情况下的执行：自作出准予立即执行的裁定起。
pub const A4C: LimitRule = rule(
    "DL-A4c",
    "非诉行政：紧急情况下的执行",
    "作出准予立即执行的裁定",
    Limit::days(5),
    "",
    &[admin_coercion("59")],
    "因情况紧急、为保障公共安全",
);

/// 非诉行政：行政机关申请强制执行：自法定起诉期限届满起。
pub const A5: LimitRule = rule(
    "DL-A5",
    "非诉行政：行政机关申请强制执行",
    "法定起诉期限届满",
    Limit::months(3),
    "",
    &[admin_coercion("53")],
    "须先书面催告",
);

/// 非诉行政：催告后方可申请：自催告书送达起。
pub const A5B: LimitRule = rule(
    "DL-A5b",
    "非诉行政：催告后方可申请",
    "催告书送达",
    Limit::days(10),
    "",
    &[admin_coercion("54")],
    "",
)
.bound(Bound::After);

/// 移送执行机构：自决定立案起。
pub const A6: LimitRule =
    rule("DL-A6", "移送执行机构", "决定立案", Limit::days(3), "", &[trial_limits("7")], "");

/// 确定承办人：自立案起。
pub const A7: LimitRule =
    rule("DL-A7", "确定承办人", "立案", Limit::days(7), "", &[limits_2006("2")], "");

/// 告知承办人、联系方式、权利义务与风险：自立案起。
pub const A8: LimitRule = rule(
    "DL-A8",
    "告知承办人、联系方式、权利义务与风险",
    "立案",
    Limit::days(3),
    "",
    &[openness("3、5"), Basis::design("“及时”按3日掌握")],
    "规定只写“及时”，3日为系统默认",
);

/// 申请执行时效：自履行期间最后一日起。
pub const A9: LimitRule = rule(
    "DL-A9",
    "申请执行时效",
    "履行期间最后一日",
    Limit::years(2),
    "适用时效中止、中断",
    &[cpl("250"), procedure("19—21")],
    "分期履行的自最后一期届满之日；未规定履行期间的自文书生效之日；不作为义务自违反之日。可中止、中断。逾期仍应受理，只由被执行人抗辩",
);

/// 行政判决的申请执行期限：自履行期限最后一日起。
pub const A9B: LimitRule = rule(
    "DL-A9b",
    "行政判决的申请执行期限",
    "履行期限最后一日",
    Limit::years(2),
    "",
    &[admin_note("153")],
    "分期履行的自每次履行期限；未规定的自送达之日；逾期无正当理由不予受理",
);

/// 公证债权文书的申请执行时效：自每次履行期间最后一日起。
pub const A9C: LimitRule = rule(
    "DL-A9c",
    "公证债权文书的申请执行时效",
    "每次履行期间最后一日",
    Limit::years(2),
    "适用时效中止、中断",
    &[notarial("9")],
    "申请出具执行证书即中断",
);

/// 对执行管辖提出异议：自收到执行通知书起。
pub const A10: LimitRule = rule(
    "DL-A10",
    "对执行管辖提出异议",
    "收到执行通知书",
    Limit::days(10),
    "",
    &[procedure("3")],
    "审查期间不停止执行",
);

/// 发出执行通知：自收到申请执行书或移交执行书起。
pub const A11: LimitRule = rule(
    "DL-A11",
    "发出执行通知",
    "收到申请执行书或移交执行书",
    Limit::days(10),
    "",
    &[cpl_note("480"), enforcement("22")],
    "",
);

/// 发出执行通知（内部期限）：自承办人收到案件材料起。
pub const A12: LimitRule = rule(
    "DL-A12",
    "发出执行通知（内部期限）",
    "承办人收到案件材料",
    Limit::days(3),
    "",
    &[limits_2006("3、4")],
    "紧急情况经批准可先采取措施",
);

/// 先采取措施的，补发执行通知：自采取执行措施起。
pub const A13: LimitRule = rule(
    "DL-A13",
    "先采取措施的，补发执行通知",
    "采取执行措施",
    Limit::days(3),
    "",
    &[procedure("22")],
    "同时或者自采取措施之日起3日内",
);

/// 发出报告财产令：自发出执行通知起。
pub const A14: LimitRule = rule(
    "DL-A14",
    "发出报告财产令",
    "发出执行通知",
    Limit::days(0).no_roll(),
    "",
    &[inquiry("3")],
    "与执行通知同时发出；再次责令的应当重新发出",
);

/// 财产变动的补充报告：自财产变动起。
pub const A16: LimitRule = rule(
    "DL-A16",
    "财产变动的补充报告",
    "财产变动",
    Limit::days(10),
    "",
    &[inquiry("7、11")],
    "终结本次执行程序后仍应报告",
);

/// 通知申请执行人提供财产线索：自承办人收到案件材料起。
pub const A17: LimitRule = rule(
    "DL-A17",
    "通知申请执行人提供财产线索",
    "承办人收到案件材料",
    Limit::days(3),
    "",
    &[limits_2006("5")],
    "",
);

/// 决定是否签发律师调查令：自收到申请起。
pub const A18: LimitRule = rule(
    "DL-A18",
    "决定是否签发律师调查令",
    "收到申请",
    Limit::days(5),
    "",
    &[Basis::web("律师调查令的地方规定", "", "")],
    "有效期一般15日，最长30日，各省不一",
);

/// In the order of the catalogue.
pub(super) static TABLE: &[LimitRule] = &[
    A1, A2, A3, A4, A4B, A4C, A5, A5B, A6, A7, A8, A9, A9B, A9C, A10, A11, A12, A13, A14, A16, A17,
    A18,
];
