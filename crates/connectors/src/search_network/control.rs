//! 控制：freezing, renewing, releasing and deducting, and what comes back.

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use super::query::{Person, Requester};
use crate::value::Word;

/// 控制措施。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// 冻结.
    Freeze,
    /// 续冻.
    Renew,
    /// 解除冻结.
    Release,
    /// 扣划.
    Deduct,
}

impl Word for Measure {
    const TABLE: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Freeze, "01", "冻结"),
        (Self::Renew, "02", "续行冻结"),
        (Self::Release, "03", "解除冻结"),
        (Self::Deduct, "04", "扣划"),
    ];
}

/// 控制财产类型。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ControlKind {
    /// 存款.
    Deposit,
    /// 其他金融资产.
    OtherFinancial,
}

impl Word for ControlKind {
    const TABLE: &'static [(Self, &'static str, &'static str)] =
        &[(Self::Deposit, "1", "存款"), (Self::OtherFinancial, "2", "其他金融资产")];
}

/// 控制内容：what a freeze covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// 账户资金: up to the amount.
    Funds,
    /// 账户: also what arrives later, up to the amount.
    Account,
}

impl Word for Extent {
    const TABLE: &'static [(Self, &'static str, &'static str)] =
        &[(Self::Funds, "1", "账户资金"), (Self::Account, "2", "账户")];
}

/// 案款专户：where a deduction goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourtAccount {
    /// 户名.
    pub name: String,
    /// 开户行.
    pub bank: String,
    /// 行号, 12 digits.
    pub bank_no: String,
    /// 账号 (the case's own sub-account where there is one).
    pub account: String,
}

/// 控制请求：one respondent of one case, any number of accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlRequest {
    /// 请求单号 (bdhm), 1–40 letters and digits.
    pub request_no: String,
    /// 请求方.
    pub requester: Requester,
    /// 被执行人.
    pub respondent: Person,
    /// 协助执行通知书名称.
    pub notice_name: String,
    /// 协助执行通知书文号.
    pub notice_no: String,
    /// 控制明细, at least one, numbered without repetition.
    pub items: Vec<ControlItem>,
}

/// 控制明细：one measure on one account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlItem {
    /// 序号 within the request, from 1.
    pub item_no: u32,
    /// 控制财产类型.
    pub kind: ControlKind,
    /// 控制措施.
    pub measure: Measure,
    /// 控制内容.
    pub extent: Extent,
    /// 开户银行.
    pub bank_name: String,
    /// 开户网点.
    pub branch: Option<String>,
    /// 网点代码, 12 digits.
    pub branch_code: Option<String>,
    /// 账号.
    pub account: String,
    /// 子账号.
    pub sub_account: Option<String>,
    /// 财产名称, for other financial assets.
    pub asset_name: Option<String>,
    /// 币种, ISO 4217.
    pub currency: String,
    /// 金额; above zero for a freeze, a renewal and a deduction.
    pub amount: Fen,
    /// 开始日期; compulsory for a freeze and a renewal.
    pub starts_on: Option<Day>,
    /// 结束日期; compulsory for a freeze and a renewal, after the start.
    pub ends_on: Option<Day>,
    /// 裁定书文号.
    pub ruling_no: String,
    /// 原请求单号 of the freeze; compulsory for a renewal and a release, and for a deduction of frozen money.
    pub original_request_no: Option<String>,
    /// 案款专户; compulsory for a deduction.
    pub court_account: Option<CourtAccount>,
}

/// 控制结果。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ControlResult {
    /// 成功.
    Done,
    /// 部分成功: less than asked for.
    Partly,
    /// 拒绝或失败.
    Refused,
}

impl Word for ControlResult {
    const TABLE: &'static [(Self, &'static str, &'static str)] =
        &[(Self::Done, "1", "成功"), (Self::Partly, "2", "部分成功"), (Self::Refused, "0", "失败")];
}

/// 控制反馈：the answer to one item of a control request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlFeedback {
    /// 请求单号 of the request.
    pub request_no: String,
    /// 序号 of the item.
    pub item_no: u32,
    /// 控制措施.
    pub measure: Measure,
    /// 控制结果.
    pub result: ControlResult,
    /// 账号.
    pub account: String,
    /// 子账号.
    pub sub_account: Option<String>,
    /// 实际控制金额: frozen, renewed, released or deducted by this item.
    pub actual_amount: Fen,
    /// 冻结金额: what stays frozen for this request after the item.
    pub frozen_amount: Fen,
    /// 可用余额 after the item.
    pub available: Fen,
    /// 开始日期 of the control in force.
    pub starts_on: Option<Day>,
    /// 结束日期 of the control in force.
    pub ends_on: Option<Day>,
    /// 拒绝或未能办理原因; compulsory unless done.
    pub refusal: Option<String>,
    /// 操作人.
    pub operator: String,
    /// 复核人.
    pub reviewer: String,
    /// 反馈日期.
    pub answered_on: Day,
    /// 扣划流水号: the reference under which the money arrives in the court's account.
    pub transfer_no: Option<String>,
}

/// 反馈失败回执：a feedback package (or one item of it) that could not be taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// 原文件名 of the feedback package.
    pub file_name: String,
    /// 请求单号, if one item is meant.
    pub request_no: Option<String>,
    /// 错误代码.
    pub error_code: String,
    /// 错误原因.
    pub reason: String,
    /// 回执日期.
    pub answered_on: Day,
}
