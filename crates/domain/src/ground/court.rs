//! 法院：what documents, numbers and bank files need to know of a court.

/// 法院：what documents and numbers need to know of the court.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Court {
    /// 法院代字, for example `粤1224`.
    pub code: String,
    /// 法院全称
    pub name: String,
    /// 上级法院代字, empty for the highest court known.
    pub parent: String,
    /// 案款专户
    pub fund_account: FundAccount,
    /// Where the application fee goes (应缴财政款账户).
    pub treasury_account: FundAccount,
    pub address: String,
    pub phone: String,
}

/// 银行账户
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct FundAccount {
    pub name: String,
    pub bank: String,
    /// 联行号
    pub bank_code: String,
    pub account: String,
}
