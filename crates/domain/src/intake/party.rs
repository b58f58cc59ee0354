//! 当事人：applicants, respondents and third parties of a case.

use serde::{Deserialize, Serialize};
use zhixing_law::{identity, money::Fen, number::half_width};

use crate::{
    ground::court::{BANK_NAME_MAX, FundAccount},
    ground::entry::{By, Entry},
    ground::field::{Note, Text, choices, fields, or_empty},
    ground::id::PartyId,
    ground::refusal::{FieldProblem, Refusal, optional_text, seen, text},
    ground::word::words,
};

pub mod account;
pub mod shares;

words! {
    /// 诉讼地位
    PartyRole {
        Applicant = "applicant", "申请执行人";
        Respondent = "respondent", "被执行人";
        /// 第三人、案外人
        ThirdParty = "third_party", "第三人";
        /// 提出执行异议的当事人、利害关系人或者案外人
        Objector = "objector", "异议人";
        Visitor = "visitor", "来访人";
    }
}

words! {
    /// 主体类型
    PartyKind {
        Person = "person", "自然人";
        LegalPerson = "legal_person", "法人";
        OtherOrganisation = "other_organisation", "非法人组织";
    }
}

choices! { PartyRole, PartyKind }

fields! {
    /// 当事人登记内容, as the window takes it down. The identity number is empty where it is not known, the service
    /// address where it was not confirmed; an applicant has an account, and a share of the claim where there are several
    /// (执行规定2020第55条).
    PartyDetails {
        role: PartyRole = "诉讼地位";
        kind: PartyKind = "主体类型";
        name: String as Text<100> = "姓名或名称";
        #[serde(default, deserialize_with = "or_empty")]
        identity_number: String as Note<30> = "证件号码", "身份证号或统一社会信用代码，不知道的为空";
        #[serde(default, deserialize_with = "or_empty")]
        phone: String as Note<30> = "电话";
        #[serde(default, deserialize_with = "or_empty")]
        address: String as Note<200> = "地址";
        #[serde(default, deserialize_with = "or_empty")]
        representative: String as Note<50> = "法定代表人";
        #[serde(default, deserialize_with = "or_empty")]
        service_address: String as Note<200> = "送达地址";
        #[serde(default)]
        account: Option<FundAccount> = "收款账户";
        #[serde(default, skip_serializing_if = "Option::is_none")]
        claim_share("claim_share_fen"): Option<Fen> = "份额", "申请执行人有数人时填写";
    }
}

/// 当事人
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    pub id: PartyId,
    pub details: PartyDetails,
    /// 收款账户的变更, in order: whoever approves a payment sees them.
    pub account_changes: Vec<AccountChange>,
}

/// 收款账户的一次变更
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountChange {
    pub before: Option<FundAccount>,
    pub after: Option<FundAccount>,
    pub by: By,
    pub reason: String,
}

/// What happened to the parties.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum PartyEvent {
    Added {
        party: PartyId,
        details: PartyDetails,
    },
    Corrected {
        party: PartyId,
        details: PartyDetails,
        reason: String,
    },
    /// 补正时删去, before the case is filed
    Removed {
        party: PartyId,
    },
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
    checked.identity_number = check_number(at, details)?;
    checked.phone = check_phone(at, &details.phone)?;
    if let Some(account) = &details.account {
        checked.account = Some(check_account(&format!("{at}.account"), account)?);
    }
    Ok(checked)
}

/// 证件号码 in its written norm, however it was typed: what is kept is what the bodies asked, and the searches, look for.
fn check_number(at: &str, details: &PartyDetails) -> Result<String, Refusal> {
    let typed = seen(&details.identity_number);
    if typed.is_empty() {
        return Ok(typed);
    }
    let (number, of) = match details.kind {
        PartyKind::Person => (identity::id_number(&typed).map(|number| number.text), "身份证号"),
        _ => (identity::credit_code(&typed), "统一社会信用代码"),
    };
    let field = format!("{at}.identity_number");
    number.map_err(|_| Refusal::field(field, FieldProblem::Checksum { of }))
}

/// A mobile number in its digits; of a fixed one the hyphen behind the area code stays.
fn check_phone(at: &str, typed: &str) -> Result<String, Refusal> {
    let typed = seen(typed);
    if typed.is_empty() {
        return Ok(typed);
    }
    let expected = "11位手机号码或带区号的固定电话";
    let field = format!("{at}.phone");
    let wrong = |_| Refusal::field(field, FieldProblem::Invalid { expected });
    let digits = identity::phone(&typed).map_err(wrong)?;
    let written = typed.len() == digits.len() + 1 && typed.contains('-');
    Ok(if written && !identity::is_mobile(&digits) { typed } else { digits })
}

/// Checks the declared shares of a claim: by all applicants or by none, together the whole claim.
pub(crate) fn check_shares(parties: &[PartyDetails], claim: Fen) -> Result<(), Refusal> {
    let expected = "由各申请执行人申报、合计等于执行标的的份额";
    let wrong = |place: usize| {
        let field = format!("parties[{place}].claim_share_fen");
        Err(Refusal::field(field, FieldProblem::Invalid { expected }))
    };
    if parties.iter().all(|party| party.claim_share.is_none()) {
        return Ok(());
    }
    let mut sum = Fen::ZERO;
    let mut last = 0;
    for (place, party) in parties.iter().enumerate() {
        match (party.role, party.claim_share) {
            (PartyRole::Applicant, Some(share)) if !share.is_negative() => {
                sum = sum.checked_add(share)?;
                last = place;
            }
            (PartyRole::Applicant, _) | (_, Some(_)) => return wrong(place),
            (_, None) => {}
        }
    }
    if sum == claim { Ok(()) } else { wrong(last) }
}

/// Checks a bank account's fields.
pub fn check_account(at: &str, account: &FundAccount) -> Result<FundAccount, Refusal> {
    let number: String = seen(&account.account)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '‐' | '‑' | '–' | '—' => '-',
            other => half_width(other),
        })
        .collect();
    let digits = number.chars().all(|c| c.is_ascii_digit() || c == '-');
    if number.is_empty() {
        return Err(Refusal::field(format!("{at}.account"), FieldProblem::Required));
    }
    if !digits || number.starts_with('-') || number.len() < 6 || 34 < number.len() {
        let expected = "6至34位数字的银行账号";
        return Err(Refusal::field(format!("{at}.account"), FieldProblem::Invalid { expected }));
    }
    let code = account.bank_code.trim();
    if !code.is_empty() && (code.len() != 12 || !code.chars().all(|c| c.is_ascii_digit())) {
        let expected = "12位联行号";
        return Err(Refusal::field(format!("{at}.bank_code"), FieldProblem::Invalid { expected }));
    }
    Ok(FundAccount {
        name: text(&format!("{at}.name"), &account.name, BANK_NAME_MAX)?,
        bank: text(&format!("{at}.bank"), &account.bank, BANK_NAME_MAX)?,
        bank_code: code.to_owned(),
        account: number,
    })
}

/// Folds an event into the register.
pub fn apply(parties: &mut Vec<Party>, event: &PartyEvent, entry: &Entry) {
    match event {
        PartyEvent::Added { party, details } => {
            let account_changes = Vec::new();
            parties.push(Party { id: *party, details: details.clone(), account_changes });
        }
        PartyEvent::Corrected { party, details, reason } => {
            if let Some(known) = parties.iter_mut().find(|known| known.id == *party) {
                let (before, after) = (known.details.account.take(), details.account.clone());
                if before != after {
                    let (by, reason) = (By::from(entry), reason.clone());
                    known.account_changes.push(AccountChange { before, after, by, reason });
                }
                known.details = details.clone();
            }
        }
        PartyEvent::Removed { party } => parties.retain(|known| known.id != *party),
    }
}
