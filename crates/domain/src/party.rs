//! 当事人：applicants, respondents and third parties of a case.

use serde::{Deserialize, Serialize};
use zhixing_law::identity;

use crate::{
    context::FundAccount,
    event::Recorded,
    id::PartyId,
    refusal::{FieldProblem, Refusal, optional_text, text},
};

/// 诉讼地位
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    /// 申请执行人
    Applicant,
    /// 被执行人
    Respondent,
    /// 第三人、案外人
    ThirdParty,
}

/// 主体类型
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// 自然人
    Person,
    /// 法人
    LegalPerson,
    /// 非法人组织
    OtherOrganisation,
}

/// 当事人登记内容, as the window takes it down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyDetails {
    pub role: PartyRole,
    pub kind: PartyKind,
    pub name: String,
    /// 身份证号 (persons) or 统一社会信用代码 (others); empty when not known.
    pub identity_number: String,
    pub phone: String,
    /// 住址或住所地
    pub address: String,
    /// 法定代表人或负责人, for organisations
    #[serde(default)]
    pub representative: String,
    /// 送达地址确认书确认的地址; empty when not confirmed.
    #[serde(default)]
    pub service_address: String,
    /// 收款账户, for applicants
    #[serde(default)]
    pub account: Option<FundAccount>,
}

/// 当事人
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    pub id: PartyId,
    pub details: PartyDetails,
}

/// What happened to the parties.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum PartyEvent {
    Added { party: PartyId, details: PartyDetails },
    Corrected { party: PartyId, details: PartyDetails, reason: String },
}

/// Checks one party's fields; `at` is the path shown with a refusal, for example `parties[0]`.
/// A missing identity number is not a field error: the filing gate lists it.
pub fn check(at: &str, details: &PartyDetails) -> Result<PartyDetails, Refusal> {
    let mut checked = details.clone();
    checked.name = text(&format!("{at}.name"), &details.name, 100)?;
    checked.address = optional_text(&format!("{at}.address"), &details.address, 200)?;
    checked.representative =
        optional_text(&format!("{at}.representative"), &details.representative, 50)?;
    checked.service_address =
        optional_text(&format!("{at}.service_address"), &details.service_address, 200)?;
    checked.identity_number = details.identity_number.trim().to_uppercase();
    checked.phone = details.phone.trim().to_owned();
    if !checked.identity_number.is_empty() {
        let field = format!("{at}.identity_number");
        let valid = match details.kind {
            PartyKind::Person => identity::id_number(&checked.identity_number).is_ok(),
            _ => identity::credit_code(&checked.identity_number).is_ok(),
        };
        if !valid {
            let of = match details.kind {
                PartyKind::Person => "身份证号",
                _ => "统一社会信用代码",
            };
            return Err(Refusal::field(field, FieldProblem::Checksum { of }));
        }
    }
    if !checked.phone.is_empty() && identity::phone(&checked.phone).is_err() {
        let expected = "11位手机号码或带区号的固定电话";
        return Err(Refusal::field(format!("{at}.phone"), FieldProblem::Invalid { expected }));
    }
    if let Some(account) = &details.account {
        checked.account = Some(check_account(&format!("{at}.account"), account)?);
    }
    Ok(checked)
}

/// Checks a bank account's fields.
pub fn check_account(at: &str, account: &FundAccount) -> Result<FundAccount, Refusal> {
    let number: String = account.account.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = number.chars().all(|c| c.is_ascii_digit() || c == '-');
    if number.is_empty() {
        return Err(Refusal::field(format!("{at}.account"), FieldProblem::Required));
    }
    if !digits || number.len() < 6 || 34 < number.len() {
        let expected = "6至34位数字的银行账号";
        return Err(Refusal::field(format!("{at}.account"), FieldProblem::Invalid { expected }));
    }
    let code = account.bank_code.trim();
    if !code.is_empty() && (code.len() != 12 || !code.chars().all(|c| c.is_ascii_digit())) {
        let expected = "12位联行号";
        return Err(Refusal::field(format!("{at}.bank_code"), FieldProblem::Invalid { expected }));
    }
    Ok(FundAccount {
        name: text(&format!("{at}.name"), &account.name, 100)?,
        bank: text(&format!("{at}.bank"), &account.bank, 100)?,
        bank_code: code.to_owned(),
        account: number,
    })
}

/// Folds an event into the register.
pub fn apply(parties: &mut Vec<Party>, event: &PartyEvent, _entry: &Recorded) {
    match event {
        PartyEvent::Added { party, details } => {
            parties.push(Party { id: *party, details: details.clone() });
        }
        PartyEvent::Corrected { party, details, .. } => {
            if let Some(known) = parties.iter_mut().find(|known| known.id == *party) {
                known.details = details.clone();
            }
        }
    }
}
