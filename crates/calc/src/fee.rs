//! 费用：申请执行费、保全申请费。

use zhixing_law::fee::{self, Charge};

use crate::answer::{Answer, Place, Step, Wrong};
use crate::entry;

/// 哪一种费用。
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 申请执行费。
    Application,
    /// 保全申请费。
    Preservation,
}

impl Kind {
    /// 费用的名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Application => "申请执行费",
            Self::Preservation => "保全申请费",
        }
    }
}

/// 问：多少金额应交多少费用。
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// 哪一种费用。
    pub kind: Kind,
    /// 执行金额或者保全金额，元。
    pub amount: String,
}

/// The fee for an amount.
///
/// # Errors
/// An amount that is not one.
pub fn answer(question: &Question) -> Result<Answer<Charge>, Wrong> {
    let place = Place::new("amount", "金额");
    let amount = entry::yuan(&question.amount, &place)?;
    let (charge, rule) = match question.kind {
        Kind::Application => (fee::application_fee(amount), "R-F1"),
        Kind::Preservation => (fee::preservation_fee(amount), "R-F3"),
    };
    let charge = charge.map_err(|error| place.law(error))?;
    let step = |text: &String| Step { text: text.clone(), rules: vec![rule] };
    let steps = charge.steps.iter().map(step).collect();
    Ok(Answer::new(charge, steps))
}
