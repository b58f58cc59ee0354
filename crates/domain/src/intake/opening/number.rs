//! 编号：what a matter's number makes of it. An application becomes a filed case with an account of its own.

use zhixing_law::number::{CaseKind, CaseNumber};

use super::OpeningEvent;
use crate::{
    ground::refusal::Refusal,
    intake::filing::FilingEvent,
    matter::Matter,
    matter::context::Context,
    matter::kind::Number,
    matter::outcome::{Decision, Outcome},
};

/// The matter takes the number that it asked for. `earlier` are the court's cases of the same title and applicant.
///
/// # Errors
/// There are such, and nobody has said why it is filed once more (执行规定2020第18条、立案的重复核查).
pub fn number(
    matter: &Matter,
    number: Number,
    earlier: &[String],
    ctx: &mut Context<'_>,
) -> Decision {
    let on = ctx.today;
    let again = matter.filing.application.as_ref().is_none_or(|a| !a.filed_again.is_empty());
    if !earlier.is_empty() && !again {
        return Err(Refusal::FiledBefore { numbers: earlier.to_vec() });
    }
    Ok(match number {
        Number::Case(number) if matter.filing.application.is_some() => {
            // 一案一账号: the sub-account is the court's fund account with the case's year, kind and serial.
            let account_no = sub_account(&ctx.court.fund_account.account, &number);
            Outcome::of(FilingEvent::Accepted { number, account_no, filed_on: on })
        }
        number => Outcome::of(OpeningEvent::Numbered { number, on }),
    })
}

/// 一案一账号：the case's own sub-account number under the court's fund account.
pub fn sub_account(fund_account: &str, number: &CaseNumber) -> String {
    let place = CaseKind::ALL.iter().position(|kind| *kind == number.kind).unwrap_or_default();
    format!("{fund_account}-{:04}{place:02}{:07}", number.year, number.serial)
}
