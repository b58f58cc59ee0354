//! 列名：what banks call the columns and the lines above the table, ours first. A word counts with its remarks in
//! brackets, its unit, its English half or another word behind a stroke taken off (see `Columns`).

pub(super) const DATE: &[&str] =
    &["记账日期", "入账日期", "交易日期", "记账日", "交易日", "入账日", "交易时间", "日期"];
pub(super) const VALUE_DATE: &[&str] = &["起息日期", "起息日"];
pub(super) const DEBIT: &[&str] =
    &["借方发生额", "借方金额", "支出金额", "支出", "转出金额", "付款金额", "借方", "支取"];
pub(super) const CREDIT: &[&str] =
    &["贷方发生额", "贷方金额", "收入金额", "收入", "转入金额", "收款金额", "贷方", "存入"];
/// One column for both sides: with its side beside it, or with a sign.
pub(super) const EITHER: &[&str] = &["发生额", "交易金额", "金额"];
pub(super) const SIDE: &[&str] = &[
    "借贷标志",
    "借贷标记",
    "借/贷",
    "收/支",
    "收支类型",
    "收付类型",
    "借贷类型",
    "交易方向",
    "资金方向",
    "方向",
    "借贷标识",
    "借贷方向",
    "收付标志",
    "收支标志",
    "收支方向",
    "借贷",
    "收支",
    "收付",
];
pub(super) const BALANCE: &[&str] = &["余额", "账户余额", "交易后余额", "本次余额", "当前余额"];
pub(super) const REFERENCE: &[&str] =
    &["交易流水号", "流水号", "银行流水号", "核心流水号", "账户明细编号", "交易参考号"];
pub(super) const CURRENCY: &[&str] = &["币种", "货币", "币别"];
pub(super) const OTHER_NAME: &[&str] = &[
    "对方户名",
    "对方名称",
    "对方账户名称",
    "对方账户名",
    "对方单位名称",
    "对方单位",
    "收/付方名称",
    "收付方名称",
    "对手方户名",
];
pub(super) const OTHER_ACCOUNT: &[&str] =
    &["对方账号", "对方账户", "收/付方账号", "收付方账号", "对手方账号"];
pub(super) const OTHER_BANK: &[&str] = &[
    "对方开户行",
    "对方行名",
    "对方开户机构",
    "对方开户行名",
    "对方银行",
    "收/付方开户行名",
    "收付方开户行",
];
pub(super) const SUB_ACCOUNT: &[&str] = &["虚拟账号", "子账号", "子账户账号", "虚拟子账号"];
pub(super) const OWN_ID: &[&str] = &["端到端标识"];
pub(super) const REVERSAL: &[&str] = &["冲正标志", "冲正标识", "抹账标志"];
/// All of them are kept, in this order.
pub(super) const TEXTS: [&[&str]; 3] =
    [&["附言", "备注"], &["用途", "交易用途"], &["摘要", "交易摘要", "交易类型"]];

pub(super) const ACCOUNT: &[&str] =
    &["账号", "本方账号", "查询账号", "账户账号", "客户账号", "账户", "卡号"];
pub(super) const NAME: &[&str] = &["户名", "账户名称", "客户名称", "单位名称", "本方户名"];
pub(super) const FROM: &[&str] = &["起始日期", "开始日期", "查询起始日期", "起日期"];
pub(super) const TO: &[&str] = &["截止日期", "结束日期", "查询截止日期", "终止日期", "止日期"];
pub(super) const OPENING: &[&str] = &["期初余额", "上期余额", "承前余额", "起始余额"];
pub(super) const CLOSING: &[&str] = &["期末余额", "本期余额", "结束余额", "截止余额"];

/// What the cell of a side says of money that left or arrived; `None` when it is neither.
pub(super) fn is_out(side: &str) -> Option<bool> {
    match side.trim() {
        "借" | "借方" | "D" | "DR" | "支" | "支出" | "付" | "付款" | "转出" | "-" | "出" => {
            Some(true)
        }
        "贷" | "贷方" | "C" | "CR" | "收" | "收入" | "收款" | "转入" | "+" | "进" => {
            Some(false)
        }
        _ => None,
    }
}

/// 人民币 as banks and their systems write it.
pub(super) fn is_yuan(text: &str) -> bool {
    matches!(
        text.trim().to_ascii_uppercase().as_str(),
        "CNY"
            | "RMB"
            | "人民币"
            | "人民币元"
            | "人民币(元)"
            | "人民币（元）"
            | "元"
            | "156"
            | "01"
            | "001"
    )
}
