//! 当事人：applicants, respondents and third parties of a case.

use serde::{Deserialize, Serialize};
use zhixing_law::{
    day::Day,
    identity::{self, AGENTS_MAX, Sex, document},
    money::Fen,
    number::half_width,
};

use crate::{
    ground::court::{BANK_NAME_MAX, FundAccount},
    ground::entry::{By, Entry},
    ground::field::{Note, Rows, Text, choices, fields, or_empty},
    ground::id::PartyId,
    ground::refusal::{Faults, FieldProblem, Refusal, optional_text, seen, text},
    ground::word::words,
    intake::agent::Agent,
    intake::identity::{IdentityKind, Number},
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
    /// (执行规定2020第55条). Sex and birth are said only where the number does not tell them.
    PartyDetails {
        role: PartyRole = "诉讼地位";
        kind: PartyKind = "主体类型";
        name: String as Text<100> = "姓名或名称";
        #[serde(default, deserialize_with = "or_empty")]
        identity_number: String as Note<30> = "证件号码", "身份证号或统一社会信用代码，不知道的为空";
        #[serde(default, skip_serializing_if = "Option::is_none")]
        identity_kind: Option<IdentityKind> = "证件种类", "不选的，自然人为居民身份证，单位为统一社会信用代码";
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        identity_seen: bool as Option<bool> = "号码已与证件原件核对", "校验位不符而原件如此的";
        #[serde(default, deserialize_with = "or_empty", skip_serializing_if = "String::is_empty")]
        identity_remark: String as Note<100> = "证件说明", "其他证件的名称，或者号码不详的原因";
        #[serde(default, deserialize_with = "or_empty", skip_serializing_if = "String::is_empty")]
        country: String as Note<30> = "国籍或者注册地", "中国公民和境内单位不填";
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sex: Option<Sex> = "性别", "证件号码没有载明的才填";
        #[serde(default, skip_serializing_if = "Option::is_none")]
        born_on: Option<Day> = "出生日期", "证件号码没有载明的才填";
        #[serde(default, deserialize_with = "or_empty", skip_serializing_if = "String::is_empty")]
        ethnicity: String as Note<20> = "民族", "例如汉族";
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
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        agents: Vec<Agent> as Option<Rows<Agent, AGENTS_MAX>> = "委托诉讼代理人";
    }
}

impl PartyDetails {
    /// Somebody of whom nothing but the name is known.
    pub fn named(role: PartyRole, kind: PartyKind, name: &str) -> PartyDetails {
        PartyDetails {
            role,
            kind,
            name: name.to_owned(),
            identity_number: String::new(),
            identity_kind: None,
            identity_seen: false,
            identity_remark: String::new(),
            country: String::new(),
            sex: None,
            born_on: None,
            ethnicity: String::new(),
            phone: String::new(),
            address: String::new(),
            representative: String::new(),
            service_address: String::new(),
            account: None,
            claim_share: None,
            agents: Vec::new(),
        }
    }

    pub fn is_person(&self) -> bool {
        self.kind == PartyKind::Person
    }

    /// 证件种类, said or usual.
    pub fn identified_by(&self) -> IdentityKind {
        self.identity_kind.unwrap_or_else(|| IdentityKind::usual(self.is_person()))
    }

    /// 可以网络查控：there is a number, and of a kind by which the network can be asked.
    pub fn is_searchable(&self) -> bool {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let number = &self.identity_number;
        !number.is_empty() && number.chars().all(plain) && self.identified_by().is_searchable()
    }

    /// 出生日期和性别 as the number tells them.
    fn told(&self) -> Option<(Day, Sex)> {
        self.identified_by().read(&self.identity_number).ok()?.told
    }

    /// 出生日期, by the number or as it was said; none of an organisation.
    pub fn birth(&self) -> Option<Day> {
        self.told().map(|(born_on, _)| born_on).or(self.born_on)
    }

    /// 性别, by the number or as it was said; none of an organisation.
    pub fn gender(&self) -> Option<Sex> {
        self.told().map(|(_, sex)| sex).or(self.sex)
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

/// Checks one party's fields; `at` is the path shown with a refusal, for example `parties[0]`. All that is wrong is told
/// at once. A missing identity number is not a field error: the filing gate lists it.
pub fn check(at: &str, details: &PartyDetails) -> Result<PartyDetails, Refusal> {
    let mut checked = details.clone();
    let mut faults = Faults::default();
    let place = |field: &str| format!("{at}.{field}");
    let note = |field: &str, said: &str, max| optional_text(&place(field), said, max);
    faults.take(&mut checked.name, text(&place("name"), &written(&details.name), 100))?;
    check_identity(at, &mut checked, &mut faults)?;
    faults.take(&mut checked.address, note("address", &details.address, 200))?;
    let representative = written(&details.representative);
    faults.take(&mut checked.representative, note("representative", &representative, 50))?;
    let service_address = note("service_address", &details.service_address, 200);
    faults.take(&mut checked.service_address, service_address)?;
    faults.take(&mut checked.phone, check_phone(&place("phone"), &details.phone))?;
    for (agent, index) in checked.agents.iter_mut().zip(0_usize..) {
        let read =
            agent.check(&place(&format!("agents[{index}]")), details.is_person(), check_phone);
        faults.take(agent, read)?;
    }
    if let Some(account) = &details.account {
        let mut read = account.clone();
        faults.take(&mut read, check_account(&place("account"), account))?;
        let payee = check_payee(&place("account"), &checked, &read);
        faults.take(&mut (), payee)?;
        checked.account = Some(read);
    }
    faults.told()?;
    Ok(checked)
}

/// 收款人：the party itself; an agent, or their firm, only with special authority to receive the money
/// (执行规定2020第20条).
pub fn check_payee(at: &str, party: &PartyDetails, account: &FundAccount) -> Result<(), Refusal> {
    let mut holders = party.agents.iter().filter(|agent| agent.holds(&account.name));
    if account.name == party.name || holders.all(Agent::may_receive) {
        return Ok(());
    }
    let expected = "当事人本人的账户（代理人代为收取执行款须有特别授权，并勾选“代为收取执行款”）";
    Err(Refusal::field(format!("{at}.name"), FieldProblem::Invalid { expected }))
}

/// 姓名、名称 as they are written, however they were typed: letters in their ordinary width, one dot for the dots
/// between the parts of a name, single blanks, and none between ideographs, where forms are filled out with them.
pub fn written(name: &str) -> String {
    let dotted = |c| if matches!(c, '•' | '‧' | '・' | '･' | '⋅') { '·' } else { c };
    let letter = |c: char| matches!(half_width(c), 'A'..='Z' | 'a'..='z' | '0'..='9');
    let name = seen(name);
    let narrow = name.chars().map(|c| if letter(c) { half_width(c) } else { dotted(c) });
    let narrow: String = narrow.collect();
    let mut kept = String::with_capacity(narrow.len());
    for word in narrow.split_whitespace() {
        let glued = kept.chars().last().is_none_or(is_ideograph);
        if !(kept.is_empty() || glued && word.starts_with(is_ideograph)) {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    seen(&kept)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇' | '·')
}

/// 证件 in the written norm of its kind, however it was typed: what is kept is what the bodies asked, and the searches,
/// look for.
fn check_identity(at: &str, party: &mut PartyDetails, faults: &mut Faults) -> Result<(), Refusal> {
    let place = |field: &str| format!("{at}.{field}");
    let remark = optional_text(&place("identity_remark"), &party.identity_remark, 100);
    faults.take(&mut party.identity_remark, remark)?;
    let country = optional_text(&place("country"), &party.country, 30);
    faults.take(&mut party.country, country)?;
    let mut typed = String::new();
    faults
        .take(&mut typed, optional_text(&place("identity_number"), &party.identity_number, 30))?;
    party.identity_number.clone_from(&typed);
    let person = party.is_person();
    let usual = IdentityKind::usual(person);
    if party.identity_kind.is_none() && usual.read(&typed).is_err() {
        party.identity_kind = IdentityKind::shown_by(person, &typed);
    }
    let kind = party.identified_by();
    if !kind.fits(person) {
        let expected =
            if person { "自然人的证件" } else { "法人、非法人组织的证件" };
        faults.add(place("identity_kind"), FieldProblem::Invalid { expected });
        return Ok(());
    }
    let unsaid = party.identity_remark.is_empty();
    match kind {
        IdentityKind::Unknown => {
            if party.role == PartyRole::Applicant {
                let expected = "申请执行人身份证明上的证件种类";
                faults.add(place("identity_kind"), FieldProblem::Invalid { expected });
            }
            if !typed.is_empty() {
                let expected = "空（号码不详的不填号码）";
                faults.add(place("identity_number"), FieldProblem::Invalid { expected });
            }
        }
        IdentityKind::ForeignRegistration if party.country.is_empty() => {
            faults.add(place("country"), FieldProblem::Required);
        }
        _ => {}
    }
    if unsaid && matches!(kind, IdentityKind::Unknown | IdentityKind::Other) {
        faults.add(place("identity_remark"), FieldProblem::Required);
    }
    check_told(at, party, faults);
    if typed.is_empty() {
        return Ok(());
    }
    match kind.read(&typed) {
        Ok(Number { sound: false, .. }) if !party.identity_seen => {
            faults.add(place("identity_number"), FieldProblem::Unconfirmed { of: kind.title() });
        }
        Ok(number) => party.identity_number = number.text,
        Err(problem) => faults.add(place("identity_number"), problem),
    }
    Ok(())
}

/// 性别、出生日期、民族 of a person: none against the number, none of an organisation.
fn check_told(at: &str, party: &mut PartyDetails, faults: &mut Faults) {
    let place = |field: &str| format!("{at}.{field}");
    let told = party.told();
    let other_sex = told.is_some_and(|(_, sex)| party.sex.is_some_and(|said| said != sex));
    let other_day = told.is_some_and(|(day, _)| party.born_on.is_some_and(|said| said != day));
    let expected = "空（单位没有这一项）";
    if !party.is_person() && party.sex.is_some() {
        faults.add(place("sex"), FieldProblem::Invalid { expected });
    } else if other_sex {
        let expected = "与证件号码一致的性别";
        faults.add(place("sex"), FieldProblem::Invalid { expected });
    }
    if !party.is_person() && party.born_on.is_some() {
        faults.add(place("born_on"), FieldProblem::Invalid { expected });
    } else if other_day {
        let expected = "与证件号码一致的出生日期";
        faults.add(place("born_on"), FieldProblem::Invalid { expected });
    }
    let people = seen(&party.ethnicity);
    match (people.is_empty(), party.is_person(), document::ethnicity(&people)) {
        (true, ..) => party.ethnicity = people,
        (false, true, Some(name)) => party.ethnicity = name,
        (false, true, None) => {
            let expected = "我国民族的名称，例如汉族";
            faults.add(place("ethnicity"), FieldProblem::Invalid { expected });
        }
        (false, false, _) => faults.add(place("ethnicity"), FieldProblem::Invalid { expected }),
    }
}

/// A mobile number in its digits; of a fixed one the hyphen behind the area code stays.
fn check_phone(field: &str, typed: &str) -> Result<String, Refusal> {
    let typed = seen(typed);
    if typed.is_empty() {
        return Ok(typed);
    }
    let expected = "11位手机号码、带区号的固定电话，或者以“+”和国家、地区代码开头的境外电话";
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
