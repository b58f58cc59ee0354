//! 法院：what documents, numbers and bank files need to know of a court.

use super::field::{Note, Text, fields, or_empty, parts};

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

/// Most characters that a bank takes for the name of an account and of its bank (ISO 20022 Max70Text, which the file of
/// a batch has).
pub const BANK_NAME_MAX: usize = 70;

fields! {
    /// 银行账户
    #[derive(Default)]
    FundAccount {
        name: String as Text<BANK_NAME_MAX> = "户名";
        bank: String as Text<BANK_NAME_MAX> = "开户行";
        #[serde(default, deserialize_with = "or_empty")]
        bank_code: String as Note<12> = "联行号";
        account: String as Text<40> = "账号";
    }
}

parts! { FundAccount }
