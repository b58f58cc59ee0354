//! 查询：the request for a respondent's property and what comes back.

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use crate::value::Word;

/// 请求方：who asks, in which case; the same in queries and controls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requester {
    /// 法院名称, 1–60 characters.
    pub court_name: String,
    /// 法院代码, letters and digits (and 代字), 1–20.
    pub court_code: String,
    /// 承办人.
    pub judge: String,
    /// 联系电话.
    pub phone: String,
    /// 工作证编号.
    pub work_card_no: String,
    /// 执行公务证编号.
    pub duty_card_no: String,
    /// 执行案号.
    pub case_number: String,
}

/// 证件类型。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdKind {
    /// 居民身份证.
    IdentityCard,
    /// 统一社会信用代码.
    CreditCode,
    /// 组织机构代码.
    OrganisationCode,
    /// 护照.
    Passport,
    /// 其他证件.
    Other,
}

impl Word for IdKind {
    const TABLE: &'static [(Self, &'static str, &'static str)] = &[
        (Self::IdentityCard, "1", "居民身份证"),
        (Self::CreditCode, "2", "统一社会信用代码"),
        (Self::OrganisationCode, "3", "组织机构代码"),
        (Self::Passport, "4", "护照"),
        (Self::Other, "9", "其他证件"),
    ];
}

/// 被执行人：whom the request concerns. Only respondents may be queried.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Person {
    /// 姓名或名称.
    pub name: String,
    /// 证件类型.
    pub id_kind: IdKind,
    /// 证件号码, letters and digits.
    pub id_number: String,
}

/// 查询范围。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// 商业银行.
    Bank,
    /// 证券.
    Securities,
    /// 互联网银行.
    InternetBank,
    /// 车辆.
    Vehicle,
    /// 不动产.
    RealEstate,
    /// 工商（市场监管）登记.
    CompanyRegistry,
    /// 人民银行账户清单.
    PeoplesBank,
}

impl Word for Scope {
    const TABLE: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Bank, "YH", "商业银行"),
        (Self::Securities, "ZQ", "证券"),
        (Self::InternetBank, "IF", "互联网银行"),
        (Self::Vehicle, "CL", "车辆"),
        (Self::RealEstate, "BDC", "不动产"),
        (Self::CompanyRegistry, "GS", "工商总局"),
        (Self::PeoplesBank, "RH", "人行"),
    ];
}

/// 查询请求：one respondent of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueryRequest {
    /// 请求单号 (bdhm): the key by which the answer is matched and a repetition is known; 1–40 letters and digits.
    pub request_no: String,
    /// 请求方.
    pub requester: Requester,
    /// 被执行人.
    pub respondent: Person,
    /// 查询范围, at least one, no repetition.
    pub scopes: Vec<Scope>,
}

/// 查询结果。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueryResult {
    /// 有财产.
    Found,
    /// 无财产（空反馈）: the body looked and there was nothing.
    Nothing,
    /// 未能查询: refused or failed, see the remark.
    Failed,
}

impl Word for QueryResult {
    const TABLE: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Found, "1", "有财产"),
        (Self::Nothing, "0", "无财产"),
        (Self::Failed, "9", "未能查询"),
    ];
}

/// 查询反馈：the answer of one body to one request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueryFeedback {
    /// 请求单号 of the request.
    pub request_no: String,
    /// 反馈结果.
    pub result: QueryResult,
    /// 反馈机构代码.
    pub responder_code: String,
    /// 反馈机构名称.
    pub responder_name: String,
    /// 反馈日期.
    pub answered_on: Day,
    /// 说明, why nothing could be found out.
    pub remark: Option<String>,
    /// 账户.
    pub accounts: Vec<AccountItem>,
    /// 其他财产.
    pub assets: Vec<AssetItem>,
}

/// 账户类型。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// 银行存款.
    Deposit,
    /// 互联网资金 (payment accounts).
    InternetFunds,
    /// 理财.
    Wealth,
    /// 其他.
    Other,
}

impl Word for AccountKind {
    const TABLE: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Deposit, "1", "存款"),
        (Self::InternetFunds, "2", "互联网资金"),
        (Self::Wealth, "3", "理财"),
        (Self::Other, "9", "其他"),
    ];
}

/// 账户状态。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// 正常.
    Normal,
    /// 冻结.
    Frozen,
    /// 睡眠户.
    Dormant,
    /// 销户.
    Closed,
}

impl Word for AccountState {
    const TABLE: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Normal, "1", "正常"),
        (Self::Frozen, "2", "冻结"),
        (Self::Dormant, "3", "睡眠户"),
        (Self::Closed, "4", "销户"),
    ];
}

/// 其他冻结：another court's freeze on the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherFreeze {
    /// 冻结法院.
    pub court: String,
    /// 冻结案号.
    pub case_number: String,
    /// 冻结金额.
    pub amount: Fen,
    /// 结束日期.
    pub ends_on: Day,
}

/// 账户：one account of the respondent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountItem {
    /// 序号 within the feedback, from 1.
    pub item_no: u32,
    /// 账户类型.
    pub kind: AccountKind,
    /// 开户银行.
    pub bank_name: String,
    /// 开户网点.
    pub branch: String,
    /// 网点代码: the People's Bank's payment system code, 12 digits.
    pub branch_code: String,
    /// 账号.
    pub account: String,
    /// 子账号.
    pub sub_account: Option<String>,
    /// 币种, ISO 4217.
    pub currency: String,
    /// 余额.
    pub balance: Fen,
    /// 可用余额.
    pub available: Fen,
    /// 账户状态.
    pub state: AccountState,
    /// 其他冻结.
    pub other_freezes: Vec<OtherFreeze>,
}

/// 财产类别。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssetKind {
    /// 机动车.
    Vehicle,
    /// 不动产.
    RealEstate,
    /// 证券.
    Security,
    /// 股权.
    Equity,
    /// 基金.
    Fund,
    /// 保险.
    Insurance,
    /// 船舶.
    Vessel,
    /// 其他.
    Other,
}

impl Word for AssetKind {
    const TABLE: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Vehicle, "CL", "机动车"),
        (Self::RealEstate, "BDC", "不动产"),
        (Self::Security, "ZQ", "证券"),
        (Self::Equity, "GQ", "股权"),
        (Self::Fund, "JJ", "基金"),
        (Self::Insurance, "BX", "保险"),
        (Self::Vessel, "CB", "船舶"),
        (Self::Other, "QT", "其他"),
    ];
}

/// 财产：anything registered that is not an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetItem {
    /// 序号 within the feedback, from 1.
    pub item_no: u32,
    /// 财产类别.
    pub kind: AssetKind,
    /// 财产名称.
    pub name: String,
    /// 财产标识: plate, certificate number, security code, credit code of the company.
    pub identifier: String,
    /// 参考价值, if the register states one.
    pub value: Option<Fen>,
    /// 是否受限: sealed or pledged elsewhere.
    pub encumbered: bool,
    /// 其他属性, name and value, as the register wrote them.
    pub details: Vec<(String, String)>,
}
