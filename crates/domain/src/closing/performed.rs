//! 行为请求的履行：which of the acts that the claim asks for has been done, by whom, and what proves it.

use zhixing_law::day::Day;

use crate::{
    ground::{entry::By, field::choices, word::words},
    intake::claim::Claim,
};

pub mod record;

words! {
    /// 履行的方式
    PerformedBy {
        Respondent = "respondent", "被执行人履行";
        Court = "court", "强制执行完成";
        /// 民诉法2023第263条
        Substitute = "substitute", "他人代为履行";
    }
}

choices! { PerformedBy }

/// 已登记的履行
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Performance {
    /// Place among the acts that the claim asks for.
    pub deed: usize,
    pub on: Day,
    pub how: PerformedBy,
    /// 证明材料, by the title under which it was put into the file.
    pub material: String,
    pub by: By,
}

/// The acts of a claim that are still to be done, each with its place.
pub fn open<'a>(
    claim: &'a Claim,
    performed: &'a [Performance],
) -> impl Iterator<Item = (usize, &'a crate::intake::claim::Deed)> {
    let done = |place: usize| performed.iter().any(|one| one.deed == place);
    claim.deeds.iter().enumerate().filter(move |(place, _)| !done(*place))
}
