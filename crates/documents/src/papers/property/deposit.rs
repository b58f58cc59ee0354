//! 存款：what the papers about one account have in common.

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::id::AssetId;
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::document::DocumentState;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_domain::property::asset::Asset;
use zhixing_domain::property::measure::Measure;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;
use zhixing_law::money::Fen;

use crate::compose::{the_case, the_title};
use crate::input::{MatterInput, PartyInput, Required};
use crate::source::{Source, person};

/// 被控制的存款账户，属被执行人所有。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepositInput {
    /// 户名，即被执行人
    pub owner: String,
    /// 开户银行
    pub bank: String,
    /// 账号
    pub number: String,
    /// 金额
    pub amount_fen: Fen,
}

pub(crate) const DEPOSITS: &[Required] = &[
    ("deposits[].owner", "被执行人账户户名"),
    ("deposits[].bank", "被执行人账户开户银行"),
    ("deposits[].number", "被执行人账号"),
    ("deposits[].amount_fen", "存款金额"),
];

pub(crate) const TERM: &[Required] =
    &[("ended_on", "原冻结期限届满日"), ("ends_on", "续行后的届满日")];

/// An account that a paper is about, as the case knows it.
pub(crate) struct Deposit<'a> {
    asset: &'a Asset,
    owner: Option<PartyInput>,
}

impl<'a> Deposit<'a> {
    pub(crate) fn of_asset(from: &Source<'a, '_>, id: AssetId) -> Result<Deposit<'a>, Refusal> {
        let asset = from.matter.asset(id).ok_or(Refusal::Missing("财产"))?;
        Ok(Deposit { asset, owner: from.matter.party(asset.respondent).map(person) })
    }

    pub(crate) fn input(&self, amount: Fen) -> DepositInput {
        DepositInput {
            owner: self.owner.as_ref().map(|owner| owner.name.clone()).unwrap_or_default(),
            bank: self.bank(),
            number: self.asset.number.clone(),
            amount_fen: amount,
        }
    }

    pub(crate) fn bank(&self) -> String {
        self.asset.holder_name.clone()
    }

    pub(crate) fn respondent(&self) -> Result<PartyInput, Refusal> {
        self.owner.clone().ok_or(Refusal::Missing("被执行人"))
    }
}

/// The number of the ruling of this kind that a paper quotes; before it is made, the case's next.
pub(crate) fn quoted(from: &Source<'_, '_>, kind: DocumentKind) -> String {
    let matter = from.matter;
    // A measure can be renewed more than once: the latest ruling counts.
    let known = matter.documents.iter().rfind(|document| {
        document.kind == kind
            && document.subject == from.subject
            && document.state != DocumentState::SentBack
    });
    let series = known.map_or(matter.rulings() + 1, |document| document.ruling_no);
    let sub = u8::try_from(series).unwrap_or(u8::MAX);
    let number = matter.number.as_ref().and_then(|number| number.with_sub(sub).ok());
    number.map_or_else(|| matter.number_text(), |number| number.to_string())
}

/// Whole months between two days, rounded up: how long a freeze is said to run.
pub(crate) fn whole_months(from: Day, to: Day) -> u32 {
    let mut months = 0;
    while months < 600 && from.plus_months(months).is_ok_and(|at| at < to) {
        months += 1;
    }
    u32::try_from(months).unwrap_or(0)
}

/// 尚在冻结的余额：what is left after deductions; of a freeze that was taken back before the holder answered, what was
/// ordered.
pub(crate) fn released(measure: &Measure) -> Fen {
    if measure.from.is_some() { measure.left() } else { measure.amount }
}

/// The end that is asked for with the bank, or the present one.
pub(crate) fn renewed_to(measure: &Measure) -> Day {
    measure.pending.as_ref().map_or(measure.ends_on, |(_, ends_on)| *ends_on)
}

pub(crate) fn unperformed(matter: &MatterInput) -> String {
    format!("本院在执行{}中，被执行人尚未履行{}确定的义务。", the_case(matter), the_title(matter))
}

/// “王五在某银行开立的账户（账号：…）内的存款人民币5,289.00元（大写：…）”, then the sum if several.
pub(crate) fn described(deposits: &[DepositInput]) -> Result<String, LawError> {
    let each: Vec<String> = deposits
        .iter()
        .map(|one| {
            format!(
                "{}在{}开立的账户（账号：{}）内的存款人民币{}元（大写：{}）",
                one.owner,
                one.bank,
                one.number,
                one.amount_fen.grouped(),
                one.amount_fen.capital()
            )
        })
        .collect();
    let mut text = each.join("、");
    if 1 < deposits.len() {
        let total = Fen::sum(deposits.iter().map(|one| one.amount_fen))?;
        text.push_str(&format!("，合计人民币{}元", total.grouped()));
    }
    Ok(text)
}
