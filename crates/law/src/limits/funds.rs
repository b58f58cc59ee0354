//! 案款阶段的期限 (§2.6)。

use super::{LimitRule, rule};
use crate::basis::Basis;
use crate::period::Limit;
use crate::sources::{case_funds, cpl_note, procedure};

/// 财务通知到账：自款项到账起。
pub const E1: LimitRule =
    rule("DL-E1", "财务通知到账", "款项到账", Limit::days(3), "", &[case_funds("9")], "");

/// 核算、通知、发放案款：自执行机构收到财务到账通知起。
pub const E2: LimitRule = rule(
    "DL-E2",
    "核算、通知、发放案款",
    "执行机构收到财务到账通知",
    Limit::days(30),
    "缓发须批准",
    &[case_funds("10").excerpt()],
    "法定红线；五种缓发情形须经批准",
);

/// 缓发事由消失后发放：自缓发事由消失起。
pub const E3: LimitRule = rule(
    "DL-E3",
    "缓发事由消失后发放",
    "缓发事由消失",
    Limit::days(10),
    "",
    &[case_funds("10")],
    "",
);

/// 具备发放条件后发放（从严）：自款项到账起。
pub const E4: LimitRule = rule(
    "DL-E4",
    "具备发放条件后发放（从严）",
    "款项到账",
    Limit::workdays(15),
    "",
    &[Basis::memory("完善执行权制约机制的意见", "法〔2021〕322号", "")],
    "执行10个工作日加财务5个工作日；有争议的先发无争议部分",
);

/// 执行人员直接收取的款项移交：自回到法院起。
pub const E5: LimitRule = rule(
    "DL-E5",
    "执行人员直接收取的款项移交",
    "回到法院",
    Limit::days(1),
    "",
    &[case_funds("6").excerpt()],
    "当日移交，确有困难的次日；不少于二人在场并出具凭证",
);

/// 不明款认领：自款项进入专户起。
pub const E6: LimitRule = rule(
    "DL-E6",
    "不明款认领",
    "款项进入专户",
    Limit::days(3),
    "",
    &[Basis::web("案款管理的地方规定", "", "")],
    "各地3日或3个工作日",
);

/// 对分配方案提出异议：自收到分配方案起。
pub const E7: LimitRule = rule(
    "DL-E7",
    "对分配方案提出异议",
    "收到分配方案",
    Limit::days(15),
    "",
    &[cpl_note("509、510"), procedure("17、18")],
    "",
);

/// 对异议提出反对意见：自收到异议通知起。
pub const E7B: LimitRule = rule(
    "DL-E7b",
    "对异议提出反对意见",
    "收到异议通知",
    Limit::days(15),
    "",
    &[cpl_note("510")],
    "无人反对的按异议修正分配",
);

/// 提起分配方案异议之诉：自收到反对意见通知起。
pub const E7C: LimitRule = rule(
    "DL-E7c",
    "提起分配方案异议之诉",
    "收到反对意见通知",
    Limit::days(15),
    "",
    &[cpl_note("510")],
    "逾期不起诉的按原方案分配；诉讼期间提存争议部分",
);

/// In the order of the catalogue.
pub(super) static TABLE: &[LimitRule] = &[E1, E2, E3, E4, E5, E6, E7, E7B, E7C];
