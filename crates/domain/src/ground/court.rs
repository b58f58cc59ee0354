//! 法院：what documents, numbers and bank files need to know of a court.

use zhixing_law::number::CourtCode;

use super::field::{Note, Text, fields, or_empty, parts};

/// 法院：what documents and numbers need to know of the court.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Court {
    /// 法院代字, for example `粤1224`.
    pub code: String,
    /// 法院名称, as people call it
    pub name: String,
    /// 文书上的全称, as on its seal; empty for one that follows from the name and the province of its code.
    pub title: String,
    /// 上级法院代字, empty for the highest court known.
    pub parent: String,
    /// 案款专户
    pub fund_account: FundAccount,
    /// Where the application fee goes (应缴财政款账户).
    pub treasury_account: FundAccount,
    pub address: String,
    pub phone: String,
}

impl Court {
    /// 文书上的法院全称：the name with its province before it (裁判文书制作规范), for example 广东省怀集县人民法院.
    pub fn full_name(&self) -> String {
        if !self.title.is_empty() {
            return self.title.clone();
        }
        let province = CourtCode::parse(&self.code).ok().and_then(|code| code.province());
        match province {
            Some(province) if !self.name.is_empty() && !self.name.starts_with(province) => {
                format!("{province}{}", self.name)
            }
            Some(_) | None => self.name.clone(),
        }
    }
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
