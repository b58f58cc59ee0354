//! 更正：facts of a filed case that were taken down wrongly, mended with their ground. What stood before stays in the
//! docket beside what stands now.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use zhixing_law::money::Fen;

use crate::{
    ground::{entry::By, id::PartyId, refusal::Refusal, word::words},
    intake::{
        claim::{Claim, ClaimItem},
        party::{Party, PartyDetails},
    },
};

pub mod ask;
pub mod item;
pub mod party;
pub mod signed;
pub mod title;

words! {
    /// 立案登记的一项事实
    FiledFact {
        Name = "name", "姓名或名称";
        IdentityNumber = "identity_number", "证件号码";
        IdentityKind = "identity_kind", "证件种类";
        /// 其他证件的名称，或者号码不详的原因
        IdentityRemark = "identity_remark", "证件说明";
        Phone = "phone", "电话";
        Address = "address", "地址";
        ServiceAddress = "service_address", "送达地址";
        Representative = "representative", "法定代表人";
        TitleKind = "title_kind", "执行依据文书种类";
        Issuer = "issuer", "作出机关";
        TitleNumber = "title_number", "执行依据文号";
        EffectiveOn = "effective_on", "生效日期";
        DueOn = "due_on", "履行届满日";
        OperativePart = "operative_part", "主文";
        Cause = "cause", "案由";
        /// 标的明细的一项
        Item = "item", "标的明细";
        Total = "total", "申请标的";
    }
}

impl FiledFact {
    /// Whether it says who somebody is, or how much money is enforced: a second person looks at it.
    pub fn needs_second(self) -> bool {
        match self {
            FiledFact::Name
            | FiledFact::IdentityNumber
            | FiledFact::IdentityKind
            | FiledFact::IdentityRemark
            | FiledFact::DueOn
            | FiledFact::Item
            | FiledFact::Total => true,
            FiledFact::Phone
            | FiledFact::Address
            | FiledFact::ServiceAddress
            | FiledFact::Representative
            | FiledFact::TitleKind
            | FiledFact::Issuer
            | FiledFact::TitleNumber
            | FiledFact::EffectiveOn
            | FiledFact::OperativePart
            | FiledFact::Cause => false,
        }
    }

    /// Whether sums follow from it, so that every paper that names one may be wrong.
    fn moves_sums(self) -> bool {
        matches!(self, FiledFact::DueOn | FiledFact::Item | FiledFact::Total)
    }
}

/// 一项变动：how the fact read before, and how it reads now. Empty: not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    pub fact: FiledFact,
    pub before: String,
    pub after: String,
}

/// 更正后的内容
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Anew {
    Party { party: PartyId, details: Box<PartyDetails> },
    Claim { claim: Box<Claim> },
}

/// 一次更正
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    pub changes: Vec<Change>,
    pub anew: Anew,
    /// 依据
    pub ground: String,
}

/// 一次更正, as it was written down.
#[derive(Debug, Clone, PartialEq)]
pub struct Corrected {
    pub correction: Correction,
    pub by: By,
}

impl Correction {
    /// Whether somebody else must sign it.
    pub fn needs_second(&self) -> bool {
        self.changes.iter().any(|change| change.fact.needs_second())
    }

    /// 更正了哪些内容
    pub fn title(&self) -> String {
        self.changes.iter().map(|change| change.fact.title()).collect::<Vec<_>>().join("、")
    }

    /// Whom it is about, if it is a party.
    pub fn party(&self) -> Option<PartyId> {
        match &self.anew {
            Anew::Party { party, .. } => Some(*party),
            Anew::Claim { .. } => None,
        }
    }

    /// Whether a paper says what was wrong: `input` is everything that its text is made of.
    pub fn stands_in(&self, input: &Value) -> bool {
        let said = |change: &Change| {
            change.fact.moves_sums() || !change.before.is_empty() && says(input, &change.before)
        };
        self.changes.iter().any(said)
    }
}

fn says(input: &Value, wrong: &str) -> bool {
    match input {
        Value::String(text) => text.contains(wrong),
        Value::Array(items) => items.iter().any(|item| says(item, wrong)),
        Value::Object(fields) => fields.values().any(|field| says(field, wrong)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Writes what a correction says into the register of the parties. Shares that were declared of another sum are no
/// longer anybody's.
pub fn apply(parties: &mut [Party], before: Option<&Claim>, correction: &Correction) {
    match &correction.anew {
        Anew::Party { party, details } => {
            if let Some(known) = parties.iter_mut().find(|known| known.id == *party) {
                known.details = (**details).clone();
            }
        }
        Anew::Claim { claim } => {
            let total = |claim: &Claim| claim.total().unwrap_or(Fen::ZERO);
            if before.map(total) != Some(total(claim)) {
                parties.iter_mut().for_each(|party| party.details.claim_share = None);
            }
        }
    }
}

/// What reads differently of a party.
pub fn party_changes(before: &PartyDetails, after: &PartyDetails) -> Vec<Change> {
    let of = |fact, get: fn(&PartyDetails) -> &String| change(fact, get(before), get(after));
    let (was, is) = (before.identified_by(), after.identified_by());
    [
        of(FiledFact::Name, |party| &party.name),
        of(FiledFact::IdentityNumber, |party| &party.identity_number),
        change(FiledFact::IdentityKind, was.title(), is.title()),
        of(FiledFact::IdentityRemark, |party| &party.identity_remark),
        of(FiledFact::Phone, |party| &party.phone),
        of(FiledFact::Address, |party| &party.address),
        of(FiledFact::ServiceAddress, |party| &party.service_address),
        of(FiledFact::Representative, |party| &party.representative),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What was asked for, written onto a party as it stands now: nothing else of it moves.
pub fn onto(changes: &[Change], asked: &PartyDetails, stands: &PartyDetails) -> PartyDetails {
    let mut party = stands.clone();
    for change in changes {
        match change.fact {
            FiledFact::Name => party.name.clone_from(&asked.name),
            FiledFact::IdentityNumber => {
                party.identity_number.clone_from(&asked.identity_number);
                party.identity_kind = asked.identity_kind;
                party.identity_seen = asked.identity_seen;
            }
            FiledFact::IdentityKind => party.identity_kind = asked.identity_kind,
            FiledFact::IdentityRemark => party.identity_remark.clone_from(&asked.identity_remark),
            FiledFact::Phone => party.phone.clone_from(&asked.phone),
            FiledFact::Address => party.address.clone_from(&asked.address),
            FiledFact::ServiceAddress => party.service_address.clone_from(&asked.service_address),
            FiledFact::Representative => party.representative.clone_from(&asked.representative),
            FiledFact::TitleKind
            | FiledFact::Issuer
            | FiledFact::TitleNumber
            | FiledFact::EffectiveOn
            | FiledFact::DueOn
            | FiledFact::OperativePart
            | FiledFact::Cause
            | FiledFact::Item
            | FiledFact::Total => {}
        }
    }
    party
}

/// What reads differently of the claim.
///
/// # Errors
/// The sum of the items is beyond what can be counted.
pub fn claim_changes(before: &Claim, after: &Claim) -> Result<Vec<Change>, Refusal> {
    let (was, is) = (&before.title, &after.title);
    let yuan = |claim: &Claim| claim.total().map(|sum| format!("{}元", sum.grouped()));
    let read = |claim: &Claim| claim.items.iter().map(item_words).collect::<Vec<_>>().join("；");
    let known = [
        change(FiledFact::TitleKind, &was.kind, &is.kind),
        change(FiledFact::Issuer, &was.issuer, &is.issuer),
        change(FiledFact::TitleNumber, &was.number, &is.number),
        change(FiledFact::EffectiveOn, was.effective_on, is.effective_on),
        change(FiledFact::DueOn, was.due_on, is.due_on),
        change(FiledFact::OperativePart, &was.operative_part, &is.operative_part),
        change(FiledFact::Cause, &before.cause, &after.cause),
        change(FiledFact::Item, read(before), read(after)),
        change(FiledFact::Total, yuan(before)?, yuan(after)?),
    ];
    Ok(known.into_iter().flatten().collect())
}

/// An item as it is read.
pub fn item_words(item: &ClaimItem) -> String {
    format!("{}（{}）{}元", item.title, item.kind.title(), item.amount.grouped())
}

/// One change, if the fact reads differently now.
fn change(fact: FiledFact, before: impl ToString, after: impl ToString) -> Option<Change> {
    let (before, after) = (before.to_string(), after.to_string());
    (before != after).then_some(Change { fact, before, after })
}

/// What a field of the form says: nothing said leaves it as it is, 无 takes it away where it need not be known.
pub fn said(into: &mut String, said: &str, may_lack: bool) {
    match said {
        "" => {}
        "无" if may_lack => into.clear(),
        said => said.clone_into(into),
    }
}
