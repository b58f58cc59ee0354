//! 异议、复议、监督的期限 (§2.8)。

use super::{LimitRule, rule};
use crate::basis::Basis;
use crate::period::Limit;
use crate::sources::{
    arbitration, cpl, cpl_note, enforcement, no_322, notarial, objection, procedure,
};

/// 执行异议立案：自收到异议起。
pub const H1: LimitRule = rule(
    "DL-H1",
    "执行异议立案",
    "收到异议",
    Limit::days(3),
    "",
    &[objection("2")],
    "材料不齐的一次性告知，3日内补足",
);

/// 异议立案后通知：自立案起。
pub const H1B: LimitRule =
    rule("DL-H1b", "异议立案后通知", "立案", Limit::days(3), "", &[objection("2")], "");

/// 行为异议的裁定：自收到书面异议起。
pub const H2: LimitRule = rule(
    "DL-H2",
    "行为异议的裁定",
    "收到书面异议",
    Limit::days(15),
    "",
    &[cpl("236"), procedure("5、9")],
    "审查期间不停止执行；提供足额担保的可停止处分",
);

/// 对行为异议裁定申请复议：自裁定送达起。
pub const H3: LimitRule =
    rule("DL-H3", "对行为异议裁定申请复议", "裁定送达", Limit::days(10), "", &[cpl("236")], "");

/// 报送复议案卷：自收到复议申请起。
pub const H4: LimitRule =
    rule("DL-H4", "报送复议案卷", "收到复议申请", Limit::days(5), "", &[procedure("7")], "");

/// 复议审查：自收到复议申请起。
pub const H5: LimitRule = rule(
    "DL-H5",
    "复议审查",
    "收到复议申请",
    Limit::days(30),
    "院长批准，不超过30日",
    &[procedure("8")],
    "",
);

/// 案外人异议的裁定：自收到书面异议起。
pub const H6: LimitRule = rule(
    "DL-H6",
    "案外人异议的裁定",
    "收到书面异议",
    Limit::days(15),
    "",
    &[cpl("238"), procedure("15"), cpl_note("463")],
    "审查期间不得处分；驳回后15日内不得处分",
);

/// 提起执行异议之诉：自裁定送达起。
pub const H7: LimitRule = rule(
    "DL-H7",
    "提起执行异议之诉",
    "裁定送达",
    Limit::days(15),
    "",
    &[cpl("238"), procedure("16")],
    "诉讼期间不得处分，申请执行人提供担保的除外",
);

/// 对不予受理、驳回异议申请的裁定申请复议：自裁定送达起。
pub const H8: LimitRule = rule(
    "DL-H8",
    "对不予受理、驳回异议申请的裁定申请复议",
    "裁定送达",
    Limit::days(10),
    "",
    &[objection("2、3")],
    "3日内不立案也不裁定的，可向上一级法院提出异议",
);

/// 申请不予执行仲裁裁决：自执行通知书送达起。
pub const H9: LimitRule = rule(
    "DL-H9",
    "申请不予执行仲裁裁决",
    "执行通知书送达",
    Limit::days(15),
    "",
    &[arbitration("8、9")],
    "特定事由自知道之日；审查2个月，可延长1个月",
);

/// 案外人申请不予执行仲裁裁决：自知道或应当知道执行措施起。
pub const H9B: LimitRule = rule(
    "DL-H9b",
    "案外人申请不予执行仲裁裁决",
    "知道或应当知道执行措施",
    Limit::days(30),
    "",
    &[arbitration("9、12")],
    "",
);

/// 不予执行仲裁裁决的审查：自立案起。
pub const H9C: LimitRule = rule(
    "DL-H9c",
    "不予执行仲裁裁决的审查",
    "立案",
    Limit::months(2),
    "可延长1个月",
    &[arbitration("12")],
    "",
);

/// 申请不予执行公证债权文书：自执行通知书送达起。
pub const H10: LimitRule = rule(
    "DL-H10",
    "申请不予执行公证债权文书",
    "执行通知书送达",
    Limit::days(15),
    "",
    &[notarial("13")],
    "审查60日，可延长30日；复议10日内申请、30日内审查",
);

/// 不予执行公证债权文书的审查：自受理起。
pub const H10B: LimitRule = rule(
    "DL-H10b",
    "不予执行公证债权文书的审查",
    "受理",
    Limit::days(60),
    "可延长30日",
    &[notarial("16")],
    "",
);

/// 申请执行监督：自复议裁定生效起。
pub const H11: LimitRule = rule(
    "DL-H11",
    "申请执行监督",
    "复议裁定生效",
    Limit::months(6),
    "",
    &[Basis::web("办理申请执行监督案件的意见", "法发〔2023〕4号", "")],
    "逾期不予受理；监督裁定后不得再申请",
);

/// 对上级法院的指令请求复议：自收到指令起。
pub const H12: LimitRule = rule(
    "DL-H12",
    "对上级法院的指令请求复议",
    "收到指令",
    Limit::days(5),
    "",
    &[enforcement("72")],
    "",
);

/// 执行信访录入：自收到信访材料起。
pub const H13: LimitRule =
    rule("DL-H13", "执行信访录入", "收到信访材料", Limit::workdays(5), "", &[no_322("30")], "");

/// 执行信访办结：自收到信访材料起。
pub const H13B: LimitRule =
    rule("DL-H13b", "执行信访办结", "收到信访材料", Limit::workdays(30), "", &[no_322("30")], "");

/// 接访即办：自接待来访、收到信访材料起；与 DL-H13b 不同的，以先届满的为准。
pub const H13C: LimitRule = rule(
    "DL-H13c",
    "接访、信访事项的办结与告知",
    "接待来访或者收到信访材料",
    Limit::days(30),
    "",
    &[Basis::web("人民法院信访工作“接访即办”机制的意见", "法〔2021〕227号", "")],
    "本院的事项；与322号第30条的30个工作日不一致，从严",
);

/// In the order of the catalogue.
pub(super) static TABLE: &[LimitRule] =
    &[H1, H1B, H2, H3, H4, H5, H6, H7, H8, H9, H9B, H9C, H10, H10B, H11, H12, H13, H13B, H13C];
